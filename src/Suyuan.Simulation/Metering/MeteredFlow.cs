using Suyuan.Model;

namespace Suyuan.Simulation.Metering;

/// <summary>Packets of one 5-tuple and input interface, counted as sampled.</summary>
internal record struct MeteredFlow
{
    public long First;
    public long Last;
    public IpAddress Source;
    public IpAddress Destination;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public byte TcpFlags;
    public byte MinTtl;
    public byte MaxTtl;
    public ushort MinLength;
    public ushort MaxLength;
    public ushort FragmentOffset;
    public uint Input;
    public uint Output;
    public uint Packets;
    public uint Octets;
    public bool Egress;
    public uint Label;
}
