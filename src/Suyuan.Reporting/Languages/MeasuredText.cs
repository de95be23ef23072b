using System.Text.RegularExpressions;

namespace Suyuan.Reporting;

/// <summary>Numbers with units.</summary>
internal static partial class MeasuredText
{
    /// <summary>No line ends between a number and its unit.</summary>
    public static string Unbroken(string text) => BeforeUnit().Replace(text, "\u00A0");

    /// <summary>From low to high, or the one number that both round to.</summary>
    public static string Range(string low, string high, string between) => low == high ? low : low + between + high;

    [GeneratedRegex(@"(?<=\d) (?=[kMGTPE]?(?:bit/s|pps|B)\b)")]
    private static partial Regex BeforeUnit();
}
