using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Encoders;

/// <summary>What befalls an exporter's datagrams on their way to the collector.</summary>
/// <param name="Loss">Share of datagrams that never arrive.</param>
/// <param name="ReorderMs">Each datagram is delayed by up to this much, and may so be overtaken.</param>
/// <param name="SkewMs">How far the exporter's clock runs ahead of the collector's.</param>
internal sealed record TransportFaults(double Loss, int ReorderMs, int SkewMs, SeededGenerator Random)
{
    public static TransportFaults None { get; } = new(0, 0, 0, new SeededGenerator(0, "no faults"));

    /// <summary>Nothing is drawn where nothing can be lost: a world without loss keeps its octets.</summary>
    public bool NextIsLost() => Loss > 0 && Random.Chance(Loss);

    public long NextDelayMs() => ReorderMs > 0 ? Random.Below(ReorderMs + 1) : 0;
}
