namespace Suyuan.Model;

/// <summary>
/// Which optional columns a record really carries. Unknown is not zero: a column without its bit holds 0 and means "not exported".
/// Addresses, protocol, times, packets and octets are present unless a bit says that the exporter did not tell them.
/// </summary>
[Flags]
public enum FlowFields : uint
{
    None = 0,
    Ports = 1 << 0,
    TcpFlags = 1 << 1,
    Tos = 1 << 2,
    Ttl = 1 << 3,
    Length = 1 << 4,
    Fragment = 1 << 5,
    InputInterface = 1 << 6,
    OutputInterface = 1 << 7,
    NextHop = 1 << 8,
    AutonomousSystems = 1 << 9,
    PrefixLengths = 1 << 10,
    Direction = 1 << 11,
    /// <summary>ICMP type and code stand in <see cref="FlowBatch.DestinationPort"/> as type × 256 + code.</summary>
    IcmpType = 1 << 12,
    /// <summary>The exporter gave the record's own times; without it they are the datagram's (sFlow).</summary>
    Times = 1 << 13,
    /// <summary>The record is one packet, or a group metered over at most a second: rates over 1 s may be taken from it.</summary>
    FineTimes = 1 << 14,
    /// <summary>Packets were not counted (firewall events): 0 in the column is no count.</summary>
    PacketsUnknown = 1 << 15,
    OctetsUnknown = 1 << 16,
    ProtocolUnknown = 1 << 17,
    /// <summary>The exporter aggregates over sources: the address in the column is no host's.</summary>
    SourceUnknown = 1 << 18,
}
