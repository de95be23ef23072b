using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>The kinds of traffic that are no attack, by the names that world files use.</summary>
internal static class BackgroundKinds
{
    private static readonly Dictionary<string, Func<BackgroundPlan, uint, SeededGenerator, ITrafficSource>> s_kinds = new(StringComparer.Ordinal)
    {
        ["asymmetric"] = (plan, sampling, random) => new AsymmetricTraffic(plan, sampling, random),
        ["backscatter"] = (plan, sampling, random) => new BackscatterTraffic(plan, sampling, random),
        ["backup"] = (plan, sampling, random) => new BackupTraffic(plan, sampling, random),
        ["blend"] = (plan, sampling, random) => new BlendTraffic(
            new OrdinaryTraffic((int)plan.PacketsPerSecond, plan.Near, plan.Far, plan.Inside, plan.Outside), sampling, random),
        ["cgnat"] = (plan, sampling, random) => new CgnatTraffic(plan, sampling, random),
        ["dns"] = (plan, sampling, random) => new DnsTraffic(plan, sampling, random),
        ["flash-crowd"] = (plan, sampling, random) => new FlashCrowdTraffic(plan, sampling, random),
        ["game"] = (plan, sampling, random) => new GameTraffic(plan, sampling, random),
        ["keep-alive"] = (plan, sampling, random) => new KeepAliveTraffic(plan, sampling, random),
        ["nat-leak"] = (plan, sampling, random) => new NatLeakTraffic(plan, sampling, random),
        ["ntp"] = (plan, sampling, random) => new NtpTraffic(plan, sampling, random, serversInside: false),
        ["ntp-pool"] = (plan, sampling, random) => new NtpTraffic(plan, sampling, random, serversInside: true),
        ["p2p"] = (plan, sampling, random) => new PeerTraffic(plan, sampling, random),
        ["port-scan"] = (plan, sampling, random) => new PortScanTraffic(plan, sampling, random),
        ["quic"] = (plan, sampling, random) => new QuicTraffic(plan, sampling, random),
        ["reflector-scan"] = (plan, sampling, random) => new ReflectorScanTraffic(plan, sampling, random),
        ["resolver"] = (plan, sampling, random) => new ResolverTraffic(plan, sampling, random),
        ["video"] = (plan, sampling, random) => new VideoTraffic(plan, sampling, random),
        ["web"] = (plan, sampling, random) => new WebTraffic(plan, sampling, random),
    };

    public static IEnumerable<string> All => s_kinds.Keys.Order(StringComparer.Ordinal);

    public static bool Contains(string kind) => s_kinds.ContainsKey(kind);

    public static ITrafficSource Open(BackgroundPlan plan, uint sampling, SeededGenerator random) => s_kinds[plan.Kind](plan, sampling, random);
}
