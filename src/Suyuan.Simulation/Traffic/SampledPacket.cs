using Suyuan.Model;

namespace Suyuan.Simulation.Traffic;

/// <summary>One packet that an exporter's sampling picked.</summary>
internal record struct SampledPacket
{
    /// <summary>Unix ms.</summary>
    public long Time;
    public IpAddress Source;
    public IpAddress Destination;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public byte TcpFlags;
    public byte Ttl;
    /// <summary>A fragment behind the first: no ports (RFC 791 §3.1, RFC 8200 §4.5).</summary>
    public bool NonInitial;
    /// <summary>Offset of the fragment in units of 8 octets.</summary>
    public ushort FragmentOffset;
    public bool MoreFragments;
    /// <summary>IP total length.</summary>
    public ushort Length;
    public uint Input;
    public uint Output;

    /// <summary>Metered as it left, not as it came (RFC 7012, flowDirection).</summary>
    public bool Egress;

    /// <summary>Whose packet it truly is, for <see cref="Truth.ExportLedger"/>; 0 = nobody's of interest.</summary>
    public uint Label;
}

internal static class Protocols
{
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Gre = 47;
    public const byte Esp = 50;
    public const byte IcmpV6 = 58;
}

internal static class TcpFlag
{
    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Rst = 4;
    public const byte Push = 8;
    public const byte Ack = 16;
}
