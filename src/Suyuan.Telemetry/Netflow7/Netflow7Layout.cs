using Suyuan.Model;
using Suyuan.Telemetry.Netflow5;

namespace Suyuan.Telemetry.Netflow7;

/// <summary>
/// NetFlow version 7 (Cisco, "NetFlow Export Datagram Format"; Catalyst 6500 configuration guide, "Configuring NDE"), which Catalyst switches send of the
/// packets that they forward past a router: records of 52 octets, the last four the router's address. The flow mask in use decides which fields are
/// filled: by destination only; by source and destination; or in full. What the mask leaves out is 0, and what is 0 may have been left out: it is
/// unknown. The numbers of the masks (octet 36) are published nowhere, so the fields themselves tell.
/// </summary>
internal readonly struct Netflow7Layout : IFixedRecordLayout
{
    public static ushort Version => 7;

    public static int RecordLength => 52;

    /// <summary>The header has no place for it: only configuration can tell.</summary>
    public static uint SamplingInterval(ReadOnlySpan<byte> header) => 0;

    public static ushort Engine(ReadOnlySpan<byte> header) => 0;

    public static FlowFields Fields(ReadOnlySpan<byte> record)
    {
        byte protocol = record[38];
        return Known(record[..4], FlowFields.None, FlowFields.SourceUnknown)
            | Known(record[8..12], FlowFields.NextHop)
            | Known(record[12..14], FlowFields.InputInterface)
            | Known(record[14..16], FlowFields.OutputInterface)
            | Transport(protocol, record[34..36])
            | Known(record[37..38], protocol == 6 ? FlowFields.TcpFlags : FlowFields.None)
            | Known(record[39..40], FlowFields.Tos)
            | Known(record[40..44], FlowFields.AutonomousSystems)
            | Known(record[44..46], FlowFields.PrefixLengths);
    }

    /// <summary>Ports are filled where the protocol is; 0/0 is then what fragments have. An echo reply and an ICMP type left out look the same.</summary>
    private static FlowFields Transport(byte protocol, ReadOnlySpan<byte> destinationPort) => protocol switch
    {
        0 => FlowFields.ProtocolUnknown,
        1 => Known(destinationPort, FlowFields.IcmpType),
        _ => FlowFields.Ports,
    };

    private static FlowFields Known(ReadOnlySpan<byte> octets, FlowFields known, FlowFields unknown = FlowFields.None) =>
        octets.IndexOfAnyExcept((byte)0) >= 0 ? known : unknown;
}
