using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Worlds;

/// <summary>A blend of web, video, QUIC, DNS, NTP and peer-to-peer between two sides of an exporter.</summary>
/// <param name="PacketsPerSecond">At the busiest hour, both directions, before sampling.</param>
/// <param name="Near">Interface of the clients.</param>
/// <param name="Far">Interface of the servers.</param>
/// <param name="Clients">Heavy-tailed: the first are the busiest.</param>
internal sealed record OrdinaryTraffic(int PacketsPerSecond, uint Near, uint Far, IReadOnlyList<IpAddress> Clients, IReadOnlyList<IpAddress> Servers) : BackgroundModel
{
    public override ITrafficSource Open(uint sampling, SeededGenerator random) => new BlendTraffic(this, sampling, random);
}
