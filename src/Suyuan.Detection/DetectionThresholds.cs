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
    public double EstablishedShare { get; init; } = 0.2;

    /// <summary>UDP, ICMP and others: packets that the target answers, as a share, above which it is a conversation.</summary>
    public double AnsweredShare { get; init; } = 0.5;

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

    /// <summary>Carpet reflection: packets in the service's size signature, as a share. A network's clients get many answers from 443. methods.md §3.1 item 2.</summary>
    public required double CarpetSignatureShare { get; init; }

    /// <summary>Carpet floods: minutes of data before a network without a baseline may alarm; until then it only learns.</summary>
    public required int CarpetWarmUpMinutes { get; init; }

    /// <summary>An edge minute next to a triggered one belongs to the attack from this part of the trigger on.</summary>
    public double EdgeShare { get; init; } = 0.1;

    /// <summary>Weight of a new minute in the baseline: α = 0.1 per five minutes. methods.md §2.1 2(b).</summary>
    public double BaselineWeight { get; init; } = 0.021;

    /// <summary>Thresholds for sampled exports of a network.</summary>
    public static DetectionThresholds Network { get; } = new()
    {
        ReflectionBits = 100e6,
        ReflectionPacketsInTenSeconds = 0,
        UnsolicitedShare = 0.5,
        FloodPacketRate = 20_000,
        FloodBits = 1e9,
        FloodPackets = 0,
        FloodOverBaseline = 5,
        RateSeconds = 10,
        CarpetSignatureShare = 0.8,
        CarpetWarmUpMinutes = 10,
    };

    /// <summary>Thresholds for short captures.</summary>
    public static DetectionThresholds Capture { get; } = new()
    {
        ReflectionBits = 0,
        ReflectionPacketsInTenSeconds = 300,
        UnsolicitedShare = 0.9,
        FloodPacketRate = 100,
        FloodBits = double.PositiveInfinity,
        FloodPackets = 1_000,
        FloodOverBaseline = 0,
        RateSeconds = 1,
        CarpetSignatureShare = 0,
        CarpetWarmUpMinutes = 0,
    };
}
