using System.Globalization;

namespace Suyuan.Reporting;

/// <summary>How a cell prints; the only place where editions mask.</summary>
internal static class CellText
{
    public static string Of(Cell cell, IReportTexts texts, ReportEdition edition) => cell switch
    {
        NumberCell number => texts.Number(number.Value),
        AddressCell address => edition == ReportEdition.Public ? address.Address.ToMaskedString() : address.Address.ToString(),
        TargetCell target => edition == ReportEdition.Public ? target.Target.ToMaskedString() : target.Target.ToString(),
        CategoriesCell { Categories.Count: 0 } => "–",
        CategoriesCell categories => texts.Join([.. categories.Categories.Select(texts.Name)]),
        ShareCell share => texts.Percent(share.Count, share.Total),
        TimeCell time => texts.Time(time.UnixMilliseconds),
        DurationCell duration => texts.Duration(duration.Seconds),
        RateCell { Seconds: 0 } => "–",
        RateCell rate => Scaled(rate.PerSecond, rate.Bits ? "bit/s" : "pps"),
        OctetsCell octets => Scaled(octets.Octets, "B"),
        EventNumberCell number => "E" + number.Number.ToString(CultureInfo.InvariantCulture),
        EventIdCell id => edition == ReportEdition.Public ? "–" : id.Id,
        NoValueCell => "–",
        ConfidenceCell confidence => confidence.Value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType().Name, "a cell that does not print"),
    };

    /// <summary>Three significant digits and a decimal prefix: 1.25 Gbit/s.</summary>
    internal static string Scaled(long value, string unit)
    {
        string[] prefixes = ["", "k", "M", "G", "T", "P", "E"];
        double scaled = value;
        int step = 0;
        while (scaled >= 999.5 && step < prefixes.Length - 1)
        {
            scaled /= 1000;
            step++;
        }
        string format = step == 0 || scaled >= 99.95 ? "0" : scaled >= 9.995 ? "0.0" : "0.00";
        return $"{scaled.ToString(format, CultureInfo.InvariantCulture)} {prefixes[step]}{unit}";
    }
}
