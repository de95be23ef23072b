using System.Collections.Immutable;

namespace Suyuan.Model;

/// <summary>
/// Every attack vector that Suyuan names. Reflection services are a table: ports, answer sizes, confidence and published amplification,
/// after CISA TA14-017A, the DE-CIX blackholing rules (IXP Scrubber, SIGCOMM 2022) and AMP-Research.
/// </summary>
public static class VectorCatalog
{
    private static readonly LengthRange FullSize = new(1200, 1500);

    /// <summary>All reflection services, the report's three first.</summary>
    public static ImmutableArray<ReflectionService> Services { get; } =
    [
        new("memcached", "Memcached", "Memcached", [11211], [new(1000, 65535)], 0.95, 1, "10,000–51,000 (TA14-017A)"),
        // 468 octets = one full MON_GETLIST answer (8 + 6 × 72 octets of payload); ordinary NTP is 76, with authentication up to 110.
        new("ntp", "NTP", "NTP", [123], [new(200, 500)], 0.95, 10, "556.9 (TA14-017A)"),
        new("ssdp", "SSDP", "SSDP", [1900], [new(250, 550)], 0.9, 10, "30.8 (TA14-017A)"),
        new("dns", "DNS", "DNS", [53], [new(1200, 65535)], 0.8, 10, "28–54 (TA14-017A)"),
        new("cldap", "CLDAP", "CLDAP", [389], [FullSize], 0.9, 10, "56–70 (TA14-017A)"),
        new("snmp", "SNMP", "SNMP", [161], [FullSize], 0.9, 10, "6.3 (TA14-017A)"),
        new("chargen", "CharGEN", "CharGEN", [19], [new(200, 1500)], 0.9, 10, "358.8 (TA14-017A)"),
        new("qotd", "QOTD", "QOTD", [17], [new(101, 300)], 0.8, 10, "140.3 (TA14-017A)"),
        new("wsd", "WS-Discovery", "WS-Discovery", [3702], [new(600, 1500)], 0.9, 10, "10–500 (CISA)"),
        new("arms", "Apple Remote Desktop", "ARMS", [3283], [new(1001, 1100)], 0.9, 10, "35.5 (AMP-Research)"),
        new("dvr", "DVR DHCPDiscover", "DVR DHCPDiscover", [37810], [new(701, 900)], 0.9, 10, "30 (AMP-Research)"),
        new("portmap", "Portmap", "Portmap", [111], [new(501, 800)], 0.8, 10, "7–28 (TA14-017A)"),
        new("mssql", "MS SQL", "MSSQL", [1434], [new(201, 500)], 0.8, 10, "10–30 (AMP-Research)"),
        new("netbios", "NetBIOS", "NetBIOS", [137], [new(201, 300)], 0.8, 10, "3.8 (TA14-017A)"),
        new("mdns", "mDNS", "mDNS", [5353], [new(201, 300)], 0.8, 10, "2–10 (TA14-017A)"),
        new("ike", "IKE / NAT-T", "IKE", [500, 4500], [new(101, 500)], 0.8, 10, "2–10"),
        new("rip", "RIPv1", "RIPv1", [520], [new(300, 540)], 0.8, 10, "131.24 (TA14-017A)"),
        new("tftp", "TFTP", "TFTP", [69], [], 0.6, 10, "60 (TA14-017A)"),
        new("coap", "CoAP", "CoAP", [5683], [], 0.6, 10, "20 (AMP-Research)"),
        new("openvpn", "OpenVPN", "OpenVPN", [1194], [], 0.6, 10, "2 (AMP-Research)"),
        new("stun", "STUN", "STUN", [3478], [], 0.6, 10, "3 (AMP-Research)"),
        new("quic", "QUIC / DTLS", "QUIC/DTLS", [443], [], 0.6, 10, "2–3 (AMP-Research)"),
        new("bittorrent", "BitTorrent", "BitTorrent", [6881], [], 0.6, 10, "3.8 (TA14-017A)"),
        new("kad", "Kad", "Kad", [751], [], 0.6, 10, "16.3 (TA14-017A)"),
        new("quake", "Quake", "Quake", [26000, 27960], [], 0.6, 10, "63.9 (TA14-017A)"),
        new("steam", "Steam", "Steam", [27015], [], 0.6, 10, "5.5 (TA14-017A)"),
        new("rdp", "RDP over UDP", "RDP", [3389], [], 0.6, 10, "28.6–86 (AMP-Research)"),
        new("plex", "Plex", "Plex", [32410, 32414], [], 0.6, 10, "10 (AMP-Research)"),
        new("jenkins", "Jenkins", "Jenkins", [33848], [], 0.6, 10, "5–8 (AMP-Research)"),
        new("ubiquiti", "Ubiquiti discovery", "Ubiquiti", [10001], [], 0.6, 10, "7 (AMP-Research)"),
        new("slp", "SLP", "SLP", [427], [], 0.6, 10, "1.6–2,200 (AMP-Research)"),
        new("tp240", "TP-240", "TP-240", [10074], [], 0.6, 10, "8,492 (AMP-Research)"),
        new("sentinel", "Sentinel licence manager", "Sentinel", [5093], [], 0.6, 10, "20 (AMP-Research)"),
        new("sip", "SIP", "SIP", [5060], [], 0.6, 10, "15 (AMP-Research)"),
        new("citrix", "Citrix ICA browser", "Citrix", [1604], [], 0.6, 10, "7–200 (AMP-Research)"),
        new("crestron", "Crestron", "Crestron", [41794], [], 0.6, 10, "15 (AMP-Research)"),
        new("bfd", "BFD", "BFD", [3784], [], 0.6, 10, "5 (AMP-Research)"),
        new("afs", "AFS", "AFS", [7001], [], 0.6, 10, "2 (AMP-Research)"),
        new("xdmcp", "XDMCP", "XDMCP", [177], [], 0.6, 10, "7 (AMP-Research)"),
        new("natpmp", "NAT-PMP", "NAT-PMP", [5351], [], 0.6, 10, "2–5 (AMP-Research)"),
        new("netis", "Netis router", "Netis", [53413], [], 0.6, 10, "2 (AMP-Research)"),
    ];

    /// <summary>Tokens by code; index 0 is "none".</summary>
    public static ImmutableArray<string> Tokens { get; } =
    [
        "none",
        .. Services.Select(service => service.Token + "-reflection"),
        "tcp-reflection", "syn-flood", "ack-flood", "rst-flood", "udp-flood", "icmp-flood", "gre-flood", "fragment-flood", "http-flood", "other-flood",
    ];

    public static AttackVector TcpReflection { get; } = Of("tcp-reflection");
    public static AttackVector SynFlood { get; } = Of("syn-flood");
    public static AttackVector AckFlood { get; } = Of("ack-flood");
    public static AttackVector RstFlood { get; } = Of("rst-flood");
    public static AttackVector UdpFlood { get; } = Of("udp-flood");
    public static AttackVector IcmpFlood { get; } = Of("icmp-flood");
    public static AttackVector GreFlood { get; } = Of("gre-flood");
    public static AttackVector FragmentFlood { get; } = Of("fragment-flood");
    public static AttackVector HttpFlood { get; } = Of("http-flood");
    public static AttackVector OtherFlood { get; } = Of("other-flood");

    /// <summary>All vectors but "none".</summary>
    public static IEnumerable<AttackVector> All => Enumerable.Range(1, Tokens.Length - 1).Select(code => new AttackVector((byte)code));

    /// <summary>Vector code by UDP source port; 0 = no reflection service answers from it.</summary>
    public static ReadOnlySpan<byte> CodeByServicePort => s_codeByPort;

    private static readonly byte[] s_codeByPort = IndexPorts();

    public static ReflectionService? ServiceOf(AttackVector vector) =>
        vector.Code > 0 && vector.Code <= Services.Length ? Services[vector.Code - 1] : null;

    /// <summary>The reflection vector of a protocol token; null when the catalogue lacks it.</summary>
    public static AttackVector? ReflectionOf(string protocol) =>
        AttackVector.TryParse(protocol + "-reflection", out AttackVector vector) ? vector : null;

    private static AttackVector Of(string token) => new((byte)Tokens.IndexOf(token));

    private static byte[] IndexPorts()
    {
        byte[] codes = new byte[65536];
        for (int index = 0; index < Services.Length; index++)
        {
            foreach (ushort port in Services[index].Ports)
            {
                codes[port] = (byte)(index + 1);
            }
        }
        return codes;
    }
}
