using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// Packet headers: the first octet chooses the link type, the rest is the frame. Oracle: offsets and lengths lie within the frame; a frame cut anywhere is
/// refused or says the same of addresses and protocol; what a packet does not carry reads 0.
/// </summary>
internal sealed class PacketTarget() : FuzzTarget("packet")
{
    private static readonly int[] s_linkTypes = [.. Enumerable.Range(0, 300).Where(LinkType.IsKnown)];

    public override IEnumerable<byte[]> Seeds() => [.. SimulatedSeeds.Frames().SelectMany(frame => s_linkTypes.Select((_, index) => (byte[])[(byte)index, .. frame]))];

    public override ulong Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return 0;
        }
        int linkType = s_linkTypes[input[0] % s_linkTypes.Length];
        ReadOnlySpan<byte> frame = input.AsSpan(1);
        DecodeFault fault = PacketParser.TryParse(frame, linkType, out PacketHeader header);
        Fingerprint print = new();
        print.Add((long)fault);
        if (fault is not (DecodeFault.None or DecodeFault.CutByCapture))
        {
            Must.Hold(Enum.IsDefined(fault), "a fault that is none");
            return print.Value;
        }
        Check(header, frame);
        for (int length = Math.Max(0, frame.Length - 40); length < frame.Length; length++)
        {
            if (PacketParser.TryParse(frame[..length], linkType, out PacketHeader cut) is DecodeFault.None or DecodeFault.CutByCapture)
            {
                Check(cut, frame[..length]);
                Must.Equal((header.Family, header.SourceV4, header.DestinationV4, header.SourceV6, header.DestinationV6),
                    (cut.Family, cut.SourceV4, cut.DestinationV4, cut.SourceV6, cut.DestinationV6), "addresses of the frame, cut");
            }
        }
        print.Add((long)header.Fields);
        print.Add(header.Protocol is 1 or 6 or 17 or 58 ? header.Protocol : 0L);
        return print.Value;
    }

    private static void Check(in PacketHeader header, ReadOnlySpan<byte> frame)
    {
        Must.Hold(header.Family is AddressFamily.V4 or AddressFamily.V6, "an address family that is none");
        Must.Hold(header.IpLength > 0, $"an IP packet of {header.IpLength} octets");
        Must.Hold(header.TransportOffset >= 0 && header.TransportLength >= 0, "a payload before the frame");
        Must.Hold(header.FragmentOffset >= 0, "a fragment before its datagram");
        if (header.PayloadOffset >= 0)
        {
            Must.Hold(header.PayloadLength >= 0 && header.PayloadOffset + header.PayloadLength <= frame.Length, "a payload beyond the frame");
        }
        bool ports = (header.Fields & FlowFields.Ports) != 0;
        bool icmp = (header.Fields & FlowFields.IcmpType) != 0;
        Must.Hold(!(ports && icmp), "ports and an ICMP type");
        Must.Hold(ports || header.SourcePort == 0, "a source port that the packet does not have");
        Must.Hold(ports || icmp || header.DestinationPort == 0, "a destination port that the packet does not have");
        Must.Hold((header.Fields & FlowFields.TcpFlags) != 0 || header.TcpFlags == 0, "TCP flags that the packet does not have");
        Must.Hold((header.Fragments & FragmentFlags.NonInitial) == 0 || !ports, "ports of a fragment that has none");
    }
}
