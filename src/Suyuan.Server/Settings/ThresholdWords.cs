using Suyuan.Reporting;

namespace Suyuan.Server.Settings;

/// <summary>What each threshold means, in words; docs/concepts/detection.md has the same by name, with the sources.</summary>
internal static class ThresholdWords
{
    private const string Table = """
        ReflectionBits|比特/秒；0 = 不要求|bits/s; 0 = not asked for
        ReflectionPacketsInTenSeconds|10 秒内的包数；0 = 不要求|packets in 10 s; 0 = not asked for
        UnsolicitedShare|观测到的包中未见对应请求的应答所占比例|share of observed packets that answer no request seen
        FloodPacketRate|包/秒|packets/s
        FloodBits|比特/秒，单独即可触发；∞ = 只看包数|bits/s, enough by itself; ∞ = only packets count
        FloodPackets|该攻击方式一分钟内的包数|packets of the vector in the minute
        FloodOverBaseline|目标自身基线的倍数；0 = 不看基线|times the target’s baseline; 0 = none is asked
        RateSeconds|秒，计算速率的最短时长|s, shortest span of a rate
        SampledPackets|一分钟内观测到的包数|observed packets in the minute
        EstablishedShare|TCP 包中属于正常建立连接的比例，超过则不是洪水；1 = 不要求|share of TCP packets in connections properly opened, above which it is no flood; 1 = not asked
        AnsweredShare|目标作出应答的包的比例，超过则是正常会话；1 = 不要求|share of packets that the target answers, above which it is a conversation; 1 = not asked
        ScanPorts|目的端口数；扫描超过此数……|destination ports; a scan has more …
        ScanPacketsPerPort|……且每个端口的包数少于此数……|… and fewer packets than this on each …
        ScanSources|……来自少于此数的源……|… from fewer sources than this …
        ScanPacketRate|……且（每主机）低于此包速率|… below this many packets/s (per host)
        ScannerPackets|每个应答者观测到的包数；扫描反射器者不超过此数……|observed packets per responder; a scanner for reflectors gets no more …
        ScannerRepeatsExpected|……且预计应有此数的应答者再次出现……|… and where this many responders should come again …
        ScannerRepeatShare|……实际再现的比例低于此值|… less than this share does
        RandomPorts|源端口数达到此数的 UDP 洪水会碰巧命中服务端口|source ports from which a UDP flood hits services by chance
        RemnantTimesMean|洪水每端口均值的倍数：碰巧命中不超过此倍数……|times the flood’s mean per port: a chance hit has no more …
        RemnantPackets|……再加此数的观测包|… plus this many observed packets
        CarpetHosts|/24（IPv6 为 /64）中达到此数的主机受攻击时，以该网段为目标|hosts of a /24 (IPv6 /64) that make it the target
        CarpetHostsOngoing|同上，用于前一分钟已是目标的网段|the same, where it was the target a minute before
        CarpetStandOut|网段内其他主机均值的倍数，达到则该主机单独算作一次攻击|times the mean of the network’s other hosts, from which a host is an attack of its own
        CarpetSignatureShare|以网段为目标时，包长符合该服务应答的比例|share of packets in the service’s answer size, for a network as target
        CarpetWarmUpMinutes|分钟；数据达到此时长后，网段洪水才可告警|min of data before floods of networks may alarm
        EdgeShare|阈值的一部分；相邻分钟达到它即属于该攻击|part of a threshold from which a neighbouring minute belongs to the attack
        EdgeOverBaseline|平常的倍数，达到才算；0 = 不要求|times the usual, from which it does; 0 = not asked
        SmallReflectionBits|小规模反射的比特/秒；∞ = 不设|bits/s of a small reflection; ∞ = there is none
        SmallReflectionOverBaseline|目标平常所收的倍数|times what the target usually gets
        SmallReflectionUsualBits|平常值至少按此比特/秒计|bits/s that are taken as usual at least
        SignatureShare|包长符合该服务应答的比例|share of packets in the service’s answer size
        DecisiveConfidence|服务的置信度；达到则其应答无需历史即可判定|confidence of a service whose answers need no history
        PacketsPerReply|目标端口每发一个包可解释的来包数；0 = 不按数量解释|packets explained by one of the target’s port; 0 = nothing is explained by volume
        AnswersPerRequest|一个请求可解释的应答数|answers explained by a request
        AnswersPerProbe|对少有人请求的服务，前缀表明请求确由目标发出时，一个请求可解释的应答数|answers explained by a request to a service that nobody asks much, where prefixes show that it is the target’s own
        RequestsPerAnswer|每个应答对应的请求数，达到即为扫描者|requests for each answer that make a scanner
        PacketsPerClose|单向可见的 TCP 中，一个 FIN 可解释的包数|TCP packets in one direction explained by a FIN
        SynsPerClose|一个 FIN 可解释的 SYN 数|SYNs explained by a FIN
        PacketsPerSyn|已建立连接的多少个包解释一个 SYN|packets of open connections that explain a SYN
        BulkSources|批量传输的源数，至多……|sources of a bulk transfer, at most …
        BulkLength|……每包平均字节数，至少……|… octets a packet, on average, at least …
        BulkRepeats|……每个源与端口观测到的包数，至少|… observed packets for each source and port, at least
        QuietExporterShare|新出现的上报设备流向同一目标的记录比例，达到则它此前只是没有流量|share of a new exporter’s records towards one target from which it was silent for want of traffic
        OnsetMinutes|分钟；上报设备的数据达到此时长后，突增才算攻击起点；0 = 不要求|min of an exporter’s data before what is loud shows an onset; 0 = not asked
        UniformShare|包长与标志相同的包的比例|share of packets of one length and one set of flags
        HttpSources|HTTP 洪水的源数，至少……|sources of an HTTP flood, at least …
        HttpPacketRate|……每个源平均包/秒|… packets/s from each, on average
        SweepHosts|先后受攻击的主机数，达到则以其网段为目标……|hosts attacked one after another that make their network the target …
        SweepMinutes|……每台至多持续的分钟数|… min on each, at most
        TargetMinutes|分钟；目标等待其后数据的时长|min that targets wait for those after them
        NetworkOverUsual|平常的倍数，达到才细看网段；0 = 总是|times the usual, from which a network is looked into; 0 = always
        BaselineWeight|新一分钟在基线中的权重：五分钟合 0.1|weight of a new minute in the baseline: 0.1 in five minutes
        """;

    private static readonly Dictionary<string, string[]> s_words = Table.Split('\n').Select(line => line.Split('|')).ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is no such threshold.</exception>
    public static string Of(string name, ReportLanguage language) => s_words[name][language == ReportLanguage.Chinese ? 0 : 1];
}
