using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>How an IPFIX exporter says its sampling rate.</summary>
internal enum IpfixSampling
{
    /// <summary>samplingPacketInterval and samplingPacketSpace (IE 305, 306; RFC 5477 §8.2): 1 packet, then N − 1 skipped.</summary>
    IntervalAndSpace,

    /// <summary>samplingInterval (IE 34), deprecated and still what most routers send.</summary>
    Interval,
}

/// <summary>IPFIX (RFC 7011) with absolute milliseconds, and the sampling rate in an options record scoped to the observation domain.</summary>
/// <param name="shape">Which optional fields the template has.</param>
internal sealed class IpfixEncoder(IDatagramPath path, uint sampling, uint domain, IpfixSampling form, RecordShape shape = default)
    : TemplateEncoder(path, shape, headerLength: 16, templateSet: 2, setUnit: 1)
{
    public const ushort Port = 4739;

    private uint _sequence;

    protected override IReadOnlyList<(int Element, int Length)> Fields { get; } =
    [
        (10, 4), (14, 4), (2, 4), (1, 4), (152, 8), (153, 8), (7, 2), (11, 2), (4, 1), (6, 1), (5, 1), .. shape.PacketFields,
        (88, 2), .. shape.DirectionField,
    ];

    protected override void Reset(long bootMs)
    {
        base.Reset(bootMs);
        _sequence = 0;
    }

    protected override void WriteFields(in MeteredFlow flow)
    {
        OctetWriter to = Datagram;
        to.U32(flow.Input);
        to.U32(flow.Output);
        to.U32(flow.Packets);
        to.U32(flow.Octets);
        to.U64((ulong)flow.First);
        to.U64((ulong)flow.Last);
        to.U16(flow.SourcePort);
        to.U16(flow.DestinationPort);
        to.U8(flow.Protocol);
        to.U8(flow.TcpFlags);
        to.U8(0);
        Shape.WritePacketFields(to, flow);
        to.U16(flow.FragmentOffset);
        Shape.WriteDirection(to, flow);
    }

    protected override void WriteHeader(long now)
    {
        Datagram.PatchU16(0, 10);
        Datagram.PatchU16(2, Datagram.Length);
        Datagram.PatchU32(4, (uint)(now / 1000));
        Datagram.PatchU32(8, _sequence);
        Datagram.PatchU32(12, domain);
        // RFC 7011 §3.1: data records sent before this message.
        _sequence += (uint)Records;
    }

    protected override void WriteOptions()
    {
        // §3.4.2.2: field count, scope field count, scope observationDomainId (149), then the sampling elements.
        bool space = form == IpfixSampling.IntervalAndSpace;
        (int Element, int Length, uint Value)[] options = space
            ? [(149, 4, domain), (304, 2, 1), (305, 4, 1), (306, 4, sampling - 1)]
            : [(149, 4, domain), (34, 4, sampling), (35, 1, 2)];
        OctetWriter to = Datagram;
        to.U16(3);
        to.U16(10 + (options.Length * 4));
        to.U16(OptionsTemplate);
        to.U16(options.Length);
        to.U16(1);
        foreach ((int element, int length, _) in options)
        {
            to.U16(element);
            to.U16(length);
        }
        to.U16(OptionsTemplate);
        to.U16(4 + options.Sum(option => option.Length));
        foreach ((_, int length, uint value) in options)
        {
            if (length == 4)
            {
                to.U32(value);
            }
            else if (length == 2)
            {
                to.U16((int)value);
            }
            else
            {
                to.U8((int)value);
            }
        }
        Records++;
    }
}
