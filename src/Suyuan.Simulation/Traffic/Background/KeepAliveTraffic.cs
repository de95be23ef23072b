using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Bots hold a connection to their controller for days: a few octets each way a minute.</summary>
internal sealed class KeepAliveTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : SteadyTraffic(plan, plan.Inside.Count, LifeMinutes, sampling, random)
{
    private const int LifeMinutes = 1440;

    protected override SampledPacket Packet(int flow, ulong id)
    {
        bool outward = Random.Chance(0.5);
        // A bot keeps to one controller whatever its connection.
        SampledPacket packet = Shell(
            outward, Plan.Inside[flow], HighPort(id), Of(Plan.Outside, SeededGenerator.Mix(Plan.Inside[flow].Fold())), Plan.Port, Protocols.Tcp);
        packet.TcpFlags = (byte)(TcpFlag.Ack | (Random.Chance(0.5) ? TcpFlag.Push : 0));
        packet.Length = (ushort)Random.Between(52, 90);
        return packet;
    }
}
