using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// An event's verdict as it is stored: one participation per resource, everything in one order, so that equal verdicts have equal digests.
/// </summary>
internal sealed class MergedVerdict
{
    public MergedVerdict(EventAttribution attribution)
    {
        Event = attribution.Event;
        Participations =
        [
            .. attribution.Participations.GroupBy(row => row.Resource).Select(Merge)
                .OrderBy(row => row.Resource.Kind).ThenBy(row => row.Resource.Protocol, StringComparer.Ordinal)
                .ThenBy(row => row.Resource.Scope).ThenBy(row => row.Resource.Address),
        ];
        Components =
        [
            .. attribution.Components.OrderBy(row => row.Exporter, StringComparer.Ordinal).ThenBy(row => row.Interface).ThenBy(row => row.Class)
                .ThenBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Packets).ThenBy(row => row.Detail, StringComparer.Ordinal),
        ];
        Range = attribution.Range;
        Seen = [.. attribution.Seen.OrderBy(row => row.Kind).ThenBy(row => row.Protocol, StringComparer.Ordinal)];
        Digest = MakeDigest();
    }

    public AttackEvent Event { get; }

    public IReadOnlyList<Participation> Participations { get; }

    public IReadOnlyList<Component> Components { get; }

    public TrafficRange Range { get; }

    public IReadOnlyList<SeenResources> Seen { get; }

    public string Digest { get; }

    /// <summary>Resources of a kind, at the confidence that lists begin with.</summary>
    public long Count(ResourceKind kind) => Participations.LongCount(row => row.Resource.Kind == kind && row.Confidence >= ListFilter.DefaultConfidence);

    /// <summary>A resource seen at several interfaces takes part once: its traffic adds up, the strongest row says where and why.</summary>
    private static Participation Merge(IGrouping<ResourceKey, Participation> rows)
    {
        Participation strongest = rows
            .OrderByDescending(row => row.Confidence).ThenByDescending(row => row.SampledPackets).ThenByDescending(row => row.Packets)
            .ThenBy(row => row.Exporter, StringComparer.Ordinal).ThenBy(row => row.Interface).ThenBy(row => row.Detail, StringComparer.Ordinal).First();
        return strongest with
        {
            Packets = Total(rows.Select(row => row.Packets)),
            Octets = Total(rows.Select(row => row.Octets)),
            SampledPackets = Total(rows.Select(row => row.SampledPackets)),
            First = rows.Min(row => row.First),
            Last = rows.Max(row => row.Last),
        };
    }

    /// <summary>Counts come from strangers: two that overflow together stay at the limit, as in the queries.</summary>
    private static long Total(IEnumerable<long> counts) =>
        (long)Int128.Min(long.MaxValue, counts.Aggregate(Int128.Zero, (sum, count) => sum + count));

    private string MakeDigest()
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, hash, CryptoStreamMode.Write))
        using (BufferedStream buffer = new(stream, 65_536))
        using (BinaryWriter writer = new(buffer, Encoding.UTF8))
        {
            Write(writer, Event);
            writer.Write(Participations.Count);
            foreach (Participation row in Participations)
            {
                Write(writer, row);
            }
            writer.Write(Components.Count);
            foreach (Component row in Components)
            {
                writer.Write(row.Exporter);
                writer.Write(row.Interface);
                writer.Write((byte)row.Class);
                writer.Write(row.Packets);
                writer.Write(row.SampledPackets);
                writer.Write(row.Rule);
                writer.Write(row.Detail);
            }
            writer.Write(Range.PacketsLow);
            writer.Write(Range.PacketsHigh);
            writer.Write(Range.OctetsLow);
            writer.Write(Range.OctetsHigh);
            writer.Write(Seen.Count);
            foreach (SeenResources row in Seen)
            {
                writer.Write((byte)row.Kind);
                writer.Write(row.Protocol);
                writer.Write(row.Seen);
                writer.Write(row.Once);
                writer.Write(row.Twice);
            }
        }
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, AttackEvent attack)
    {
        writer.Write(attack.Target.ToString());
        writer.Write(attack.Start);
        writer.Write(attack.End);
        writer.Write(attack.VectorText);
        writer.Write(attack.Bursts.Count);
        foreach (Burst burst in attack.Bursts)
        {
            writer.Write(burst.Start);
            writer.Write(burst.End);
        }
        writer.Write(attack.Packets);
        writer.Write(attack.Octets);
        writer.Write(attack.SampledPackets);
        writer.Write(attack.PeakPackets);
        writer.Write(attack.PeakBits);
        writer.Write(attack.PeakSeconds);
        writer.Write((byte)attack.Basis);
        writer.Write(attack.Sampling);
        writer.Write(attack.Hosts);
        writer.Write(attack.Trimmed);
        writer.Write(attack.PossibleDuplicates);
    }

    private static void Write(BinaryWriter writer, Participation row)
    {
        writer.Write((byte)row.Resource.Kind);
        writer.Write(row.Resource.Protocol);
        writer.Write((byte)row.Resource.Scope);
        writer.Write((ulong)(row.Resource.Address.Value >> 64));
        writer.Write((ulong)(row.Resource.Address.Value & ulong.MaxValue));
        writer.Write(row.Packets);
        writer.Write(row.Octets);
        writer.Write(row.SampledPackets);
        writer.Write(row.First);
        writer.Write(row.Last);
        writer.Write(row.Confidence);
        writer.Write(row.Exporter);
        writer.Write(row.Interface is uint index ? index.ToString(CultureInfo.InvariantCulture) : "");
        writer.Write(row.Rule);
        writer.Write(row.Detail);
    }
}
