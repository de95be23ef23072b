using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Detection;
using Suyuan.Server.Accounts;

namespace Suyuan.Server.Settings;

/// <summary>
/// Thresholds that administrators set in the console, in a file beside the store (<c>STORE.thresholds.json</c>): whatever detects for that store reads it when it begins. What the configuration
/// says wins.
/// </summary>
public sealed class ThresholdFile(string path)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly Lock _lock = new();

    public static string FileOf(string store) => store + ".thresholds.json";

    /// <returns>Values by key; empty where nothing was set.</returns>
    /// <exception cref="IOException">It cannot be read, or holds no thresholds.</exception>
    public IReadOnlyDictionary<string, double> Read(DetectionProfile profile)
    {
        lock (_lock)
        {
            Chosen chosen = ReadAll();
            return profile == DetectionProfile.Capture ? chosen.Capture : chosen.Network;
        }
    }

    /// <summary>The usual thresholds with those of the file.</summary>
    /// <exception cref="IOException">It cannot be read, or holds what is no threshold.</exception>
    public ThresholdSets Sets()
    {
        try
        {
            return ThresholdSets.Usual.With(DetectionProfile.Network, Read(DetectionProfile.Network)).With(DetectionProfile.Capture, Read(DetectionProfile.Capture));
        }
        catch (ThresholdException error)
        {
            throw Unusable(error);
        }
    }

    /// <summary>Replaces all that was set for the profile.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(DetectionProfile profile, IReadOnlyDictionary<string, double> changes)
    {
        lock (_lock)
        {
            Chosen before = ReadAll();
            SortedDictionary<string, double> sorted = new(changes.ToDictionary(), StringComparer.Ordinal);
            string next = path + ".new";
            using (FileStream file = new(next, LockedFile.Options(FileMode.Create)))
            {
                JsonSerializer.Serialize(file, profile == DetectionProfile.Capture ? before with { Capture = sorted } : before with { Network = sorted }, s_json);
                file.Flush(flushToDisk: true);
            }
            File.Move(next, path, overwrite: true);
        }
    }

    private Chosen ReadAll()
    {
        if (!File.Exists(path))
        {
            return new Chosen([], []);
        }
        try
        {
            return JsonSerializer.Deserialize<Chosen>(File.ReadAllBytes(path), s_json) is { Network: not null, Capture: not null } chosen ? chosen : throw new JsonException("it holds nothing");
        }
        catch (JsonException error)
        {
            throw Unusable(error);
        }
    }

    private IOException Unusable(Exception error) => new($"the thresholds in {path} cannot be used: {error.Message}; mend the file, or move it away for those of the configuration", error);

    private sealed record Chosen(SortedDictionary<string, double> Network, SortedDictionary<string, double> Capture);
}
