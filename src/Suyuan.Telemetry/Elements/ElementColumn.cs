namespace Suyuan.Telemetry.Elements;

/// <summary>Where an information element's value goes. Templates that are kept over restarts hold these names.</summary>
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
    /// <summary>Ports in fields of the transport protocol's own: those of the other protocols are 0.</summary>
    SourcePortUdp, DestinationPortUdp,
    /// <summary>Who metered the flow, where another device sends it on (RFC 7011 §3.1, mediators of RFC 6183).</summary>
    ExporterV4, ExporterV6,
    /// <summary>Both bounds at once: the exporter keeps one value, of a packet or of the flow's first.</summary>
    Ttl, Length,
    /// <summary>Flags beside those of another field: first packet's and all others'.</summary>
    MoreTcpFlags,
    /// <summary>IPv4 flags: bit 2 is "more fragments".</summary>
    FragmentFlags,
    /// <summary>n packets of N (elements 309 and 310), and the probability (element 311, a float).</summary>
    SamplingSize, SamplingPopulation, SamplingProbability,
    /// <summary>What options speak of: a line card, another observation domain.</summary>
    LineCard, ObservationDomain,
    /// <summary>Milliseconds from the first packet to the first of the other direction.</summary>
    ReverseDelay,
    /// <summary>Connection number and event of a firewall (NSEL).</summary>
    FlowId, FirewallEvent,
}
