using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Backups: a few hosts inside send to one outside at line rate for hours, and are acknowledged.</summary>
internal sealed class BackupTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : SteadyTraffic(plan, plan.Inside.Count * FlowsPerHost, LifeMinutes, sampling, random)
{
    private const int FlowsPerHost = 4;
    private const int LifeMinutes = 120;

    protected override SampledPacket Packet(int flow, ulong id)
    {
        bool outward = Random.Chance(0.8);
        SampledPacket packet = Shell(
            outward, Plan.Inside[flow / FlowsPerHost], HighPort(id), Plan.Outside[0], (ushort)(id % 3 == 0 ? 22 : id % 3 == 1 ? 443 : 873), Protocols.Tcp);
        packet.TcpFlags = (byte)(outward ? TcpFlag.Ack | TcpFlag.Push : TcpFlag.Ack);
        packet.Length = (ushort)(outward ? 1500 : 52);
        return packet;
    }
}
