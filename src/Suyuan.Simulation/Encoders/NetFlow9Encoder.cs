using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>NetFlow version 9 (RFC 3954): a template of 17 fields, and the sampling rate in an options record, both repeated.</summary>
internal sealed class NetFlow9Encoder(DatagramCapture capture, uint sampling, long bootMs) : DatagramEncoder(capture)
{
    public const ushort Port = 2055;

    private const int DataTemplate = 256;
    private const int OptionsTemplate = 257;
    private const int RecordLength = 45;

    // RFC 3954 §8: type, length.
    private static readonly (int Type, int Length)[] s_fields =
    [
        (8, 4), (12, 4), (10, 4), (14, 4), (2, 4), (1, 4), (22, 4), (21, 4), (7, 2), (11, 2), (4, 1), (6, 1), (5, 1), (52, 1), (53, 1), (25, 2), (26, 2),
    ];

    private uint _sequence;
    private int _sinceTemplates = int.MaxValue;
    private int _records;
    private int _setStart;

    protected override bool IsFull => Datagram.Room < RecordLength + 3;

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
        _setStart = Datagram.Length;
        Datagram.U16(DataTemplate);
        Datagram.U16(0);
    }

    protected override void Append(in MeteredFlow flow)
    {
        OctetWriter to = Datagram;
        to.U32(flow.Source);
        to.U32(flow.Destination);
        to.U32(flow.Input);
        to.U32(flow.Output);
        to.U32(flow.Packets);
        to.U32(flow.Octets);
        to.U32((uint)(flow.First - bootMs));
        to.U32((uint)(flow.Last - bootMs));
        to.U16(flow.SourcePort);
        to.U16(flow.DestinationPort);
        to.U8(flow.Protocol);
        to.U8(flow.TcpFlags);
        to.U8(0);
        to.U8(flow.MinTtl);
        to.U8(flow.MaxTtl);
        to.U16(flow.MinLength);
        to.U16(flow.MaxLength);
        _records++;
    }

    protected override void Close(long now)
    {
        Datagram.Zeros((4 - (Datagram.Length % 4)) % 4);
        Datagram.PatchU16(_setStart + 2, Datagram.Length - _setStart);
        Datagram.PatchU16(0, 9);
        Datagram.PatchU16(2, _records);
        Datagram.PatchU32(4, (uint)(now - bootMs));
        Datagram.PatchU32(8, (uint)(now / 1000));
        Datagram.PatchU32(12, _sequence);
        Datagram.PatchU32(16, 1);
        _sequence++;
    }

    private void WriteTemplates()
    {
        OctetWriter to = Datagram;
        to.U16(0);
        to.U16(8 + (s_fields.Length * 4));
        to.U16(DataTemplate);
        to.U16(s_fields.Length);
        foreach ((int type, int length) in s_fields)
        {
            to.U16(type);
            to.U16(length);
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
        _records += 3;
    }
}
