using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The evidence in Chinese.</summary>
internal static class ChineseEvidence
{
    private const string Answers = "观测到来自 {transport} {port} 端口的应答 {packets} 个[，平均 {octets} 字节]";
    private const string OneOf = "；为本次攻击中 {responders} 个应答地址之一。";
    private const string Inside = "观测到来源在本区域内的包 {packets} 个";
    private const string Outside = "观测到来源在本区域外的包 {packets} 个";
    private const string Proof = "[，其中 {ttl_mode} 的 TTL 相同][，{live} 的来源在攻击之外也曾出现]";
    private const string Bot = "在 {minutes} 分钟内观测到 {packets} 个包[，其中 {established} 个在握手之后][，{component}]";
    private const string Order = "[，家族 {family}][，方式 {method}][，首条见于日志 {log}]";
    private const string Contacts = "[；与其有联系的攻击来源 {bots_in_contact} 个]";

    public static EvidenceWords Words { get; } = new()
    {
        Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [EvidenceRules.Reflection] = "{vector}：来自 {responders} 个应答地址。",
            [EvidenceRules.ReflectorSize] = Answers + "[，{size_share} 符合 {service} 放大应答的长度][，{solicited_share}]" + OneOf,
            [EvidenceRules.ReflectorUnsolicited] = Answers + "[，仅 {size_share} 符合 {service} 放大应答的长度][，但未采样的数据表明{solicited_share}]" + OneOf,
            [EvidenceRules.ReflectorSizeless] = Answers + "[，{solicited_share}]，{service} 的放大应答没有已知长度" + OneOf,
            [EvidenceRules.ReflectorTcp] = "观测到来自 TCP {port} 端口的 SYN-ACK {packets} 个[，{solicited_share}]" + OneOf,
            [EvidenceRules.ReflectorWeak] = Answers + "[，{size_share} 符合 {service} 放大应答的长度][，{solicited_share}]，符合长度的应答或应答地址过少，不予公布" + OneOf,

            [EvidenceRules.CrossBogons] = Outside + "，其中 {bogons} 个来自互联网上不可能有主机的地址，来源系伪造。",
            [EvidenceRules.CrossPopulation] = Outside + "，表明在用地址不少于 {population_low} 个，超过任何僵尸网络的规模，来源系伪造。",
            [EvidenceRules.CrossUnrouted] = Outside + "，其中 {unrouted} 来自无人通告的地址，来源系伪造。",
            [EvidenceRules.CrossRequests] = "观测到以受害者的名义发往反射服务器的请求 {packets} 个[（{vector}）]，而受害者并不在此，来源系伪造。",
            [EvidenceRules.LocalDensity] = Inside + "，占满 {networks} 个 256 地址网段[的{density}]" + Proof + "，系遍历本区域地址伪造。",
            [EvidenceRules.LocalPopulation] = Inside + "，分布于 {networks} 个 256 地址网段，表明在用地址不少于 {population_low} 个" + Proof + "，系遍历本区域地址伪造。",
            [EvidenceRules.LocalWidth] =
                Inside + "，均匀占满 {networks} 个 256 地址网段[的{density}]，超过共享地址池的规模，很可能系遍历伪造；TTL 和来源此前的流量均无法核对。",
            [EvidenceRules.LocalLines] = Inside + "，分布于 {lines} 个 /64 网段，表明在用地址不少于 {population_low} 个" + Proof + "，多于真实主机所能有，系遍历本区域地址伪造。",
            [EvidenceRules.RealCollisions] = "观测到的 {packets} 个包反复来自 {sources} 个地址[，相当于约 {population} 个同等活跃的地址]，来源真实。",
            [EvidenceRules.RealPooled] = "与本次攻击的其他小部分合并后，观测到的 {packets} 个包反复来自 {sources} 个地址[，相当于约 {population} 个同等活跃的地址]，来源真实。",
            [EvidenceRules.FewPackets] = "只观测到 {packets} 个包，不足以判断来源是否伪造。",
            [EvidenceRules.NoPopulation] = Inside + "，来自 {sources} 个地址，无法推算在用地址的数量，来源是否伪造未判定。",
            [EvidenceRules.RealUnverifiable] = Outside + "，来自 {sources} 个地址，不足以认定伪造，在本区域外也无从证实。",
            [EvidenceRules.LocalUnverifiable] = Inside + "，占满 {networks} 个 256 地址网段[的{density}]" + Proof + "，可能系遍历伪造，也可能是占满的地址转换池，未判定。",
            [EvidenceRules.Ipv6Inside] = Inside + "，系 IPv6，反复出现的来源过少，或相对其网段而言来源过少，无法区分伪造与真实来源。",
            [EvidenceRules.RegionUnknown] = "在区域不明的接口上观测到 {packets} 个包，无从得知哪些来源合法。",
            [EvidenceRules.Capture] = "在抓包中观测到 {packets} 个包，无从得知哪些来源合法。",
            [EvidenceRules.ExporterUnknown] = "上报设备超过可区分的数量，观测到 {packets} 个包。",

            [EvidenceRules.BotRepeated] = Bot + "。",
            [EvidenceRules.BotOnce] = Bot + "，次数过少，不予公布。",
            [EvidenceRules.BotHandshake] = Bot + "，伪造的来源无法完成握手。",
            [EvidenceRules.BotTtl] = Bot + "，TTL 始终不变，而周围流量的 TTL 多种多样；伪造工具发出的包要么 TTL 全部相同，要么各不相同。",
            [EvidenceRules.BotCheckin] = Bot + "；日志表明该地址曾向控制端签到。",

            [EvidenceRules.ControllerOrder] = "下达过 {orders} 条攻击该目标的指令，目标当时确受攻击" + Order + Contacts + "。",
            [EvidenceRules.ControllerOrderUnseen] = "下达过 {orders} 条攻击该目标的指令，流量数据中未见该攻击" + Order + Contacts + "。",
            [EvidenceRules.ControllerSharedHost] = "该地址属于内容分发网络，由众多网站共用，仅作标注，不计入[；日志中有其指令 {orders} 条]" + Order + Contacts + "。",
            [EvidenceRules.ControllerAlerts] = "本次事件前后一小时内，入侵检测系统发现 {alerted_hosts} 个主机与其通信；{lists} 份情报名单收录该地址。",
            [EvidenceRules.ControllerFlows] =
                "本次事件中通信对象已知的 {flow_sources} 个攻击来源里，有 {flow_bots} 个与其 TCP {flow_port} 端口保持长期连接"
                + "；全部 {flow_hosts} 个主机中有 {flow_visitors} 个如此，其中 {flow_hostile} 个在一天内发起过攻击"
                + "[；攻击另外 {flow_earlier_targets} 个目标的来源也是如此]。未见其日志。",
            [EvidenceRules.ControllerContacts] = "本次事件的攻击来源中有 {bots_in_contact} 个曾向其签到，未见其下达攻击该目标的指令。",
        },
        Measures = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sources"] = "来源地址 {sources} 个",
            ["collisions"] = "同源的包 {collisions} 对",
            ["population"] = "推算在用地址约 {population} 个",
            ["population_low"] = "在用地址不少于 {population_low} 个（95% 置信）",
            ["networks"] = "95% 的包来自 {networks} 个 256 地址网段",
            ["density"] = "其中{density}的地址在用",
            ["bogons"] = "{bogons} 个包来自不可能有主机的地址",
            ["unrouted"] = "{unrouted} 的包来自无人通告的地址",
            ["ttl_mode"] = "{ttl_mode} 的包 TTL 相同",
            ["live"] = "{live} 的来源在攻击之外也曾出现",
            ["edge_octets"] = "末位为 0 或 255 的地址为随机情形的 {edge_octets} 倍",
            ["dispersion"] = "每来源包数的方差为均值的 {dispersion} 倍",
            ["busy_sources"] = "{busy_sources} 个来源过于活跃，不可能由随机抽取产生",
        },
        Components = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [EvidenceRules.RealCollisions] = "所在流量的来源反复出现，伪造的来源不会如此",
            [EvidenceRules.RealPooled] = "所在流量与其他小部分合并后，来源反复出现",
            [EvidenceRules.FewPackets] = "所在流量的包过少，无法区分真实与伪造来源",
            [EvidenceRules.NoPopulation] = "所在流量的来源数量无法推算",
            [EvidenceRules.RealUnverifiable] = "所在流量来自本区域外",
            [EvidenceRules.LocalUnverifiable] = "所在流量可能系遍历伪造，也可能来自占满的地址转换池",
            [EvidenceRules.Ipv6Inside] = "见于本区域的 IPv6 流量",
            [EvidenceRules.RegionUnknown] = "见于区域不明的接口",
            [EvidenceRules.Capture] = "见于抓包",
            [EvidenceRules.ExporterUnknown] = "见于无法区分的上报设备",
        },
        Zeros = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["solicited_share"] = "均非请求所得",
            ["established"] = null,
            ["bots_in_contact"] = null,
            ["flow_earlier_targets"] = null,
        },
        AskedFor = "{0} 为请求所得",
        Estimated = "约 {0}",
        All = "全部",
        AlsoMeasured = "另测得：",
        Separator = "；",
        FullStop = "。",
        CountFormat = "F0",
        PercentSign = "%",
        Vector = ChineseTexts.VectorName,
        Protocol = ChineseTexts.Protocol,
    };
}
