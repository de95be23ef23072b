using Suyuan.Model;

namespace Suyuan.Telemetry.Packets;

/// <summary>What metering and sFlow read from one packet: the outermost IP header and the transport header behind it.</summary>
public struct PacketHeader
{
    public AddressFamily Family;
    public uint SourceV4;
    public uint DestinationV4;
    public UInt128 SourceV6;
    public UInt128 DestinationV6;
    public byte Protocol;
    public ushort SourcePort;
    /// <summary>ICMP type × 256 + code where <see cref="FlowFields.IcmpType"/> is set.</summary>
    public ushort DestinationPort;
    public byte TcpFlags;
    public byte Ttl;
    public byte Tos;
    /// <summary>IP-layer octets as the header claims: IPv4 total length, IPv6 payload length + 40.</summary>
    public int IpLength;
    public FragmentFlags Fragments;
    /// <summary>Ports, TcpFlags, Tos, Ttl, Length, Fragment, IcmpType: what this packet really carried.</summary>
    public FlowFields Fields;
    /// <summary>IPv4 identification or IPv6 fragment identification; joins fragments.</summary>
    public uint FragmentId;
    /// <summary>Octets of the datagram before this fragment's; 0 where the packet is whole.</summary>
    public int FragmentOffset;
    /// <summary>Other fragments follow.</summary>
    public bool MoreFragments;
    /// <summary>Where, within the frame, the IP packet's own payload begins: transport header, or a fragment's part of it.</summary>
    public int TransportOffset;
    /// <summary>Octets of the IP packet's own payload, as its header claims.</summary>
    public int TransportLength;
    /// <summary>Transport payload within the frame; −1 when cut or not UDP/TCP.</summary>
    public int PayloadOffset;
    public int PayloadLength;
}
