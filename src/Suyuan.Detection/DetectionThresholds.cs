namespace Suyuan.Detection;

/// <summary>Which set of thresholds holds.</summary>
public enum DetectionProfile
{
    /// <summary>Sampled exports of a network.</summary>
    Network,
    /// <summary>Short unsampled captures, judged on their own time scale.</summary>
    Capture,
}

/// <summary>
/// Every number that detection decides by, with unit and source. Rates are estimated (observed × sampling interval).
/// </summary>
public sealed record DetectionThresholds
{
    /// <summary>Reflection: estimated bits per second. methods.md §2.1 2(a).</summary>
    public required double ReflectionBits { get; init; }

    /// <summary>Reflection: estimated packets in ten seconds; 0 = not asked for. methods.md §2.1 item 7.</summary>
    public required long ReflectionPacketsInTenSeconds { get; init; }

    /// <summary>Reflection: packets that answer no request seen, as a share. methods.md §2.1 item 7.</summary>
    public required double UnsolicitedShare { get; init; }

    /// <summary>Flood: estimated packets per second. methods.md §2.1 2(b) and item 7.</summary>
    public required double FloodPacketRate { get; init; }

    /// <summary>Flood: estimated bits per second, which triggers by itself; infinity = only packets count.</summary>
    public required double FloodBits { get; init; }

    /// <summary>Flood: estimated packets of the vector in the minute. methods.md §2.1 item 7.</summary>
    public required long FloodPackets { get; init; }

    /// <summary>Flood: times the target's own baseline; 0 = no baseline is asked. methods.md §2.1 2(b).</summary>
    public required double FloodOverBaseline { get; init; }

    /// <summary>Rates are taken over the records' own span, but over this many seconds at least: one sampled packet is no rate.</summary>
    public required int RateSeconds { get; init; }

    /// <summary>Observed packets that a minute's trigger rests on at least: 30 leave ± 36 % at 95 %. methods.md §2.1 item 3.</summary>
    public long SampledPackets { get; init; } = 30;

    /// <summary>TCP: packets of connections opened properly, as a share, above which it is no flood. methods.md §2.1 item 7.</summary>
    public required double EstablishedShare { get; init; }

    /// <summary>UDP, ICMP and others: packets that the target answers, as a share, above which it is a conversation.</summary>
    public required double AnsweredShare { get; init; }

    /// <summary>A scan: more destination ports than this … methods.md §2.1 item 7.</summary>
    public int ScanPorts { get; init; } = 100;

    /// <summary>… with fewer packets than this on each, on average …</summary>
    public double ScanPacketsPerPort { get; init; } = 3;

    /// <summary>… from fewer sources than this. Floods over random ports come from more, or faster than <see cref="ScanPacketRate"/>.</summary>
    public int ScanSources { get; init; } = 10;

    /// <summary>Packets per second from which even few sources over many ports are a flood.</summary>
    public double ScanPacketRate { get; init; } = 5_000;

    /// <summary>A scanner for reflectors: at most this many observed packets per responder … methods.md §2.1 item 8.</summary>
    public double ScannerPackets { get; init; } = 3;

    /// <summary>… of which, where at least this many of the minute before were expected again …</summary>
    public double ScannerRepeatsExpected { get; init; } = 100;

    /// <summary>… fewer than this share came.</summary>
    public double ScannerRepeatShare { get; init; } = 0.05;

    /// <summary>A UDP flood over at least this many source ports hits the ports of services by chance.</summary>
    public int RandomPorts { get; init; } = 100;

    /// <summary>Packets from a service's ports are such chance hits up to this many times the flood's mean per port …</summary>
    public double RemnantTimesMean { get; init; } = 4;

    /// <summary>… and this many more.</summary>
    public int RemnantPackets { get; init; } = 4;

    /// <summary>Carpet bombing: hosts of a /24 (IPv6 /64) that receive the vector. methods.md §2.1 item 5.</summary>
    public int CarpetHosts { get; init; } = 8;

    /// <summary>Carpet bombing goes on with this many hosts over the threshold by themselves, where the minute before had <see cref="CarpetHosts"/>.</summary>
    public int CarpetHostsOngoing { get; init; } = 4;

    /// <summary>Carpet bombing: times the mean of the network's other hosts from which a host over the threshold is an attack of its own.</summary>
    public double CarpetStandOut { get; init; } = 5;

    /// <summary>Carpet reflection: packets in the service's size signature, as a share. A network's clients get many answers from 443. methods.md §3.1 item 2.</summary>
    public required double CarpetSignatureShare { get; init; }

    /// <summary>Carpet floods: minutes of data before a network without a baseline may alarm; until then it only learns.</summary>
    public required int CarpetWarmUpMinutes { get; init; }

    /// <summary>An edge minute next to a triggered one belongs to the attack from this part of the trigger on.</summary>
    public double EdgeShare { get; init; } = 0.1;

    /// <summary>… and the edge minute is this many times the usual: what goes on anyway is not the attack's beginning.</summary>
    public required double EdgeOverBaseline { get; init; }

    /// <summary>Reflection, the second trigger: estimated bits per second in the service's answer sizes; infinity = there is none. methods.md §2.1 2(a).</summary>
    public required double SmallReflectionBits { get; init; }

    /// <summary>… and this many times what the target usually gets of the vector …</summary>
    public required double SmallReflectionOverBaseline { get; init; }

    /// <summary>… which is taken as this many bits per second at least.</summary>
    public double SmallReflectionUsualBits { get; init; } = 0.5e6;

    /// <summary>… and this share of the packets has the answer's size. methods.md §3.1 2.</summary>
    public double SignatureShare { get; init; } = 0.8;

    /// <summary>Services whose answers in that size are an attack's with this probability at least need neither history nor a look for requests.</summary>
    public double DecisiveConfidence { get; init; } = 0.9;

    /// <summary>Packets received that one packet of the target's port explains; 0 = nothing is explained by volume. TCP acknowledges every second one (RFC 9293 §3.8.6.3).</summary>
    public required double PacketsPerReply { get; init; }

    /// <summary>Answers that one request of the target explains. Downloads over QUIC have one acknowledgement in ten packets (RFC 9000 §13.2.2 allows fewer).</summary>
    public double AnswersPerRequest { get; init; } = 10;

    /// <summary>Answers that a scanner's request explains, where it is known that the request is its own: a monlist has up to 100 packets. methods.md §3.</summary>
    public double AnswersPerProbe { get; init; } = 100;

    /// <summary>Requests for each answer, above which the target is a scanner: most of the addresses it asks do not answer.</summary>
    public double RequestsPerAnswer { get; init; } = 3;

    /// <summary>TCP seen in one direction: packets of open connections that a FIN, where there are SYNs too, explains.</summary>
    public double PacketsPerClose { get; init; } = 50;

    /// <summary>SYNs that a FIN explains: some connections are reset, time out, or begin anew.</summary>
    public double SynsPerClose { get; init; } = 2;

    /// <summary>Packets of open connections that explain a SYN.</summary>
    public double PacketsPerSyn { get; init; } = 3;

    /// <summary>A bulk transfer over TCP: from no more sources than this …</summary>
    public int BulkSources { get; init; } = 16;

    /// <summary>… in packets of this IP length at least, on average …</summary>
    public long BulkLength { get; init; } = 1_000;

    /// <summary>… and this many observed packets for each pair of source and port.</summary>
    public double BulkRepeats { get; init; } = 10;

    /// <summary>A target's first minutes in the data, during which what it usually carries is unknown: what was there from the first minute is no onset.</summary>
    public required int OnsetMinutes { get; init; }

    /// <summary>
    /// An exporter that was silent until now, in data that go back further, shows an onset all the same where this share of its records is towards the one target.
    /// </summary>
    public double QuietExporterShare { get; init; } = 0.5;

    /// <summary>Without an onset seen, a flood is told by packets of one length and one set of flags: this share of them.</summary>
    public double UniformShare { get; init; } = 0.8;

    /// <summary>An HTTP flood: real connections from this many sources …</summary>
    public int HttpSources { get; init; } = 50;

    /// <summary>… which send this many packets per second each, on average: people do not click so fast.</summary>
    public double HttpPacketRate { get; init; } = 50;

    /// <summary>Sweeps: so many hosts of a network, one after another, make it the target …</summary>
    public int SweepHosts { get; init; } = 4;

    /// <summary>… if each is under attack for this many minutes at most.</summary>
    public int SweepMinutes { get; init; } = 3;

    /// <summary>Minutes that a minute's targets wait for those after it, which show how wide an attack is and how long a host is part of it.</summary>
    public int TargetMinutes { get; init; } = 4;

    /// <summary>A network's counters are looked into from this many times the usual on.</summary>
    public required double NetworkOverUsual { get; init; }

    /// <summary>Weight of a new minute in the baseline: α = 0.1 per five minutes. methods.md §2.1 2(b).</summary>
    public double BaselineWeight { get; init; } = 0.021;

    /// <summary>Thresholds for sampled exports of a network.</summary>
    public static DetectionThresholds Network { get; } = new()
    {
        ReflectionBits = 100e6,
        ReflectionPacketsInTenSeconds = 0,
        UnsolicitedShare = 0.5,
        EstablishedShare = 1,
        AnsweredShare = 1,
        FloodPacketRate = 20_000,
        FloodBits = 1e9,
        FloodPackets = 0,
        FloodOverBaseline = 5,
        RateSeconds = 10,
        EdgeOverBaseline = 2,
        SmallReflectionBits = 5e6,
        SmallReflectionOverBaseline = 10,
        PacketsPerReply = 3,
        OnsetMinutes = 2,
        NetworkOverUsual = 2,
        CarpetSignatureShare = 0.8,
        CarpetWarmUpMinutes = 3,
    };

    /// <summary>Thresholds for short captures.</summary>
    public static DetectionThresholds Capture { get; } = new()
    {
        ReflectionBits = 0,
        ReflectionPacketsInTenSeconds = 300,
        UnsolicitedShare = 0.9,
        EstablishedShare = 0.2,
        AnsweredShare = 0.5,
        FloodPacketRate = 100,
        FloodBits = double.PositiveInfinity,
        FloodPackets = 1_000,
        FloodOverBaseline = 0,
        RateSeconds = 1,
        EdgeOverBaseline = 0,
        SmallReflectionBits = double.PositiveInfinity,
        SmallReflectionOverBaseline = 0,
        PacketsPerReply = 0,
        OnsetMinutes = 0,
        NetworkOverUsual = 0,
        CarpetSignatureShare = 0,
        CarpetWarmUpMinutes = 0,
    };
}
