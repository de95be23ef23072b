using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Tests.Worlds;

/// <summary>Ten minutes, one exporter, one attack of each kind of source: enough to see the whole path of the simulator.</summary>
internal static class SmallWorld
{
    public const long Start = 1_780_000_020_000 / 60_000 * 60_000;

    public static readonly IpPrefix Customers = IpPrefix.Parse("198.18.0.0/24");

    public static World Of(ExportEncoding encoding, params Attack[] attacks) => new()
    {
        Name = "small",
        Description = "Ten minutes at one router.",
        Start = Start,
        End = Start + 600_000,
        Exporters =
        [
            new ExporterModel
            {
                Name = "r1",
                Address = IpAddress.Parse("10.0.0.1"),
                Encoding = encoding,
                Sampling = 100,
                Router = "r1",
                PublicAddress = IpAddress.Parse("198.18.0.1"),
                Province = "广东",
                Operator = "电信",
                Interfaces = [new InterfaceModel(1, InterfaceRole.Edge, [Customers]), new InterfaceModel(2, InterfaceRole.Core, [])],
                Background = [new OrdinaryTraffic(500, 1, 2, [IpAddress.Parse("198.18.0.5"), IpAddress.Parse("198.18.0.6")], [IpAddress.Parse("198.51.100.1"), IpAddress.Parse("198.51.100.2")])],
            },
        ],
        Attacks = attacks,
    };

    public static Attack Flood(string target, long startMs, int seconds, AttackSources sources, string vector = "syn-flood", long pps = 5000) => new(
        target + startMs, IpPrefix.Parse(target),
        [
            new AttackStage
            {
                Vector = AttackVector.Parse(vector),
                Start = Start + startMs,
                Seconds = seconds,
                PacketsPerSecond = pps,
                Sources = sources,
                Path = [new Hop("r1", 1, 2)],
            },
        ]);
}
