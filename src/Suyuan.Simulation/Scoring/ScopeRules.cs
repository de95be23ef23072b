using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>
/// From what on an answer is asked for: the trigger of the profile in use, and floors of observed packets. What lies below is scored in a row of its
/// own, and finding it is never a false positive.
/// </summary>
public sealed record ScopeRules
{
    /// <summary>Reflection: peak in bits per second; of the profile.</summary>
    public required double ReflectionBits { get; init; }

    /// <summary>Reflection: packets in ten seconds at the peak; 0 = not asked for; of the profile.</summary>
    public required long ReflectionPacketsInTenSeconds { get; init; }

    /// <summary>Flood: peak in packets per second; of the profile.</summary>
    public required double FloodPacketRate { get; init; }

    /// <summary>Flood: peak in bits per second, enough by itself; infinity = only packets count; of the profile.</summary>
    public required double FloodBits { get; init; }

    /// <summary>Flood: packets of the event; 0 = not asked for; of the profile.</summary>
    public required long FloodPackets { get; init; }

    /// <summary>Reflectors that an attack needs, where the catalogue has no number of the service (TCP).</summary>
    public int Reflectors { get; init; } = 10;

    /// <summary>Observed packets of an event, twice what one minute's trigger rests on.</summary>
    public const long EventSampledPackets = 60;

    /// <summary>Observed packets of a reflector, over all its events in scope.</summary>
    public const long ReflectorSampledPackets = 3;

    /// <summary>Observed packets of a bot, over all its events in scope.</summary>
    public const long BotSampledPackets = 3;

    /// <summary>Observed spoofed packets of a router in one event, at one exporter and interface.</summary>
    public const long RouterSampledPackets = HeadlineRules.RouterSampledPackets;

    private const string BelowTrigger = "below the trigger";

    /// <summary>Why the event is out of scope; null = it is in scope.</summary>
    /// <remarks>A truth tells peaks of events, not of vectors: of several vectors the sum counts, which asks for more than any vector's trigger does.</remarks>
    /// <param name="reflectors">Distinct reflectors of the event by protocol, where the truth names them.</param>
    internal string? WhyOut(EventFinding truth, long? sampledPackets, IReadOnlyDictionary<string, int> reflectors)
    {
        if (sampledPackets is long sampled && sampled < EventSampledPackets)
        {
            return "few packets observed";
        }
        if (truth.IsHttpFlood)
        {
            // No trigger is documented for them: what was observed at all is scored.
            return null;
        }
        if (truth.Vectors.Count == 0)
        {
            return ReflectionVolume(truth) || FloodVolume(truth) ? null : BelowTrigger;
        }
        bool reflection = truth.Vectors.Any(vector => IsReflection(vector) && EnoughReflectors(truth, vector, reflectors)) && ReflectionVolume(truth);
        bool flood = truth.Vectors.Any(vector => !IsReflection(vector)) && FloodVolume(truth);
        return reflection || flood ? null : BelowTrigger;
    }

    /// <summary>The event would still be in scope if its peak were this many times smaller.</summary>
    internal bool IsAboveTriggerBy(EventFinding truth, double times) => WhyOut(
        truth with { PeakPackets = (long?)(truth.PeakPackets / times), PeakBits = (long?)(truth.PeakBits / times) }, null, new Dictionary<string, int>()) is null;

    internal static bool IsReflection(string vector) => vector.EndsWith("-reflection", StringComparison.Ordinal);

    /// <summary>A peak that is not told does not put an event out of scope.</summary>
    private bool ReflectionVolume(EventFinding truth) =>
        !(truth.PeakBits < ReflectionBits) && !(truth.PeakPackets * 10 < ReflectionPacketsInTenSeconds);

    private bool FloodVolume(EventFinding truth) =>
        !(truth.Packets < FloodPackets) && (!(truth.PeakPackets < FloodPacketRate) || truth.PeakBits >= FloodBits);

    private bool EnoughReflectors(EventFinding truth, string vector, IReadOnlyDictionary<string, int> reflectors)
    {
        string protocol = vector[..^"-reflection".Length];
        int needed = VectorCatalog.Services.FirstOrDefault(service => service.Token == protocol)?.MinReflectors ?? Reflectors;
        int? told = reflectors.TryGetValue(protocol, out int count) ? count : truth.Reflectors;
        return !(told < needed);
    }
}
