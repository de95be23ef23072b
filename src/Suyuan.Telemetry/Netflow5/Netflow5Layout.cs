using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Netflow5;

/// <summary>NetFlow version 5 (Cisco, "NetFlow Export Datagram Format"): records of 48 octets, all fields filled.</summary>
internal readonly struct Netflow5Layout : IFixedRecordLayout
{
    public static ushort Version => 5;

    public static int RecordLength => 48;

    /// <summary>Two bits of mode, 14 of interval.</summary>
    public static uint SamplingInterval(ReadOnlySpan<byte> header) => (uint)BinaryPrimitives.ReadUInt16BigEndian(header[22..]) & 0x3FFF;

    public static ushort Engine(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16BigEndian(header[20..]);

    public static FlowFields Fields(ReadOnlySpan<byte> record) =>
        FlowFields.Tos | FlowFields.InputInterface | FlowFields.OutputInterface | FlowFields.NextHop | FlowFields.AutonomousSystems | FlowFields.PrefixLengths
        | (record[38] is 1 or 58 ? FlowFields.IcmpType : FlowFields.Ports)
        | (record[38] == 6 ? FlowFields.TcpFlags : FlowFields.None);
}
