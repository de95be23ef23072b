namespace Suyuan.Telemetry.Elements;

/// <summary>Where an information element's value goes.</summary>
internal enum ElementColumn : byte
{
    None = 0,
    SourceV4, DestinationV4, NextHopV4,
    SourceV6, DestinationV6, NextHopV6,
    SourcePort, DestinationPort, Protocol, TcpFlags, Tos,
    /// <summary>Type × 256 + code; type and code in fields of their own.</summary>
    IcmpType, IcmpTypeAlone, IcmpCodeAlone,
    Packets, Octets,
    MinTtl, MaxTtl, MinLength, MaxLength,
    InputInterface, OutputInterface, SourceAs, DestinationAs, SourcePrefix, DestinationPrefix, Direction,
    FragmentOffset,
    /// <summary>Milliseconds of the exporter's up-time clock.</summary>
    StartUpTime, EndUpTime,
    StartSeconds, EndSeconds, StartMs, EndMs, StartMicro, EndMicro, StartNano, EndNano,
    /// <summary>Microseconds before the export time (RFC 5102 deltaMicroseconds).</summary>
    StartDelta, EndDelta,
    DurationMs,
    /// <summary>Up-time zero in Unix ms, IE 160.</summary>
    SystemInit,
    SamplingInterval, SamplingPacketInterval, SamplingPacketSpace, SamplerId,
    SourcePortUdp, DestinationPortUdp,
    /// <summary>Who metered the flow, where another device sends it on (RFC 7011 §3.1, mediators of RFC 6183).</summary>
    ExporterV4, ExporterV6,
}

/// <summary>One row of the registry, as far as flows need it.</summary>
internal readonly record struct Element(ushort Id, string Name, ElementColumn Column);

/// <summary>
/// Information elements that are read, by the numbers that NetFlow v9 field types (RFC 3954 §8) and IPFIX (IANA registry "IPFIX Information Elements") share.
/// A column's element may come in any length up to its own (reduced-size encoding, RFC 7011 §6.2).
/// </summary>
internal static class ElementTable
{
    public const ushort OctetTotal = 85;
    public const ushort PacketTotal = 86;

    public static IReadOnlyList<Element> Rows { get; } =
    [
        new(1, "octetDeltaCount", ElementColumn.Octets),
        new(2, "packetDeltaCount", ElementColumn.Packets),
        new(4, "protocolIdentifier", ElementColumn.Protocol),
        new(5, "ipClassOfService", ElementColumn.Tos),
        new(6, "tcpControlBits", ElementColumn.TcpFlags),
        new(7, "sourceTransportPort", ElementColumn.SourcePort),
        new(8, "sourceIPv4Address", ElementColumn.SourceV4),
        new(9, "sourceIPv4PrefixLength", ElementColumn.SourcePrefix),
        new(10, "ingressInterface", ElementColumn.InputInterface),
        new(11, "destinationTransportPort", ElementColumn.DestinationPort),
        new(12, "destinationIPv4Address", ElementColumn.DestinationV4),
        new(13, "destinationIPv4PrefixLength", ElementColumn.DestinationPrefix),
        new(14, "egressInterface", ElementColumn.OutputInterface),
        new(15, "ipNextHopIPv4Address", ElementColumn.NextHopV4),
        new(16, "bgpSourceAsNumber", ElementColumn.SourceAs),
        new(17, "bgpDestinationAsNumber", ElementColumn.DestinationAs),
        new(21, "flowEndSysUpTime", ElementColumn.EndUpTime),
        new(22, "flowStartSysUpTime", ElementColumn.StartUpTime),
        new(25, "minimumIpTotalLength", ElementColumn.MinLength),
        new(26, "maximumIpTotalLength", ElementColumn.MaxLength),
        new(27, "sourceIPv6Address", ElementColumn.SourceV6),
        new(28, "destinationIPv6Address", ElementColumn.DestinationV6),
        new(29, "sourceIPv6PrefixLength", ElementColumn.SourcePrefix),
        new(30, "destinationIPv6PrefixLength", ElementColumn.DestinationPrefix),
        new(32, "icmpTypeCodeIPv4", ElementColumn.IcmpType),
        new(34, "samplingInterval", ElementColumn.SamplingInterval),
        new(48, "samplerId", ElementColumn.SamplerId),
        new(50, "samplerRandomInterval", ElementColumn.SamplingInterval),
        new(52, "minimumTTL", ElementColumn.MinTtl),
        new(53, "maximumTTL", ElementColumn.MaxTtl),
        new(61, "flowDirection", ElementColumn.Direction),
        new(62, "ipNextHopIPv6Address", ElementColumn.NextHopV6),
        new(OctetTotal, "octetTotalCount", ElementColumn.Octets),
        new(PacketTotal, "packetTotalCount", ElementColumn.Packets),
        new(88, "fragmentOffset", ElementColumn.FragmentOffset),
        new(130, "exporterIPv4Address", ElementColumn.ExporterV4),
        new(131, "exporterIPv6Address", ElementColumn.ExporterV6),
        new(139, "icmpTypeCodeIPv6", ElementColumn.IcmpType),
        new(150, "flowStartSeconds", ElementColumn.StartSeconds),
        new(151, "flowEndSeconds", ElementColumn.EndSeconds),
        new(152, "flowStartMilliseconds", ElementColumn.StartMs),
        new(153, "flowEndMilliseconds", ElementColumn.EndMs),
        new(154, "flowStartMicroseconds", ElementColumn.StartMicro),
        new(155, "flowEndMicroseconds", ElementColumn.EndMicro),
        new(156, "flowStartNanoseconds", ElementColumn.StartNano),
        new(157, "flowEndNanoseconds", ElementColumn.EndNano),
        new(158, "flowStartDeltaMicroseconds", ElementColumn.StartDelta),
        new(159, "flowEndDeltaMicroseconds", ElementColumn.EndDelta),
        new(160, "systemInitTimeMilliseconds", ElementColumn.SystemInit),
        new(161, "flowDurationMilliseconds", ElementColumn.DurationMs),
        new(176, "icmpTypeIPv4", ElementColumn.IcmpTypeAlone),
        new(177, "icmpCodeIPv4", ElementColumn.IcmpCodeAlone),
        new(178, "icmpTypeIPv6", ElementColumn.IcmpTypeAlone),
        new(179, "icmpCodeIPv6", ElementColumn.IcmpCodeAlone),
        new(180, "udpSourcePort", ElementColumn.SourcePortUdp),
        new(181, "udpDestinationPort", ElementColumn.DestinationPortUdp),
        new(252, "ingressPhysicalInterface", ElementColumn.None),
        new(302, "selectorId", ElementColumn.SamplerId),
        new(305, "samplingPacketInterval", ElementColumn.SamplingPacketInterval),
        new(306, "samplingPacketSpace", ElementColumn.SamplingPacketSpace),
    ];

    private static readonly ElementColumn[] s_byId = Index();

    /// <summary>Where an element's value goes; <see cref="ElementColumn.None"/> for elements that are passed over.</summary>
    public static ElementColumn ColumnOf(int id) => id < s_byId.Length ? s_byId[id] : ElementColumn.None;

    private static ElementColumn[] Index()
    {
        ElementColumn[] columns = new ElementColumn[Rows.Max(row => row.Id) + 1];
        foreach (Element row in Rows)
        {
            columns[row.Id] = row.Column;
        }
        return columns;
    }
}
