namespace Suyuan.Store.Care;

/// <summary>One of several stores that become one.</summary>
/// <param name="Name">Stands before the keys of its exporters and routers; null = they keep theirs.</param>
/// <param name="File">Its file, which nobody writes to.</param>
public sealed record MergePart(string? Name, string File)
{
    /// <summary>In messages.</summary>
    public string Label => Name ?? File;

    /// <summary>Captures and files are known by what is in them, wherever they were read.</summary>
    public string Renamed(string exporter) => Name is null || IsContent(exporter) ? exporter : $"{Name}{Model.ExporterTable.StoreSeparator}{exporter}";

    private static bool IsContent(string exporter) =>
        exporter.StartsWith(Model.ExporterTable.CapturePrefix, StringComparison.Ordinal) || exporter.StartsWith(Model.ExporterTable.FilePrefix, StringComparison.Ordinal);
}
