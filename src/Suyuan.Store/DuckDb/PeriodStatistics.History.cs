using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

internal sealed partial class PeriodStatistics
{
    /// <summary>Periods that are compared, the report's own among them.</summary>
    private const int Compared = 4;

    /// <summary>Statistics of the periods before, the newest last; those of a month go back to January at least.</summary>
    private List<PeriodStatistics>? _earlier;
    private List<(PeriodVantage Vantage, PeriodStatistics Statistics)>? _compared;

    public Statistic<IReadOnlyList<PeriodVantage>> Vantage()
    {
        IReadOnlyList<PeriodVantage> vantage = [.. ComparedPeriods().Select(period => period.Vantage)];
        return Answer(vantage, "coverage-exporters", vantage.Sum(period => (long)period.Days), places: false, ("periods", Names(vantage)));
    }

    public Statistic<ResourceHistory> History(ResourceSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        List<(PeriodVantage Vantage, PeriodStatistics Statistics)> compared = ComparedPeriods();
        (string, object?)[] parameters = Parameters(selection);
        long[] counts = [.. compared.Select(period => period.Statistics.One("resource-headline", row => row.GetInt64(0), parameters))];
        (long fresh, long vanished, long persistent) = (counts[^1], 0L, counts[^1]);
        if (compared.Count > 1)
        {
            (long surviving, persistent) = One("resource-turnover", row => (row.GetInt64(0), row.GetInt64(1)), [("times", compared.Count - 1), .. parameters]);
            (fresh, vanished) = (counts[^1] - surviving, counts[^2] - surviving);
        }
        ResourceHistory history = new(counts, fresh, vanished, persistent, Year(parameters), Life(parameters));
        return Selected("resource-turnover", selection, _ => history, ("periods", Names(compared.Select(period => period.Vantage))));
    }

    private YearToDate? Year((string, object?)[] selected)
    {
        if (period.Unit != PeriodUnit.Month)
        {
            return null;
        }
        int year = Local(period.From).Year;
        (string, object?)[] parameters = [("periods", Numbers([.. Earlier().Where(month => Local(month.Period.From).Year == year), this])), .. selected];
        return new YearToDate(
            One("resource-year-seen", row => row.GetInt64(0), parameters),
            One("resource-persistent", row => row.GetInt64(0), [("times", 2), .. parameters]),
            Rows("resource-year-provinces", Category, parameters));
    }

    private ResourceLife Life((string, object?)[] parameters) => One(
        "resource-life",
        row => new ResourceLife(row.GetDouble(0), [.. Enumerable.Range(1, ResourceLife.Days.Count + 1).Select(row.GetInt64)]),
        [.. ResourceLife.Days.Select((days, index) => ($"class{index + 1}_days", (object?)days)), .. parameters]);

    /// <summary>What was there before, once for all kinds.</summary>
    private void BuildPast(List<(PeriodVantage Vantage, PeriodStatistics Statistics)> compared)
    {
        List<PeriodStatistics> earlier = Earlier();
        database.Execute(
            "Statistics/insert-period-past", ("statistics", _number), ("earlier", Numbers(earlier)), ("before", earlier[^1]._number),
            ("compared", Numbers(compared.Select(period => period.Statistics))), ("before_ms", earlier[0].From),
            ("controller_confidence", HeadlineRules.ControllerConfidence), ("bot_confidence", HeadlineRules.BotConfidence),
            ("reflector_confidence", HeadlineRules.ReflectorConfidence));
    }

    /// <summary>Only unbroken ones: beyond a period without telemetry nothing can be said to have survived.</summary>
    private List<(PeriodVantage Vantage, PeriodStatistics Statistics)> ComparedPeriods()
    {
        if (_compared is not null)
        {
            return _compared;
        }
        Coverage own = Coverage().Value;
        HashSet<string> heard = [.. own.Exporters.Select(exporter => exporter.Exporter)];
        List<(PeriodVantage, PeriodStatistics)> compared = [(new PeriodVantage(period.Name, own.Days, own.DaysInPeriod, heard.Count, heard.Count), this)];
        foreach (PeriodStatistics earlier in Earlier().TakeLast(Compared - 1).Reverse())
        {
            Coverage coverage = earlier.Coverage().Value;
            if (coverage.Days == 0)
            {
                break;
            }
            compared.Insert(0, (
                new PeriodVantage(earlier.Period.Name, coverage.Days, coverage.DaysInPeriod, coverage.Exporters.Count, coverage.Exporters.Count(exporter => heard.Contains(exporter.Exporter))),
                earlier));
        }
        BuildPast(compared);
        return _compared = compared;
    }

    private List<PeriodStatistics> Earlier()
    {
        if (_earlier is null)
        {
            Build();
            int back = period.Unit == PeriodUnit.Month ? Math.Max(Compared - 1, Local(period.From).Month - 1) : Compared - 1;
            _earlier = [];
            Period at = period;
            for (int step = 0; step < back; step++)
            {
                at = at.Before(home);
                // Without address data: only the report's own resources are placed.
                PeriodStatistics earlier = new(database, next, at, home, "");
                earlier.Build();
                _earlier.Insert(0, earlier);
            }
        }
        return _earlier;
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, home.Zone);

    private static string Numbers(IEnumerable<PeriodStatistics> periods) => string.Join(',', periods.Select(statistics => statistics._number.ToString(CultureInfo.InvariantCulture)));

    private static string Names(IEnumerable<PeriodVantage> periods) => string.Join(' ', periods.Select(period => period.Period));
}
