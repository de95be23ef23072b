using System.Globalization;
using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// A period's statistics. Its events and resources are found once, into temporary tables of the connection; each statistic is a query over them.
/// Sees the store as it was at the first question.
/// </summary>
internal sealed partial class PeriodStatistics(Database database, Func<int> next, Period period, HomeRegion home, string addressData)
    : IPeriodStatistics, IDisposable
{
    /// <summary>Participations grouped at a time: some 200 octets each, which with the table that they make fit into the engine's memory (<see cref="StoreFile"/>).</summary>
    private const long PartOfParticipations = 3_000_000;

    /// <summary>Tells its rows from those of other periods of the connection.</summary>
    private readonly int _number = next();
    private bool _built;

    public Period Period => period;

    public HomeRegion Home => home;

    private long From => period.From.ToUnixTimeMilliseconds();

    private long To => period.To.ToUnixTimeMilliseconds();

    public void Dispose()
    {
        _earlier?.ForEach(statistics => statistics.Dispose());
        _earlier = null;
        if (_built)
        {
            _built = false;
            foreach (string table in (string[])["clock", "events", "resources", "past"])
            {
                database.Execute($"Statistics/drop-period-{table}", ("statistics", _number));
            }
        }
    }

    private List<T> Rows<T>(string query, Func<DuckDBDataReader, T> row, params IEnumerable<(string, object?)> parameters)
    {
        Build();
        return database.List($"Statistics/{query}", row, [("statistics", _number), .. parameters]);
    }

    private T One<T>(string query, Func<DuckDBDataReader, T> row, params IEnumerable<(string, object?)> parameters) => Rows(query, row, parameters).Single();

    private void Build()
    {
        if (_built)
        {
            return;
        }
        _built = true;
        (string, object?) statistics = ("statistics", _number);
        database.Execute("Statistics/create-period");
        BuildClock();
        database.Execute("Statistics/insert-period-events", statistics, ("from_ms", From), ("to_ms", To));
        long participations = database.Single("Statistics/period-participations", row => row.GetInt64(0), statistics);
        long parts = Math.Max(1, (participations + PartOfParticipations - 1) / PartOfParticipations);
        int? data = database.AddressData(addressData);
        for (long part = 0; part < parts; part++)
        {
            database.Execute(
                "Statistics/insert-period-resources", statistics, ("parts", parts), ("part", part), ("home", home.Country), ("data", data),
                ("controller_confidence", HeadlineRules.ControllerConfidence), ("bot_confidence", HeadlineRules.BotConfidence),
                ("reflector_confidence", HeadlineRules.ReflectorConfidence),
                ("reflector_sampled_packets", HeadlineRules.ReflectorSampledPackets), ("reflector_events", HeadlineRules.ReflectorEvents),
                ("router_sampled_packets", HeadlineRules.RouterSampledPackets),
                ("router_sampled_packets_of_two", HeadlineRules.RouterSampledPacketsOfTwo), ("router_packets", HeadlineRules.RouterPackets));
        }
    }

    private void BuildClock()
    {
        const long QuarterHour = 15 * Minute.Milliseconds;
        using DuckDBAppender appender = database.AppendTemporary("period_clock");
        for (long at = From; at < To; at += QuarterHour)
        {
            DateTimeOffset local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), home.Zone);
            appender.CreateRow().AppendValue(_number).AppendValue(at / QuarterHour).AppendValue((DateOnly?)DateOnly.FromDateTime(local.DateTime)).EndRow();
        }
    }

    /// <summary>Parameters that every reader understands: the period and whose it is, then the statistic's own.</summary>
    private Statistic<T> Answer<T>(T value, string query, long rows, bool places, params IEnumerable<(string Name, object? Value)> parameters)
    {
        Dictionary<string, string> named = new(StringComparer.Ordinal)
        {
            ["period"] = period.Name,
            ["from"] = period.From.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["to"] = period.To.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["home"] = home.Country,
            ["zone"] = home.Zone.Id,
        };
        foreach ((string name, object? parameter) in parameters)
        {
            if (parameter is not null)
            {
                named[name] = Convert.ToString(parameter, CultureInfo.InvariantCulture) ?? "";
            }
        }
        return new Statistic<T>(value, new Lineage(query, named, rows, places ? addressData : ""));
    }

    private static CategoryCount Category(DuckDBDataReader row) => new(row.TextOrNull(0), row.GetInt64(1));
}
