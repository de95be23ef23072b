using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>NetFlow version 9 (RFC 3954): a template of 17 fields unless told otherwise, another for IPv6 where it passes, and the sampling rate in an options record, both repeated.</summary>
/// <param name="shape">Which optional fields the template has.</param>
internal sealed class NetFlow9Encoder(IDatagramPath path, uint sampling, long bootMs, RecordShape shape = default) : TemplateEncoder(path, shape, headerLength: 20, templateSet: 0, setUnit: 4)
{
    public const ushort Port = 2055;

    private uint _sequence;
    private long _bootMs = bootMs;

    // RFC 3954 §8: type, length.
    protected override IReadOnlyList<(int Element, int Length)> Fields { get; } =
    [
        (10, 4), (14, 4), (2, 4), (1, 4), (22, 4), (21, 4), (7, 2), (11, 2), (4, 1), (6, 1), (5, 1), .. shape.PacketFields, .. shape.DirectionField,
    ];

    protected override void Reset(long bootMs)
    {
        base.Reset(bootMs);
        _bootMs = bootMs;
        _sequence = 0;
    }

    protected override void WriteFields(in MeteredFlow flow)
    {
        OctetWriter to = Datagram;
        to.U32(flow.Input);
        to.U32(flow.Output);
        to.U32(flow.Packets);
        to.U32(flow.Octets);
        to.U32(Uptime(flow.First));
        to.U32(Uptime(flow.Last));
        to.U16(flow.SourcePort);
        to.U16(flow.DestinationPort);
        to.U8(flow.Protocol);
        to.U8(flow.TcpFlags);
        to.U8(0);
        Shape.WritePacketFields(to, flow);
        Shape.WriteDirection(to, flow);
    }

    protected override void WriteHeader(long now)
    {
        Datagram.PatchU16(0, 9);
        Datagram.PatchU16(2, Records);
        Datagram.PatchU32(4, Uptime(now));
        Datagram.PatchU32(8, (uint)(now / 1000));
        Datagram.PatchU32(12, _sequence);
        Datagram.PatchU32(16, 1);
        _sequence++;
    }

    // RFC 3954 §5.1: the header counts templates too.
    protected override void CountTemplate() => Records++;

    protected override void WriteOptions()
    {
        // Options template (§6.1): scope System; 34 SAMPLING_INTERVAL, 35 SAMPLING_ALGORITHM (2 = random).
        OctetWriter to = Datagram;
        to.U16(1);
        to.U16(24);
        to.U16(OptionsTemplate);
        to.U16(4);
        to.U16(8);
        to.U16(1);
        to.U16(4);
        to.U16(34);
        to.U16(4);
        to.U16(35);
        to.U16(1);
        to.Zeros(2);
        to.U16(OptionsTemplate);
        to.U16(16);
        to.U32(1);
        to.U32(sampling);
        to.U8(2);
        to.Zeros(3);
        Records += 2;
    }

    /// <summary>Milliseconds since the start; the counter wraps after 49.7 days.</summary>
    private uint Uptime(long time) => unchecked((uint)(time - _bootMs));
}
