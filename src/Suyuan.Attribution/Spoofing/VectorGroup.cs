using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>Vectors that one tool forges alike: the spoof test takes them together.</summary>
internal enum VectorGroup : byte
{
    TcpSyn = 1,
    OtherTcp,
    Udp,
    Other,
}

internal static class VectorGroups
{
    /// <summary>Fragments have no ports and mostly come from floods of large UDP datagrams.</summary>
    public static VectorGroup Of(AttackVector vector) =>
        vector == VectorCatalog.SynFlood ? VectorGroup.TcpSyn
        : vector == VectorCatalog.AckFlood || vector == VectorCatalog.RstFlood || vector == VectorCatalog.HttpFlood || vector == VectorCatalog.TcpReflection
            ? VectorGroup.OtherTcp
        : vector == VectorCatalog.UdpFlood || vector == VectorCatalog.FragmentFlood || vector.Service is not null ? VectorGroup.Udp
        : VectorGroup.Other;
}
