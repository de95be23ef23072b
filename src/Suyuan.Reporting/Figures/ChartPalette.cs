namespace Suyuan.Reporting;

/// <summary>
/// Colours that stay apart with the common colour-vision deficiencies and, since neighbours alternate dark and light, in grey print.
/// Labels name every slice, so no reader depends on them.
/// </summary>
internal static class ChartPalette
{
    public const string Ink = "#1f2933";
    public const string Line = "#9aa5b1";
    public const string Main = "#1f5a94";
    public const string Traffic = "#e0962a";
    public const string Other = "#d5dae1";
    public const string Unknown = "#9aa1ab";

    private static readonly string[] s_slices =
        ["#1f5a94", "#f0b34a", "#2b8577", "#e58e7b", "#5b4a8a", "#8cc5e3", "#7a3b12", "#b5cf6b", "#9c2f5b"];

    public static string Of(Category category, int index) => category.Kind switch
    {
        CategoryKind.Other => Other,
        CategoryKind.Unknown => Unknown,
        _ => s_slices[index % s_slices.Length],
    };
}
