using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>A buffered record that concerns a target in a minute, with its counts in that minute.</summary>
internal readonly record struct TargetRecord(
    IpAddress Peer, long Start, uint Duration, long Sampled, long SampledOctets, uint Sampling, ushort PeerPort, ushort TargetPort, byte Code,
    byte Protocol, byte TcpFlags, byte MinTtl, byte MaxTtl, int Origin)
{
    public long Packets => Sampled * Sampling;

    public long Octets => SampledOctets * Sampling;

    public long Length => Sampled == 0 ? 0 : SampledOctets / Sampled;
}

/// <summary>What reached a target in a minute, and what it sent: all that the second look needs to decide.</summary>
internal sealed class TargetMinute(IpAddress target, long minute)
{
    public IpAddress Target { get; } = target;

    public long Minute { get; } = minute;

    /// <summary>Records towards the target, spread to this minute.</summary>
    public List<TargetRecord> Inbound { get; } = [];

    /// <summary>First packet that the target sent towards (peer, peer port, own port, protocol), Unix ms, in this minute or up to the buffer's reach before.</summary>
    public Dictionary<(IpAddress Peer, ushort PeerPort, ushort TargetPort, byte Protocol), long> Sent { get; } = [];

    /// <summary>The same towards (peer, peer port, protocol), whatever the target's own port.</summary>
    public Dictionary<(IpAddress Peer, ushort PeerPort, byte Protocol), long> SentTo { get; } = [];

    /// <summary>Peers that the target sent anything to.</summary>
    public Dictionary<IpAddress, long> SentToPeer { get; } = [];

    public void AddSent(IpAddress peer, ushort peerPort, ushort targetPort, byte protocol, long start)
    {
        Earliest(Sent, (peer, peerPort, targetPort, protocol), start);
        Earliest(SentTo, (peer, peerPort, protocol), start);
        Earliest(SentToPeer, peer, start);

        static void Earliest<TKey>(Dictionary<TKey, long> times, TKey key, long time)
            where TKey : notnull
        {
            if (!times.TryGetValue(key, out long known) || time < known)
            {
                times[key] = time;
            }
        }
    }

    /// <summary>The target had asked this server's port before the record: an answer to a request.</summary>
    public bool IsSolicited(in TargetRecord record) =>
        SentTo.TryGetValue((record.Peer, record.PeerPort, record.Protocol), out long asked) && asked <= record.Start + record.Duration;

    /// <summary>The target sends the other way on the same ports: a conversation.</summary>
    public bool IsAnswered(in TargetRecord record) => Sent.ContainsKey((record.Peer, record.PeerPort, record.TargetPort, record.Protocol));
}
