using System.Globalization;
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
/// notes (*.md, LICENSE, SIMULATED) are passed over, and so are stores (*.duckdb and what stands beside them); <c>exporters.csv</c> is configuration. Links to folders are not followed, since they can lead round in a
/// circle: each is named, and so is a folder in which nothing was found.
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
                int before = files.Count + exporters.Count + refused.Count;
                int passedOver = Walk(new DirectoryInfo(path), simulated: false);
                if (files.Count + exporters.Count + refused.Count == before)
                {
                    refused.Add(KeyValuePair.Create(path, passedOver == 0
                        ? "an empty folder"
                        : string.Create(CultureInfo.InvariantCulture, $"nothing to read in this folder; passed over: {passedOver} (hidden files, notes, stores, folders named truth)")));
                }
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

        // Returns how many entries were passed over, here and below.
        int Walk(DirectoryInfo folder, bool simulated)
        {
            int passedOver = 0;
            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                refused.Add(KeyValuePair.Create(folder.FullName, error.Message));
                return 0;
            }
            simulated |= entries.Any(entry => entry.Name == SimulatedMarker);
            foreach (FileSystemInfo entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (IsNote(entry.Name) || (entry is DirectoryInfo && entry.Name == "truth"))
                {
                    passedOver++;
                }
                else if (entry is FileInfo file)
                {
                    Take(file, simulated);
                }
                else if (entry.LinkTarget is string target)
                {
                    refused.Add(KeyValuePair.Create(entry.FullName, $"a link to the folder {target}, not followed; name that folder to have it read"));
                }
                else
                {
                    passedOver += Walk((DirectoryInfo)entry, simulated);
                }
            }
            return passedOver;
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
        name.StartsWith('.') || name.EndsWith(".duckdb", StringComparison.Ordinal) || name.Contains(".duckdb.", StringComparison.Ordinal) || name == SimulatedMarker || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);
}
