using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>Cisco NetFlow version 5: fixed records of 48 octets, 30 a datagram; the sampling rate in the header's last two octets.</summary>
internal sealed class NetFlow5Encoder(IDatagramPath path, uint sampling, long bootMs) : DatagramEncoder(path)
{
    public const ushort Port = 2055;

    private const int RecordsPerDatagram = 30;

    // Mode 01 = packet interval sampling, interval in the other 14 bits.
    private readonly int _samplingField = sampling is > 1 and < 16_384
        ? 0x4000 | (int)sampling
        : sampling <= 1 ? 0 : throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "NetFlow v5 has 14 bits for the sampling interval");

    private uint _sequence;
    private long _bootMs = bootMs;

    protected override bool IsFull => Pending == RecordsPerDatagram;

    protected override void Reset(long bootMs)
    {
        _bootMs = bootMs;
        _sequence = 0;
    }

    protected override void Begin(long now) => Datagram.Zeros(24);

    protected override void Append(in MeteredFlow flow)
    {
        OctetWriter to = Datagram;
        to.U32(flow.Source.V4);
        to.U32(flow.Destination.V4);
        to.U32(0);
        to.U16((int)flow.Input);
        to.U16((int)flow.Output);
        to.U32(flow.Packets);
        to.U32(flow.Octets);
        to.U32(Uptime(flow.First));
        to.U32(Uptime(flow.Last));
        to.U16(flow.SourcePort);
        to.U16(flow.DestinationPort);
        to.U8(0);
        to.U8(flow.TcpFlags);
        to.U8(flow.Protocol);
        to.U8(0);
        to.Zeros(8);
    }

    protected override void Close(long now)
    {
        Datagram.PatchU16(0, 5);
        Datagram.PatchU16(2, Pending);
        Datagram.PatchU32(4, Uptime(now));
        Datagram.PatchU32(8, (uint)(now / 1000));
        Datagram.PatchU32(12, (uint)(now % 1000 * 1_000_000));
        Datagram.PatchU32(16, _sequence);
        Datagram.PatchU16(22, _samplingField);
        _sequence += (uint)Pending;
    }

    /// <summary>Milliseconds since the start; the counter wraps after 49.7 days.</summary>
    private uint Uptime(long time) => unchecked((uint)(time - _bootMs));
}
