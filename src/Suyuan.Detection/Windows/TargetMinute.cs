using Suyuan.Detection.Vectors;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>What the target's own packets say of a record.</summary>
[Flags]
internal enum RecordTraits : byte
{
    None = 0,
    /// <summary>The target had asked the source's port before: an answer to a request.</summary>
    Solicited = 1,
    /// <summary>The target sends the other way on the same ports: a conversation.</summary>
    Answered = 2,
    /// <summary>Of a TCP connection that was opened properly: the source acknowledged, and the target sends on the same ports.</summary>
    Established = 4,
    /// <summary>Another exporter on the path counts these packets.</summary>
    Duplicate = 8,
}

/// <summary>A buffered record that concerns a target in a minute, with its counts in that minute.</summary>
internal readonly record struct TargetRecord(
    IpAddress Host, IpAddress Peer, long Start, uint Duration, long Sampled, long SampledOctets, uint Sampling, ushort PeerPort, ushort TargetPort, byte Code,
    byte Protocol, byte TcpFlags, byte MinTtl, byte MaxTtl, int Origin)
{
    public RecordTraits Traits { get; init; }

    public long Packets => Sampled * Sampling;

    public long Octets => SampledOctets * Sampling;

    public long Length => Sampled == 0 ? 0 : SampledOctets / Sampled;

    public bool Is(RecordTraits trait) => (Traits & trait) != 0;

    public bool Counts => !Is(RecordTraits.Duplicate);
}

/// <summary>What reached an address in a minute, and what it sent: all that the second look needs to decide.</summary>
internal sealed class TargetMinute(IpAddress host, long minute)
{
    public IpAddress Host { get; } = host;

    public long Minute { get; } = minute;

    /// <summary>Records towards the target, spread to this minute.</summary>
    public List<TargetRecord> Inbound { get; } = [];

    /// <summary>First packet that the target sent towards (peer, peer port, own port, protocol), Unix ms, in this minute or the one before.</summary>
    private readonly Dictionary<(IpAddress Peer, ushort PeerPort, ushort TargetPort, byte Protocol), long> _sent = [];

    /// <summary>The same towards (peer, peer port, protocol), whatever the target's own port.</summary>
    private readonly Dictionary<(IpAddress Peer, ushort PeerPort, byte Protocol), long> _sentTo = [];

    /// <summary>Peers that the target sent anything to.</summary>
    private readonly HashSet<IpAddress> _sentToPeer = [];

    /// <summary>What it sent in this minute from its ports: answers, and what goes on in open connections.</summary>
    public SentPackets Replies { get; } = new();

    /// <summary>What it sent in this minute to peers' ports: requests, and SYNs.</summary>
    public SentPackets Requests { get; } = new();

    /// <summary>Packets in its name to peers' ports that came from where it does not live.</summary>
    public SentPackets Forged { get; } = new();

    /// <summary>It is known where addresses live, and none of its requests to the port is forged: it asks for itself.</summary>
    public bool IsAskingItself(byte protocol, ushort peerPort) => HomesAreKnown && Requests[protocol, peerPort] > 0 && Forged[protocol, peerPort] == 0;

    public bool HomesAreKnown { get; set; }

    /// <param name="packets">Estimated, in this minute.</param>
    public void CountSent(ushort exporter, byte protocol, ushort peerPort, ushort targetPort, byte tcpFlags, long packets)
    {
        if (protocol != 6 || VectorClassifier.GoesOn(tcpFlags))
        {
            Replies.Add(protocol, targetPort, exporter, packets);
        }
        if (protocol != 6 || VectorClassifier.Opens(tcpFlags))
        {
            Requests.Add(protocol, peerPort, exporter, packets);
        }
    }

    public void AddSent(IpAddress peer, ushort peerPort, ushort targetPort, byte protocol, long start)
    {
        Earliest(_sent, (peer, peerPort, targetPort, protocol), start);
        Earliest(_sentTo, (peer, peerPort, protocol), start);
        _sentToPeer.Add(peer);

        static void Earliest<TKey>(Dictionary<TKey, long> times, TKey key, long time)
            where TKey : notnull
        {
            if (!times.TryGetValue(key, out long known) || time < known)
            {
                times[key] = time;
            }
        }
    }

    public bool HasSentTo(IpAddress peer) => _sentToPeer.Contains(peer);

    /// <summary>Marks each inbound record with its traits, once all records are there.</summary>
    public void Mark()
    {
        if (_sentToPeer.Count == 0)
        {
            return;
        }
        HashSet<(IpAddress, ushort, ushort)> opened = [];
        foreach (TargetRecord record in Inbound)
        {
            if (record.Protocol == 6 && (record.TcpFlags & VectorClassifier.Ack) != 0 && IsAnswered(record))
            {
                opened.Add((record.Peer, record.PeerPort, record.TargetPort));
            }
        }
        for (int index = 0; index < Inbound.Count; index++)
        {
            TargetRecord record = Inbound[index];
            bool solicited = _sentTo.TryGetValue((record.Peer, record.PeerPort, record.Protocol), out long asked) && asked <= record.Start + record.Duration;
            Inbound[index] = record with
            {
                Traits = record.Traits | (solicited ? RecordTraits.Solicited : 0) | (IsAnswered(record) ? RecordTraits.Answered : 0)
                    | (opened.Contains((record.Peer, record.PeerPort, record.TargetPort)) ? RecordTraits.Established : 0),
            };
        }
    }

    private bool IsAnswered(in TargetRecord record) => _sent.ContainsKey((record.Peer, record.PeerPort, record.TargetPort, record.Protocol));
}
