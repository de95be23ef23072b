namespace Suyuan.Telemetry.Packets;

/// <summary>Link types of packet captures that are read (LINKTYPE_ values of the pcap registry).</summary>
internal static class LinkType
{
    public const int Null = 0;
    public const int Ethernet = 1;
    public const int Ppp = 9;
    public const int RawBsd = 12;
    public const int RawOpenBsd = 14;
    public const int PppHdlc = 50;
    public const int Raw = 101;
    public const int CiscoHdlc = 104;
    public const int FrameRelay = 107;
    public const int Loop = 108;
    public const int LinuxSll = 113;
    public const int Mpls = 219;
    public const int Ipv4 = 228;
    public const int Ipv6 = 229;
    public const int Nflog = 239;
    public const int LinuxSll2 = 276;

    /// <summary>Frames of these link types carry IP in a way that <see cref="PacketParser"/> knows.</summary>
    public static bool IsKnown(int linkType) => linkType is Null or Ethernet or Ppp or RawBsd or RawOpenBsd or PppHdlc or Raw or CiscoHdlc
        or FrameRelay or Loop or LinuxSll or Mpls or Ipv4 or Ipv6 or Nflog or LinuxSll2;
}
