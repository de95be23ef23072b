using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Encoders;

/// <summary>sFlow version 5: every sampled packet's first octets as a raw header record, several samples a datagram.</summary>
/// <param name="headerOctets">First octets of a packet that a sample has.</param>
internal sealed class Sflow5Encoder(IDatagramPath path, uint agent, uint sampling, long bootMs, int headerOctets = Sflow5Encoder.ShortHeader) : IDisposable
{
    public const ushort Port = 6343;

    /// <summary>Enough for what stands behind an IPv4 header.</summary>
    public const int ShortHeader = 64;

    /// <summary>Behind an IPv6 header, flags of TCP stand later: agents' usual length.</summary>
    public const int LongHeader = 128;

    private const long MaxWaitMs = 1000;

    private readonly int _sampleOctets = 40 + 24 + headerOctets;
    private readonly OctetWriter _datagram = new(DatagramCapture.MaxPayload);
    private readonly PacketHeader _header = new();
    private readonly Dictionary<uint, uint> _sequenceBySource = [];
    private uint _sequence;
    private int _samples;
    private long _waitingSince;
    private long _bootMs = bootMs;
    private bool _isLost;

    /// <returns>False when the sample is lost on its way to the collector.</returns>
    public bool Add(in SampledPacket packet)
    {
        Tick(packet.Time);
        if (_samples == 0)
        {
            _isLost = path.NextIsLost();
            _datagram.Clear();
            _datagram.Zeros(28);
            _waitingSince = packet.Time;
        }
        WriteSample(packet);
        _samples++;
        bool arrives = !_isLost;
        if (_datagram.Room < _sampleOctets)
        {
            Send(packet.Time);
        }
        return arrives;
    }

    /// <summary>An agent may hold a sample back for a second at most (sFlow v5 §4.1).</summary>
    public void Tick(long now)
    {
        if (_samples > 0 && now - _waitingSince >= MaxWaitMs)
        {
            Send(_waitingSince + MaxWaitMs);
        }
    }

    public void Finish()
    {
        if (_samples > 0)
        {
            Send(_waitingSince + MaxWaitMs);
        }
    }

    /// <summary>The agent begins anew: sequence numbers and uptime at zero.</summary>
    public void Restart(long now)
    {
        Finish();
        _sequence = 0;
        _sequenceBySource.Clear();
        _bootMs = now;
    }

    public void Dispose() => path.Dispose();

    private void Send(long now)
    {
        _datagram.PatchU32(0, 5);
        _datagram.PatchU32(4, 1);
        _datagram.PatchU32(8, agent);
        _datagram.PatchU32(12, 0);
        _datagram.PatchU32(16, ++_sequence);
        _datagram.PatchU32(20, Uptime(now));
        _datagram.PatchU32(24, (uint)_samples);
        if (!_isLost)
        {
            path.Write(now, _datagram.Written);
        }
        _samples = 0;
    }

    private void WriteSample(in SampledPacket packet)
    {
        ReadOnlySpan<byte> header = _header.Write(packet);
        int kept = Math.Min(header.Length, headerOctets);
        int padded = (kept + 3) & ~3;
        uint sequence = _sequenceBySource.TryGetValue(packet.Input, out uint last) ? last + 1 : 1;
        _sequenceBySource[packet.Input] = sequence;
        OctetWriter to = _datagram;
        to.U32(1);
        to.U32((uint)(32 + 24 + padded));
        to.U32(sequence);
        to.U32(packet.Input);
        to.U32(sampling);
        // The pool may wrap: it is a 32-bit counter.
        to.U32((uint)((ulong)sequence * sampling & uint.MaxValue));
        to.U32(0);
        to.U32(packet.Input);
        to.U32(packet.Output);
        to.U32(1);
        to.U32(1);
        to.U32((uint)(16 + padded));
        to.U32(1);
        // Frame as on the wire, FCS included and stripped; Ethernet pads to 64.
        to.U32((uint)Math.Max(64, 14 + packet.Length + 4));
        to.U32(4);
        to.U32((uint)kept);
        to.Bytes(header[..kept]);
        to.Zeros(padded - kept);
    }

    /// <summary>Milliseconds since the start; the counter wraps after 49.7 days.</summary>
    private uint Uptime(long time) => unchecked((uint)(time - _bootMs));
}
