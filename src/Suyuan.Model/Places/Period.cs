using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Suyuan.Model;

public enum PeriodUnit
{
    Year,
    Quarter,
    Month,
    Day,
    Range,
}

/// <summary>A report period: half-open [From, To) in UTC, cut in the home's zone.</summary>
/// <param name="Name"><c>2021Q2</c>, <c>2021</c>, <c>2021-04</c>, <c>2021-04-01</c> or <c>2021-04-01..2021-04-15</c> (last day included).</param>
public sealed partial record Period(string Name, PeriodUnit Unit, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What a text that is none is told to be.</summary>
    public const string Written = "a period; write 2021Q2, 2021, 2021-04, 2021-04-01 or 2021-04-01..2021-04-15";

    public bool Contains(DateTimeOffset time) => time >= From && time < To;

    /// <exception cref="FormatException">The text is no period.</exception>
    public static Period Parse(string text, HomeRegion home) =>
        TryParse(text, home, out Period? period)
            ? period
            : throw new FormatException($"'{text}' is not {Written}");

    public static bool TryParse([NotNullWhen(true)] string? text, HomeRegion home, [NotNullWhen(true)] out Period? period)
    {
        ArgumentNullException.ThrowIfNull(home);
        period = null;
        if (text is null)
        {
            return false;
        }
        if (QuarterForm().Match(text) is { Success: true } quarter)
        {
            DateOnly from = new(Number(quarter, 1), ((Number(quarter, 2) - 1) * 3) + 1, 1);
            period = Make(text.ToUpperInvariant(), PeriodUnit.Quarter, from, from.AddMonths(3), home);
        }
        else if (YearForm().Match(text) is { Success: true } year)
        {
            DateOnly from = new(Number(year, 1), 1, 1);
            period = Make(text, PeriodUnit.Year, from, from.AddYears(1), home);
        }
        else if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month))
        {
            period = Make(text, PeriodUnit.Month, month, month.AddMonths(1), home);
        }
        else if (TryDay(text, out DateOnly day))
        {
            period = Make(text, PeriodUnit.Day, day, day.AddDays(1), home);
        }
        else
        {
            string[] ends = text.Split("..");
            if (ends.Length == 2 && TryDay(ends[0], out DateOnly first) && TryDay(ends[1], out DateOnly last) && last >= first)
            {
                period = Make(text, PeriodUnit.Range, first, last.AddDays(1), home);
            }
        }
        return period is not null;
    }

    /// <summary>The quarter that holds a time.</summary>
    public static Period QuarterOf(DateTimeOffset time, HomeRegion home)
    {
        ArgumentNullException.ThrowIfNull(home);
        DateTimeOffset local = TimeZoneInfo.ConvertTime(time, home.Zone);
        return Parse(string.Create(CultureInfo.InvariantCulture, $"{local.Year:D4}Q{((local.Month - 1) / 3) + 1}"), home);
    }

    /// <summary>The period of the same kind that ends where this one begins: a range has one of as many days.</summary>
    public Period Before(HomeRegion home)
    {
        ArgumentNullException.ThrowIfNull(home);
        DateOnly from = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(From, home.Zone).DateTime);
        DateOnly to = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(To, home.Zone).DateTime);
        DateOnly first = Unit switch
        {
            PeriodUnit.Year => from.AddYears(-1),
            PeriodUnit.Quarter => from.AddMonths(-3),
            PeriodUnit.Month => from.AddMonths(-1),
            _ => from.AddDays(from.DayNumber - to.DayNumber),
        };
        string name = Unit switch
        {
            PeriodUnit.Year => first.ToString("yyyy", CultureInfo.InvariantCulture),
            PeriodUnit.Quarter => string.Create(CultureInfo.InvariantCulture, $"{first.Year:D4}Q{((first.Month - 1) / 3) + 1}"),
            PeriodUnit.Month => first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            PeriodUnit.Day => first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd}..{from.AddDays(-1):yyyy-MM-dd}"),
        };
        return Make(name, Unit, first, from, home);
    }

    private static Period Make(string name, PeriodUnit unit, DateOnly from, DateOnly to, HomeRegion home) =>
        new(name, unit, StartOf(from, home.Zone), StartOf(to, home.Zone));

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        DateTime local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([12]\d{3})[Qq]([1-4])$")]
    private static partial Regex QuarterForm();

    [GeneratedRegex(@"^([12]\d{3})$")]
    private static partial Regex YearForm();
}
