namespace Suyuan.Reporting;

/// <summary>A chart in words, for who cannot see it.</summary>
internal static class PanelWords
{
    public static string Of(Panel panel, IReportTexts texts) => texts.Join([.. panel.Data.Slices.Take(Breakdown.MaxNamed + 2)
        .Select(slice => $"{texts.Name(slice.Category)} {texts.Percent(slice.Count, panel.Data.Total)}")]);
}
