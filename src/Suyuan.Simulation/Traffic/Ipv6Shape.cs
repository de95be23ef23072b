namespace Suyuan.Simulation.Traffic;

/// <summary>
/// What becomes of a packet that was shaped for IPv4 where its addresses are IPv6 ones: the header has 40 octets in place of 20, pieces carry a fragment header of
/// eight more (RFC 8200 §3, §4.5), and ICMP is ICMPv6 with types of its own (RFC 4443). Nothing grows beyond what an Ethernet takes.
/// </summary>
internal static class Ipv6Shape
{
    public const int FragmentHeader = 8;

    private const int LongerHeader = 20;
    private const int MaxLength = 1500;

    // What pieces of 1,500 octets carry, in units of eight: 1,480 octets behind IPv4's header, 1,448 behind IPv6's two.
    private const int UnitsBehindV4 = 185;
    private const int UnitsBehindV6 = 181;

    private const ushort EchoRequest = 128 << 8;
    private const ushort EchoReply = 129 << 8;
    private const ushort PortUnreachable = (1 << 8) | 4;

    public static SampledPacket Of(in SampledPacket packet)
    {
        if (packet.Source.IsV4)
        {
            return packet;
        }
        bool piece = packet.MoreFragments || packet.NonInitial;
        SampledPacket shaped = packet with
        {
            Length = (ushort)Math.Min(MaxLength, packet.Length + LongerHeader + (piece ? FragmentHeader : 0)),
            FragmentOffset = (ushort)(packet.FragmentOffset / UnitsBehindV4 * UnitsBehindV6),
        };
        if (packet.Protocol == Protocols.Icmp)
        {
            shaped.Protocol = Protocols.IcmpV6;
            // Type and code stand where others have their port.
            shaped.DestinationPort = packet.DestinationPort switch
            {
                0x0800 => EchoRequest,
                0 => EchoReply,
                _ => PortUnreachable,
            };
        }
        return shaped;
    }
}
