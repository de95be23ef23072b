using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>
/// Customers with addresses of another network, whose answers come home another way: real sources that no prefix list of this interface holds,
/// seen in one direction only.
/// </summary>
internal sealed class AsymmetricTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : SteadyTraffic(plan, plan.Inside.Count, LifeMinutes, sampling, random)
{
    private const int LifeMinutes = 15;

    protected override SampledPacket Packet(int flow, ulong id)
    {
        SampledPacket packet = Shell(true, Plan.Inside[flow], HighPort(id), Of(Plan.Outside, id >> 7), 443, Protocols.Tcp);
        packet.TcpFlags = TcpFlag.Ack;
        packet.Length = (ushort)(Random.Chance(0.5) ? 52 : Random.Between(400, 1500));
        return packet;
    }
}
