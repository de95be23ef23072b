using System.Text.Json;
using Suyuan.Server.Api;

namespace Suyuan.Server.Alarms;

/// <summary>Alarms that outlive the process, in a JSON file beside the store, replaced as a whole.</summary>
internal sealed class AlarmFile(string path)
{
    private const int Version = 1;

    /// <summary>What was wrong with the file; null = nothing, or there was none.</summary>
    public string? Damage { get; private set; }

    /// <summary>Why it could not be saved last; null = it could.</summary>
    public string? SaveProblem { get; private set; }

    /// <summary>What an earlier process left. A file that cannot be used is set aside.</summary>
    public (IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Recent) Load()
    {
        if (!File.Exists(path))
        {
            return ([], []);
        }
        try
        {
            Saved? saved = JsonSerializer.Deserialize<Saved>(File.ReadAllBytes(path), ApiJson.Options);
            if (saved is not { Version: Version, Open: not null, Recent: not null } || !saved.Open.Concat(saved.Recent).All(IsWhole))
            {
                throw new JsonException("it is no list of alarms of this release");
            }
            return (saved.Open, saved.Recent);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            Damage = $"{path} cannot be used ({error.Message}); what was open may be opened again, the file is kept as {path}.damaged";
            try
            {
                File.Move(path, path + ".damaged", overwrite: true);
            }
            catch (Exception moving) when (moving is IOException or UnauthorizedAccessException)
            {
                // It is written over at the next saving, or that fails and says so.
            }
            return ([], []);
        }
    }

    /// <summary>Whoever reads it, and whenever this process dies, it is whole. Where it cannot be written, alarms go out all the same.</summary>
    public void Save(IReadOnlyList<Alarm> open, IReadOnlyList<Alarm> recent)
    {
        try
        {
            string fresh = path + ".new";
            using (FileStream file = new(fresh, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, new Saved(Version, open, recent), ApiJson.Options);
                file.Flush(flushToDisk: true);
            }
            File.Move(fresh, path, overwrite: true);
            SaveProblem = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            SaveProblem = $"{path} cannot be written ({error.Message}): after a restart, open alarms are opened again";
        }
    }

    private static bool IsWhole(Alarm alarm) => alarm is { Id: not null, Vectors: not null } && Model.IpPrefix.TryParse(alarm.Target, out _)
        && alarm.Vectors.All(vector => vector is not null && Model.AttackVector.TryParse(vector.Vector, out _));

    private sealed record Saved(int Version, IReadOnlyList<Alarm> Open, IReadOnlyList<Alarm> Recent);
}
