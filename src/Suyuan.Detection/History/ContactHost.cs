using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>A host with contacts.</summary>
internal sealed class ContactHost(IpAddress address, ushort exporter, uint index)
{
    public IpAddress Address { get; } = address;

    /// <summary>Where it was first met.</summary>
    public (ushort Exporter, uint Interface) At { get; } = (exporter, index);

    /// <summary>Leading zero bits of its hash: it is in every sample of up to this shift.</summary>
    public int Level { get; } = Math.Min(System.Numerics.BitOperations.LeadingZeroCount(SourceHash.Of(address)), ContactHistory.Levels - 1);

    /// <summary>Minute of its last contact.</summary>
    public long Last { get; set; }

    /// <summary>Minute of its last attack; far in the past where it has made none.</summary>
    public long AttackedAt { get; set; } = long.MinValue;

    public bool IsHostile => AttackedAt != long.MinValue;

    /// <summary>Shared endpoints that it was in contact with.</summary>
    public HashSet<ContactPeer> Peers { get; } = [];
}
