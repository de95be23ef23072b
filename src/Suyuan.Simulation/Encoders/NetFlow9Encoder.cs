using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>NetFlow version 9 (RFC 3954): a template of 17 fields unless told otherwise, another for IPv6 where it passes, and the sampling rate in an options record, both repeated.</summary>
/// <param name="shape">Which optional fields the template has.</param>
internal sealed class NetFlow9Encoder(IDatagramPath path, uint sampling, long bootMs, RecordShape shape = default) : DatagramEncoder(path)
{
    public const ushort Port = 2055;

    private const int DataTemplate = 256;
    private const int OptionsTemplate = 257;
    private const int Ipv6Template = 258;

    // RFC 3954 §8: type, length.
    private readonly (int Type, int Length)[] _fields =
    [
        (10, 4), (14, 4), (2, 4), (1, 4), (22, 4), (21, 4), (7, 2), (11, 2), (4, 1), (6, 1), (5, 1), .. shape.PacketFields, .. shape.DirectionField,
    ];

    private readonly int _recordLength = 31 + (shape.WithIPv6 ? 32 : 8) + shape.Octets;
    private uint _sequence;
    private long _bootMs = bootMs;
    private int _sinceTemplates = int.MaxValue;
    private int _records;
    private int _setStart;
    private int _set;

    // Room for a record, the header of another set and its padding.
    protected override bool IsFull => Datagram.Room < _recordLength + 3 + (shape.WithIPv6 ? 7 : 0);

    protected override void Reset(long bootMs)
    {
        _bootMs = bootMs;
        _sequence = 0;
        _sinceTemplates = int.MaxValue;
    }

    protected override void Begin(long now)
    {
        Datagram.Zeros(20);
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
        to.U32(Uptime(flow.First));
        to.U32(Uptime(flow.Last));
        to.U16(flow.SourcePort);
        to.U16(flow.DestinationPort);
        to.U8(flow.Protocol);
        to.U8(flow.TcpFlags);
        to.U8(0);
        shape.WritePacketFields(to, flow);
        shape.WriteDirection(to, flow);
        _records++;
    }

    protected override void Close(long now)
    {
        CloseSet();
        Datagram.PatchU16(0, 9);
        Datagram.PatchU16(2, _records);
        Datagram.PatchU32(4, Uptime(now));
        Datagram.PatchU32(8, (uint)(now / 1000));
        Datagram.PatchU32(12, _sequence);
        Datagram.PatchU32(16, 1);
        _sequence++;
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
        if (_set == 0)
        {
            return;
        }
        Datagram.Zeros((4 - (Datagram.Length % 4)) % 4);
        Datagram.PatchU16(_setStart + 2, Datagram.Length - _setStart);
    }

    private void WriteTemplate(int template, params ReadOnlySpan<(int Type, int Length)> addresses)
    {
        OctetWriter to = Datagram;
        (int Type, int Length)[] fields = [.. addresses, .. _fields];
        to.U16(0);
        to.U16(8 + (fields.Length * 4));
        to.U16(template);
        to.U16(fields.Length);
        foreach ((int type, int length) in fields)
        {
            to.U16(type);
            to.U16(length);
        }
        _records++;
    }

    private void WriteTemplates()
    {
        OctetWriter to = Datagram;
        WriteTemplate(DataTemplate, (8, 4), (12, 4));
        if (shape.WithIPv6)
        {
            WriteTemplate(Ipv6Template, (27, 16), (28, 16));
        }
        // Options template (§6.1): scope System; 34 SAMPLING_INTERVAL, 35 SAMPLING_ALGORITHM (2 = random).
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
        _records += 2;
    }

    /// <summary>Milliseconds since the start; the counter wraps after 49.7 days.</summary>
    private uint Uptime(long time) => unchecked((uint)(time - _bootMs));
}
