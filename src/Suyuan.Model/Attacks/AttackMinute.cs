namespace Suyuan.Model;

/// <summary>
/// The roll-up of one vector on one target in one minute: what bursts and events are made of. Counts include all that belongs to the attack
/// (reflection includes its fragments) from the exporters that count (one packet seen by several routers counts once).
/// </summary>
/// <param name="Minute">See <see cref="Model.Minute"/>.</param>
/// <param name="First">First packet in the minute, Unix ms.</param>
/// <param name="Last">Last packet in the minute, Unix ms.</param>
/// <param name="Packets">Estimated.</param>
/// <param name="Octets">Estimated IP-layer octets.</param>
/// <param name="SampledPackets">Observed.</param>
/// <param name="Sources">Distinct sources (exact while evidence is exact).</param>
/// <param name="PeakPackets">Estimated packets per second over the busiest <paramref name="PeakSeconds"/>.</param>
/// <param name="PeakBits">Estimated bits per second over the busiest <paramref name="PeakSeconds"/>.</param>
/// <param name="PeakSeconds">1, 10 or 60: the shortest that the input resolves.</param>
/// <param name="Trigger">False: an edge of the attack, under the threshold but next to a triggered minute.</param>
/// <param name="Hosts">Attacked addresses of a prefix target; 1 for a host.</param>
/// <param name="Sampling">Largest sampling interval among the records.</param>
/// <param name="Trimmed">Records that had to leave the buffer before the minute closed.</param>
/// <param name="PossibleDuplicates">Several exporters without roles saw it: counts may hold the same packets twice.</param>
public sealed record AttackMinute(
    IpPrefix Target, AttackVector Vector, long Minute, long First, long Last, long Packets, long Octets, long SampledPackets, int Sources,
    long PeakPackets, long PeakBits, int PeakSeconds, bool Trigger, int Hosts, uint Sampling, long Trimmed, bool PossibleDuplicates);
