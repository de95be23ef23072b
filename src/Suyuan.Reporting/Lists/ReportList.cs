namespace Suyuan.Reporting;

public enum ListSubject
{
    Events,
    Resources,
    Participations,
}

public enum ListColumn
{
    EventId,
    Target,
    Start,
    End,
    Vectors,
    Bursts,
    Packets,
    Octets,
    PeakPackets,
    PeakBits,
    Controllers,
    Bots,
    Reflectors,
    Routers,
    SampledPackets,
    Kind,
    Protocol,
    Scope,
    Address,
    Country,
    Province,
    Operator,
    Cloud,
    Asn,
    FirstSeen,
    LastSeen,
    Events,
    Confidence,
    Exporter,
    Interface,
}

/// <summary>A full list behind the report, for the internal edition's workbook. It names addresses and events.</summary>
/// <param name="Rows">Read once, row by row; a row may be the same array each time.</param>
/// <param name="Limit">Rows that the list was cut to; null = it is whole.</param>
public sealed record ReportList(ListSubject Subject, IReadOnlyList<ListColumn> Columns, IEnumerable<IReadOnlyList<ListValue>> Rows, int? Limit = null);

/// <summary>A value of a list: a text, a number, a confidence or a time; empty where it is not known.</summary>
public readonly struct ListValue
{
    private readonly string? _text;
    private readonly double _number;
    private readonly Form _form;

    private ListValue(Form form, double number, string? text)
    {
        _form = form;
        _number = number;
        _text = text;
    }

    private enum Form : byte
    {
        Unknown,
        Text,
        Whole,
        Confidence,
        Time,
    }

    public static ListValue Unknown => default;

    public static ListValue Text(string? text) => string.IsNullOrEmpty(text) ? default : new(Form.Text, 0, text);

    /// <summary>Exact up to 2⁵³.</summary>
    public static ListValue Whole(long value) => new(Form.Whole, value, null);

    public static ListValue Confidence(double value) => new(Form.Confidence, value, null);

    public static ListValue Time(long unixMilliseconds) => new(Form.Time, unixMilliseconds, null);

    internal SheetCell ToCell(TimeZoneInfo zone) => _form switch
    {
        Form.Text => SheetCell.Text(_text!),
        Form.Whole => SheetCell.Whole((long)_number),
        Form.Confidence => SheetCell.Hundredths(_number),
        Form.Time => SheetCell.Time((long)_number, zone),
        _ => SheetCell.Empty,
    };
}
