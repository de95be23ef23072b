using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Sflow5;

/// <summary>What a flow sample holds: its packet, and what the agent knew of the packet's way.</summary>
internal struct SampledPacket
{
    public PacketHeader Header;
    /// <summary>NextHop, AutonomousSystems, PrefixLengths: what the agent told.</summary>
    public FlowFields Way;
    /// <summary>Of the packet's own family, the other is not told.</summary>
    public uint NextHopV4;
    public UInt128 NextHopV6;
    /// <summary>0 = the agent does not know, or the network is its own.</summary>
    public uint SourceAs;
    public uint DestinationAs;
    public byte SourcePrefixLength;
    public byte DestinationPrefixLength;
}
