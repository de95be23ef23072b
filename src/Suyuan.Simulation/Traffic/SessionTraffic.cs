using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <summary>
/// Conversations from their first packet to their last, sampled packet by packet: only those of which sampling picks something are drawn, in the
/// proportions in which it would. At 1:1 every conversation is whole.
/// </summary>
internal abstract class SessionTraffic : ITrafficSource
{
    private readonly SessionSizes _sizes;
    private readonly double _seenPerMinute;

    // Packets of minutes to come.
    private readonly Dictionary<long, List<SampledPacket>> _later = [];
    private readonly List<int> _positions = [];

    /// <param name="packetsPerSecond">At full level, all directions, before sampling.</param>
    protected SessionTraffic(double packetsPerSecond, ReadOnlySpan<SizeClass> sizes, uint sampling, SeededGenerator random)
    {
        Random = random;
        _sizes = new SessionSizes(sizes, sampling);
        _seenPerMinute = packetsPerSecond * 60 / _sizes.Mean * _sizes.SeenShare;
    }

    protected SeededGenerator Random { get; }

    public void Sample(long minute, List<SampledPacket> packets)
    {
        if (_later.Remove(minute, out List<SampledPacket>? waiting))
        {
            packets.AddRange(waiting);
        }
        (long from, long to) = Window(minute);
        if (to <= from)
        {
            return;
        }
        int sessions = Random.Poisson(_seenPerMinute * Level(minute) * (to - from) / Minute.Milliseconds);
        for (int index = 0; index < sessions; index++)
        {
            (int size, int seen) = _sizes.Draw(Random);
            Session session = Open(from + Random.Below((int)(to - from)), size);
            SessionSizes.Pick(size, seen, _positions, Random);
            foreach (int position in _positions)
            {
                SampledPacket packet = Packet(session, position);
                packet.Time = session.Start + (long)((double)position / size * session.DurationMs);
                Keep(minute, packet, packets);
            }
        }
    }

    /// <summary>When conversations begin within the minute.</summary>
    protected virtual (long From, long To) Window(long minute) => (Minute.Start(minute), Minute.End(minute));

    /// <summary>Share of the full rate.</summary>
    protected virtual double Level(long minute) => DayShape.Permille(minute) / 1000.0;

    protected abstract Session Open(long start, int packets);

    /// <param name="index">From 0, the conversation's first packet.</param>
    protected abstract SampledPacket Packet(in Session session, int index);

    private void Keep(long now, in SampledPacket packet, List<SampledPacket> packets)
    {
        long minute = Minute.Of(packet.Time);
        if (minute <= now)
        {
            packets.Add(packet);
            return;
        }
        if (!_later.TryGetValue(minute, out List<SampledPacket>? waiting))
        {
            _later[minute] = waiting = [];
        }
        waiting.Add(packet);
    }
}

/// <param name="DurationMs">From the first packet to just after the last.</param>
/// <param name="Near">Interface of the client.</param>
/// <param name="Far">Interface of the server.</param>
internal readonly record struct Session(
    long Start, int DurationMs, int Packets, IpAddress Client, ushort ClientPort, IpAddress Server, ushort ServerPort, uint Near, uint Far, uint Label = 0)
{
    /// <summary>A packet of the conversation without its flags and length.</summary>
    public SampledPacket Shell(bool up, byte protocol) => new()
    {
        Source = up ? Client : Server,
        Destination = up ? Server : Client,
        SourcePort = up ? ClientPort : ServerPort,
        DestinationPort = up ? ServerPort : ClientPort,
        Protocol = protocol,
        Ttl = HopLimit.Of(up ? Client : Server),
        Input = up ? Near : Far,
        Output = up ? Far : Near,
        Label = up ? Label : 0,
    };
}
