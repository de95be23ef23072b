using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>Game servers inside: thousands of players, small UDP packets many times a second both ways, from ports that reflectors have too.</summary>
internal sealed class GameTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : SteadyTraffic(plan, plan.Outside.Count, MatchMinutes, sampling, random)
{
    private const int MatchMinutes = 40;
    private static readonly ushort[] s_ports = [27015, 7777, 27016, 30120, 25565, 5055];

    protected override SampledPacket Packet(int flow, ulong id)
    {
        IpAddress server = Of(Plan.Inside, id);
        ushort port = Plan.Port != 0 ? Plan.Port : s_ports[server.Fold() % (ulong)s_ports.Length];
        bool fromServer = Random.Chance(0.55);
        SampledPacket packet = Shell(fromServer, server, port, Plan.Outside[flow], HighPort(id), Protocols.Udp);
        packet.Length = (ushort)(fromServer ? Random.Between(70, 380) : Random.Between(48, 110));
        return packet;
    }
}
