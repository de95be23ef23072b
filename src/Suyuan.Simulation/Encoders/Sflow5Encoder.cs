using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Encoders;

/// <summary>sFlow version 5: every sampled packet's first octets as a raw header record, several samples a datagram.</summary>
internal sealed class Sflow5Encoder(DatagramCapture capture, uint agent, uint sampling, long bootMs) : IDisposable
{
    public const ushort Port = 6343;

    private const int HeaderOctets = 64;
    private const int SampleOctets = 40 + 24 + HeaderOctets;
    private const long MaxWaitMs = 1000;

    private readonly OctetWriter _datagram = new(DatagramCapture.MaxPayload);
    private readonly OctetWriter _header = new(HeaderOctets + 32);
    private readonly Dictionary<uint, uint> _sequenceBySource = [];
    private uint _sequence;
    private int _samples;
    private long _waitingSince;

    public void Add(in SampledPacket packet)
    {
        Tick(packet.Time);
        if (_samples == 0)
        {
            _datagram.Clear();
            _datagram.Zeros(28);
            _waitingSince = packet.Time;
        }
        WriteSample(packet);
        _samples++;
        if (_datagram.Room < SampleOctets)
        {
            Send(packet.Time);
        }
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

    public void Dispose() => capture.Dispose();

    private void Send(long now)
    {
        _datagram.PatchU32(0, 5);
        _datagram.PatchU32(4, 1);
        _datagram.PatchU32(8, agent);
        _datagram.PatchU32(12, 0);
        _datagram.PatchU32(16, ++_sequence);
        _datagram.PatchU32(20, (uint)(now - bootMs));
        _datagram.PatchU32(24, (uint)_samples);
        capture.Write(now, _datagram.Written);
        _samples = 0;
    }

    private void WriteSample(in SampledPacket packet)
    {
        WritePacketHeader(packet);
        int kept = Math.Min(_header.Length, HeaderOctets);
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
        to.Bytes(_header.Written[..kept]);
        to.Zeros(padded - kept);
    }

    private void WritePacketHeader(in SampledPacket packet)
    {
        OctetWriter to = _header;
        to.Clear();
        to.U16(0x0200);
        to.U32(packet.Output);
        to.U16(0x0200);
        to.U32(packet.Input);
        to.U16(0x0800);
        to.U8(0x45);
        to.U8(0);
        to.U16(packet.Length);
        to.U16((int)(packet.Time & 0xFFFF));
        to.U16((packet.MoreFragments ? 0x2000 : 0) | packet.FragmentOffset);
        to.U8(packet.Ttl);
        to.U8(packet.Protocol);
        to.U16(0);
        to.U32(packet.Source);
        to.U32(packet.Destination);
        to.PatchU16(24, Ipv4Checksum.Of(to.Written[14..34]));
        if (packet.NonInitial)
        {
            to.Zeros(Math.Min(20, packet.Length - 20));
        }
        else
        {
            WriteTransport(packet);
        }
    }

    private void WriteTransport(in SampledPacket packet)
    {
        OctetWriter to = _header;
        switch (packet.Protocol)
        {
            case Protocols.Tcp:
                to.U16(packet.SourcePort);
                to.U16(packet.DestinationPort);
                to.Zeros(8);
                to.U8(0x50);
                to.U8(packet.TcpFlags);
                to.U16(0xFFFF);
                to.Zeros(4);
                break;
            case Protocols.Udp:
                to.U16(packet.SourcePort);
                to.U16(packet.DestinationPort);
                // A fragmented datagram is longer than its first piece; 65,507 is not claimed, the piece's own length is a lower bound.
                to.U16(packet.Length - 20);
                to.U16(0);
                break;
            default:
                to.U16(packet.DestinationPort);
                to.Zeros(6);
                break;
        }
    }
}
