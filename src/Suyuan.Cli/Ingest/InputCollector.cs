using Suyuan.Cli.Configuration;
using Suyuan.Model;

namespace Suyuan.Cli.Ingest;

/// <summary>A file to ingest.</summary>
/// <param name="Simulated">A file named <c>SIMULATED</c> in its folder, or above within the given path, says so.</param>
internal sealed record InputPath(string Path, bool Simulated);

/// <param name="Refused">Paths that do not exist or cannot be listed, with the reason.</param>
internal sealed record CollectedInputs(IReadOnlyList<InputPath> Files, IReadOnlyList<ExporterSettings> Exporters, IReadOnlyList<KeyValuePair<string, string>> Refused);

/// <summary>
/// Turns the paths of the command line into files. Folders are walked in the order of their names; folders named <c>truth</c>, hidden files and
/// notes (*.md, LICENSE, SIMULATED) are passed over; <c>exporters.csv</c> is configuration.
/// </summary>
internal static class InputCollector
{
    public const string ExportersFile = "exporters.csv";
    public const string SimulatedMarker = "SIMULATED";

    public static CollectedInputs Collect(IEnumerable<string> paths)
    {
        List<InputPath> files = [];
        List<ExporterSettings> exporters = [];
        List<KeyValuePair<string, string>> refused = [];
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                Walk(new DirectoryInfo(path), simulated: false);
            }
            else if (File.Exists(path))
            {
                string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
                Take(new FileInfo(path), File.Exists(Path.Combine(folder, SimulatedMarker)));
            }
            else
            {
                refused.Add(KeyValuePair.Create(path, "no such file or folder"));
            }
        }
        return new CollectedInputs(files, exporters, refused);

        void Walk(DirectoryInfo folder, bool simulated)
        {
            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                refused.Add(KeyValuePair.Create(folder.FullName, error.Message));
                return;
            }
            simulated |= entries.Any(entry => entry.Name == SimulatedMarker);
            foreach (FileSystemInfo entry in entries.Where(entry => !IsNote(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry is FileInfo file)
                {
                    Take(file, simulated);
                }
                else if (entry is DirectoryInfo inner && inner.Name != "truth" && inner.LinkTarget is null)
                {
                    Walk(inner, simulated);
                }
            }
        }

        void Take(FileInfo file, bool simulated)
        {
            if (file.Name != ExportersFile)
            {
                files.Add(new InputPath(file.FullName, simulated));
                return;
            }
            try
            {
                exporters.AddRange(ExportersCsv.Read(file.FullName));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                refused.Add(KeyValuePair.Create(file.FullName, error.Message));
            }
        }
    }

    private static bool IsNote(string name) =>
        name.StartsWith('.') || name == SimulatedMarker || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);
}
