namespace Suyuan.Reporting;

internal enum SheetCellKind
{
    Empty,
    Text,
    Number,
}

/// <summary>How a cell looks; the value is the index of its format in <c>styles.xml</c>.</summary>
internal enum SheetStyle
{
    Plain = 0,
    Title = 1,
    Heading = 2,
    Whole = 3,
    Percent = 4,
    Time = 5,
    Span = 6,
    Hundredths = 7,
    Note = 8,
    Wrapped = 9,
    Strong = 10,
    Link = 11,
    Day = 12,
    NumberHeading = 13,
}

/// <summary>A cell of a worksheet. Numbers are numbers and times are times, so that people can go on reckoning with them.</summary>
internal readonly record struct SheetCell(SheetCellKind Kind, SheetStyle Style, string? TextValue, double NumberValue)
{
    /// <summary>1899-12-30, from which workbooks count days (ECMA-376 part 1, §18.17.4.1, the 1900 date system).</summary>
    private static readonly DateTime s_epoch = new(1899, 12, 30);

    public static SheetCell Empty => default;

    public static SheetCell Text(string text, SheetStyle style = SheetStyle.Plain) => new(SheetCellKind.Text, style, text, 0);

    /// <summary>A number before a wrapped text.</summary>
    public static SheetCell Number(int value) => new(SheetCellKind.Number, SheetStyle.Wrapped, null, value);

    public static SheetCell Whole(long value) => new(SheetCellKind.Number, SheetStyle.Whole, null, value);

    public static SheetCell Hundredths(double value) => new(SheetCellKind.Number, SheetStyle.Hundredths, null, value);

    public static SheetCell Share(long count, long total) => new(SheetCellKind.Number, SheetStyle.Percent, null, (double)Reporting.Share.Fraction(count, total));

    public static SheetCell Span(long seconds) => new(SheetCellKind.Number, SheetStyle.Span, null, seconds / 86_400.0);

    /// <summary>Workbooks know no zone: the time is that of <paramref name="zone"/>.</summary>
    public static SheetCell Time(long unixMilliseconds, TimeZoneInfo zone) => new(
        SheetCellKind.Number, SheetStyle.Time, null,
        (TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds), zone).DateTime - s_epoch).TotalDays);

    public static SheetCell Day(DateOnly day) => new(SheetCellKind.Number, SheetStyle.Day, null, (day.ToDateTime(TimeOnly.MinValue) - s_epoch).TotalDays);
}
