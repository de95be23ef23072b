using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection;

/// <summary>
/// What a collector must know after a restart: templates and sampling rates, without which data is unreadable until exporters repeat them, and the first
/// minute that was still open. A JSON file beside the store, replaced as a whole.
/// </summary>
internal sealed class CollectorState(string path, ExporterTable exporters)
{
    private const int Version = 1;

    /// <summary>The file is ours, and small; what is larger is none.</summary>
    private const long MostOctets = 256 << 20;

    public ExporterState Exporters { get; } = new();

    /// <summary>Minutes from this one on were open when the state was saved: they take more records. Null = none were.</summary>
    public long? OpenFrom { get; set; }

    /// <summary>What was wrong with the file; null = nothing, or there was none.</summary>
    public string? Damage { get; private set; }

    /// <summary>Why it could not be saved last; null = it could.</summary>
    public string? SaveProblem { get; private set; }

    public int RestoredTemplates { get; private set; }

    /// <summary>A file that cannot be used is set aside and costs only time: exporters repeat their templates.</summary>
    public static CollectorState Load(string path, ExporterTable exporters)
    {
        CollectorState state = new(path, exporters);
        if (!File.Exists(path))
        {
            return state;
        }
        try
        {
            if (new FileInfo(path).Length > MostOctets)
            {
                throw new JsonException("too large to be a collector's state");
            }
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out JsonElement version) || !version.TryGetInt32(out int number))
            {
                throw new JsonException("no version");
            }
            if (number != Version)
            {
                throw new JsonException($"version {number}, which this release does not read");
            }
            if (root.TryGetProperty("exporters", out JsonElement known))
            {
                state.RestoredTemplates = state.Exporters.Read(known, exporters);
            }
            if (root.TryGetProperty("open_from_minute", out JsonElement open) && open.ValueKind == JsonValueKind.Number && open.TryGetInt64(out long minute))
            {
                state.OpenFrom = minute;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            state.Damage = $"{path} cannot be used ({error.Message}); templates are learned anew, the file is kept as {path}.damaged";
            TryMove(path, path + ".damaged");
        }
        return state;
    }

    /// <summary>
    /// Replaces the file: whoever reads it, and whenever this process dies, it is whole. Where that cannot be done, collection goes on; see
    /// <see cref="SaveProblem"/>.
    /// </summary>
    public void Save()
    {
        try
        {
            string fresh = path + ".new";
            using (FileStream file = new(fresh, FileMode.Create, FileAccess.Write))
            {
                using (Utf8JsonWriter json = new(file))
                {
                    Write(json);
                }
                file.Flush(flushToDisk: true);
            }
            File.Move(fresh, path, overwrite: true);
            SaveProblem = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            SaveProblem = $"{path} cannot be written ({error.Message}): after a restart, exporters' data is unreadable until they repeat their templates";
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        if (OpenFrom is long minute)
        {
            json.WriteNumber("open_from_minute", minute);
        }
        json.WritePropertyName("exporters");
        Exporters.Write(json, exporters);
        json.WriteEndObject();
    }

    private static void TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is written over at the next saving, or that fails and says so.
        }
    }
}
