namespace Suyuan.Telemetry.Elements;

/// <summary>One row of the registry, as far as flows need it.</summary>
/// <param name="Octets">Its full length; it may come shorter (reduced-size encoding, RFC 7011 §6.2), where it is a number.</param>
/// <param name="Rank">Of elements for one column, a template's lowest counts and the others repeat it or say less.</param>
/// <param name="IsReverse">It tells of the packets from destination to source (RFC 5103).</param>
/// <param name="Enterprise">Private enterprise number; 0 = IANA's own.</param>
internal readonly record struct Element(ushort Id, string Name, ElementColumn Column, byte Octets, byte Rank = 0, bool IsReverse = false, uint Enterprise = 0);

/// <summary>
/// Information elements that are read, by the numbers that NetFlow v9 field types (RFC 3954 §8) and IPFIX (IANA registry "IPFIX Information Elements") share.
/// The reverse of each (enterprise 29305, RFC 5103 §6.1) is read by the same row. docs/conformance.md is this table.
/// </summary>
internal static class ElementTable
{
    /// <summary>RFC 5103: elements of the other direction, by their own numbers.</summary>
    public const uint ReverseEnterprise = 29305;

    /// <summary>CERT's flow meter (YAF).</summary>
    private const uint Cert = 6871;

    public static IReadOnlyList<Element> Rows { get; } =
    [
        new(1, "octetDeltaCount", ElementColumn.Octets, 8),
        new(2, "packetDeltaCount", ElementColumn.Packets, 8),
        new(4, "protocolIdentifier", ElementColumn.Protocol, 1),
        new(5, "ipClassOfService", ElementColumn.Tos, 1),
        new(6, "tcpControlBits", ElementColumn.TcpFlags, 2),
        new(7, "sourceTransportPort", ElementColumn.SourcePort, 2),
        new(8, "sourceIPv4Address", ElementColumn.SourceV4, 4),
        new(9, "sourceIPv4PrefixLength", ElementColumn.SourcePrefix, 1),
        new(10, "ingressInterface", ElementColumn.InputInterface, 4),
        new(11, "destinationTransportPort", ElementColumn.DestinationPort, 2),
        new(12, "destinationIPv4Address", ElementColumn.DestinationV4, 4),
        new(13, "destinationIPv4PrefixLength", ElementColumn.DestinationPrefix, 1),
        new(14, "egressInterface", ElementColumn.OutputInterface, 4),
        new(15, "ipNextHopIPv4Address", ElementColumn.NextHopV4, 4),
        new(16, "bgpSourceAsNumber", ElementColumn.SourceAs, 4),
        new(17, "bgpDestinationAsNumber", ElementColumn.DestinationAs, 4),
        new(21, "flowEndSysUpTime", ElementColumn.EndUpTime, 4),
        new(22, "flowStartSysUpTime", ElementColumn.StartUpTime, 4),
        new(23, "postOctetDeltaCount", ElementColumn.Octets, 8, Rank: 3),
        new(24, "postPacketDeltaCount", ElementColumn.Packets, 8, Rank: 3),
        new(25, "minimumIpTotalLength", ElementColumn.MinLength, 8),
        new(26, "maximumIpTotalLength", ElementColumn.MaxLength, 8),
        new(27, "sourceIPv6Address", ElementColumn.SourceV6, 16),
        new(28, "destinationIPv6Address", ElementColumn.DestinationV6, 16),
        new(29, "sourceIPv6PrefixLength", ElementColumn.SourcePrefix, 1),
        new(30, "destinationIPv6PrefixLength", ElementColumn.DestinationPrefix, 1),
        new(32, "icmpTypeCodeIPv4", ElementColumn.IcmpType, 2),
        new(34, "samplingInterval", ElementColumn.SamplingInterval, 4),
        new(48, "samplerId", ElementColumn.SamplerId, 4),
        new(50, "samplerRandomInterval", ElementColumn.SamplingInterval, 4),
        new(52, "minimumTTL", ElementColumn.MinTtl, 1),
        new(53, "maximumTTL", ElementColumn.MaxTtl, 1),
        new(61, "flowDirection", ElementColumn.Direction, 1),
        new(62, "ipNextHopIPv6Address", ElementColumn.NextHopV6, 16),
        new(85, "octetTotalCount", ElementColumn.Octets, 8, Rank: 1),
        new(86, "packetTotalCount", ElementColumn.Packets, 8, Rank: 1),
        new(88, "fragmentOffset", ElementColumn.FragmentOffset, 2),
        new(130, "exporterIPv4Address", ElementColumn.ExporterV4, 4),
        new(131, "exporterIPv6Address", ElementColumn.ExporterV6, 16),
        new(139, "icmpTypeCodeIPv6", ElementColumn.IcmpType, 2),
        new(141, "lineCardId", ElementColumn.LineCard, 4),
        new(148, "flowId", ElementColumn.FlowId, 8),
        new(149, "observationDomainId", ElementColumn.ObservationDomain, 4),
        new(150, "flowStartSeconds", ElementColumn.StartSeconds, 4),
        new(151, "flowEndSeconds", ElementColumn.EndSeconds, 4),
        new(152, "flowStartMilliseconds", ElementColumn.StartMs, 8),
        new(153, "flowEndMilliseconds", ElementColumn.EndMs, 8),
        new(154, "flowStartMicroseconds", ElementColumn.StartMicro, 8),
        new(155, "flowEndMicroseconds", ElementColumn.EndMicro, 8),
        new(156, "flowStartNanoseconds", ElementColumn.StartNano, 8),
        new(157, "flowEndNanoseconds", ElementColumn.EndNano, 8),
        new(158, "flowStartDeltaMicroseconds", ElementColumn.StartDelta, 4),
        new(159, "flowEndDeltaMicroseconds", ElementColumn.EndDelta, 4),
        new(160, "systemInitTimeMilliseconds", ElementColumn.SystemInit, 8),
        new(161, "flowDurationMilliseconds", ElementColumn.DurationMs, 4),
        new(171, "postOctetTotalCount", ElementColumn.Octets, 8, Rank: 4),
        new(172, "postPacketTotalCount", ElementColumn.Packets, 8, Rank: 4),
        new(176, "icmpTypeIPv4", ElementColumn.IcmpTypeAlone, 1),
        new(177, "icmpCodeIPv4", ElementColumn.IcmpCodeAlone, 1),
        new(178, "icmpTypeIPv6", ElementColumn.IcmpTypeAlone, 1),
        new(179, "icmpCodeIPv6", ElementColumn.IcmpCodeAlone, 1),
        new(180, "udpSourcePort", ElementColumn.SourcePortUdp, 2),
        new(181, "udpDestinationPort", ElementColumn.DestinationPortUdp, 2),
        new(182, "tcpSourcePort", ElementColumn.SourcePortUdp, 2),
        new(183, "tcpDestinationPort", ElementColumn.DestinationPortUdp, 2),
        new(192, "ipTTL", ElementColumn.Ttl, 1),
        new(197, "fragmentFlags", ElementColumn.FragmentFlags, 1),
        new(224, "ipTotalLength", ElementColumn.Length, 8),
        new(231, "initiatorOctets", ElementColumn.Octets, 8, Rank: 2),
        new(232, "responderOctets", ElementColumn.Octets, 8, Rank: 2, IsReverse: true),
        new(233, "firewallEvent", ElementColumn.FirewallEvent, 1),
        new(298, "initiatorPackets", ElementColumn.Packets, 8, Rank: 2),
        new(299, "responderPackets", ElementColumn.Packets, 8, Rank: 2, IsReverse: true),
        new(302, "selectorId", ElementColumn.SamplerId, 8),
        new(305, "samplingPacketInterval", ElementColumn.SamplingPacketInterval, 4),
        new(306, "samplingPacketSpace", ElementColumn.SamplingPacketSpace, 4),
        new(309, "samplingSize", ElementColumn.SamplingSize, 4),
        new(310, "samplingPopulation", ElementColumn.SamplingPopulation, 4),
        new(311, "samplingProbability", ElementColumn.SamplingProbability, 8),
        new(322, "observationTimeSeconds", ElementColumn.EndSeconds, 4, Rank: 1),
        new(323, "observationTimeMilliseconds", ElementColumn.EndMs, 8, Rank: 1),
        new(324, "observationTimeMicroseconds", ElementColumn.EndMicro, 8, Rank: 1),
        new(325, "observationTimeNanoseconds", ElementColumn.EndNano, 8, Rank: 1),
        new(40005, "NF_F_FW_EVENT", ElementColumn.FirewallEvent, 1),
        new(14, "initialTCPFlags", ElementColumn.MoreTcpFlags, 1, Enterprise: Cert),
        new(15, "unionTCPFlags", ElementColumn.MoreTcpFlags, 1, Enterprise: Cert),
        new(21, "reverseFlowDeltaMilliseconds", ElementColumn.ReverseDelay, 4, Enterprise: Cert),
        new(16398, "reverseInitialTCPFlags", ElementColumn.MoreTcpFlags, 1, Enterprise: Cert, IsReverse: true),
        new(16399, "reverseUnionTCPFlags", ElementColumn.MoreTcpFlags, 1, Enterprise: Cert, IsReverse: true),
    ];

    private static readonly Element[] s_byId = Index();

    private static readonly Dictionary<(uint Enterprise, ushort Id), Element> s_ofEnterprises =
        Rows.Where(row => row.Enterprise != 0).ToDictionary(row => (row.Enterprise, row.Id));

    /// <summary>The element's row; <see cref="ElementColumn.None"/> for elements that are passed over.</summary>
    /// <param name="enterprise">0 for IANA's elements and those of NetFlow v9.</param>
    public static Element Find(uint enterprise, ushort id) => enterprise switch
    {
        0 => id < s_byId.Length ? s_byId[id] : default,
        ReverseEnterprise => Find(0, id) is { Column: not ElementColumn.None, IsReverse: false } forward ? forward with { IsReverse = true } : default,
        _ => s_ofEnterprises.GetValueOrDefault((enterprise, id)),
    };

    private static Element[] Index()
    {
        Element[] elements = new Element[Rows.Where(row => row.Enterprise == 0).Max(row => row.Id) + 1];
        foreach (Element row in Rows.Where(row => row.Enterprise == 0))
        {
            elements[row.Id] = row;
        }
        return elements;
    }
}
