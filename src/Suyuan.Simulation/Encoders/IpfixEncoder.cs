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
internal sealed class IpfixEncoder(IDatagramPath path, uint sampling, uint domain, IpfixSampling form, RecordShape shape = default) : DatagramEncoder(path)
{
    public const ushort Port = 4739;

    private const int DataTemplate = 256;
    private const int OptionsTemplate = 257;
    private const int Ipv6Template = 258;

    private readonly (int Element, int Length)[] _fields =
    [
        (10, 4), (14, 4), (2, 4), (1, 4), (152, 8), (153, 8), (7, 2), (11, 2), (4, 1), (6, 1), (5, 1), .. shape.PacketFields,
        (88, 2), .. shape.DirectionField,
    ];

    private readonly int _recordLength = 41 + (shape.WithIPv6 ? 32 : 8) + shape.Octets;

    private uint _sequence;
    private uint _records;
    private int _sinceTemplates = int.MaxValue;
    private int _setStart;
    private int _set;

    // Room for a record and the header of another set.
    protected override bool IsFull => Datagram.Room < _recordLength + (shape.WithIPv6 ? 4 : 0);

    protected override void Reset(long bootMs)
    {
        _sequence = 0;
        _sinceTemplates = int.MaxValue;
    }

    protected override void Begin(long now)
    {
        Datagram.Zeros(16);
        _records = 0;
        if (_sinceTemplates >= 40)
        {
            WriteTemplates();
            _sinceTemplates = 0;
        }
        _sinceTemplates++;
        _set = 0;
    }

    protected override void Append(in MeteredFlow flow)
    {
        OctetWriter to = Datagram;
        OpenSet(flow.Source.IsV4 ? DataTemplate : Ipv6Template);
        to.Address(flow.Source);
        to.Address(flow.Destination);
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
        shape.WritePacketFields(to, flow);
        to.U16(flow.FragmentOffset);
        shape.WriteDirection(to, flow);
        _records++;
    }

    protected override void Close(long now)
    {
        CloseSet();
        Datagram.PatchU16(0, 10);
        Datagram.PatchU16(2, Datagram.Length);
        Datagram.PatchU32(4, (uint)(now / 1000));
        Datagram.PatchU32(8, _sequence);
        Datagram.PatchU32(12, domain);
        // RFC 7011 §3.1: data records sent before this message.
        _sequence += _records;
    }

    /// <summary>Records of one template stand together in a set.</summary>
    private void OpenSet(int template)
    {
        if (_set == template)
        {
            return;
        }
        CloseSet();
        _set = template;
        _setStart = Datagram.Length;
        Datagram.U16(template);
        Datagram.U16(0);
    }

    private void CloseSet()
    {
        if (_set != 0)
        {
            Datagram.PatchU16(_setStart + 2, Datagram.Length - _setStart);
        }
    }

    private void WriteTemplate(int template, params ReadOnlySpan<(int Element, int Length)> addresses)
    {
        OctetWriter to = Datagram;
        (int Element, int Length)[] fields = [.. addresses, .. _fields];
        to.U16(2);
        to.U16(8 + (fields.Length * 4));
        to.U16(template);
        to.U16(fields.Length);
        foreach ((int element, int length) in fields)
        {
            to.U16(element);
            to.U16(length);
        }
    }

    private void WriteTemplates()
    {
        OctetWriter to = Datagram;
        WriteTemplate(DataTemplate, (8, 4), (12, 4));
        if (shape.WithIPv6)
        {
            WriteTemplate(Ipv6Template, (27, 16), (28, 16));
        }
        // §3.4.2.2: field count, scope field count, scope observationDomainId (149), then the sampling elements.
        bool space = form == IpfixSampling.IntervalAndSpace;
        (int Element, int Length, uint Value)[] options = space
            ? [(149, 4, domain), (304, 2, 1), (305, 4, 1), (306, 4, sampling - 1)]
            : [(149, 4, domain), (34, 4, sampling), (35, 1, 2)];
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
        _records++;
    }
}
