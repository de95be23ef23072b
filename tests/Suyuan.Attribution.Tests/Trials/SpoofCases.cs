namespace Suyuan.Tests;

/// <summary>A kind of traffic, and what attribution should say of it from 2,000 observed packets on.</summary>
/// <param name="Expected">What must be named; anything else named is false.</param>
/// <param name="From">Observed packets from which it must be; with less, silence is right.</param>
/// <param name="NeedsProof">By its sources alone it looks like a full pool of an address translator, or a crowd: without TTLs silence is right.</param>
internal sealed record SpoofCase(string Name, Truth[] Expected, Func<Dice, Stream[]> Streams, int From = 2_000, bool NeedsProof = false);

/// <summary>The table of methods.md §4.3, and more that is hard.</summary>
internal static class SpoofCases
{
    private static readonly TrialSpace s_space = new();

    public static IReadOnlyList<SpoofCase> All { get; } =
    [
        new("random over 2³²", [Truth.CrossDomain], _ => [Anywhere(1)]),
        new("random, no bogons", [Truth.CrossDomain], _ => [Announced(1)]),
        new("random, no bogons, any TTL", [Truth.CrossDomain], _ => [TrialTraffic.Forged(Truth.CrossDomain, TrialSpace.Global, ttl: AnyTtl)]),
        new("70 % random, 30 % 2,000 bots", [Truth.CrossDomain], dice => [Announced(0.7), InCone(dice, 2_000, 0.3)], 6_000),
        new("97 % random, 3 % 500 bots outside", [Truth.CrossDomain], dice => [Announced(0.97), TrialTraffic.Real(Outside(dice, 500), 0.03)], 20_000),
        new("50 % random, 50 % own /24", [Truth.CrossDomain, Truth.Local], _ => [Announced(0.5), Sweep(8, 0.5)], 6_000, true),
        new("own /24", [Truth.Local], _ => [Sweep(8)], NeedsProof: true),
        new("own 8 × /24", [Truth.Local], _ => [Sweep(11)], NeedsProof: true),
        new("own /19", [Truth.Local], _ => [Sweep(13)], NeedsProof: true),
        new("own /16", [Truth.Local], _ => [Sweep(16)]),
        new("own /16, three hosts", [Truth.Local], _ => [TrialTraffic.Forged(Truth.Local, dice => TrialSpace.Sweep(dice, 1 << 16), ttl: ThreeTtls)]),
        new("own /16, two fifths in use", [Truth.Local], _ => [TrialTraffic.Forged(Truth.Local, dice => TrialSpace.Sweep(dice, 1 << 16), seen: 0.4)]),
        new("70 % own /16, 30 % 500 bots", [Truth.Local], dice => [Sweep(16, 0.7), InCone(dice, 500, 0.3)], 6_000),
        new("whole cone, 1 M", [Truth.Local], _ => [Sweep(20)], NeedsProof: true),
        new("500 bots", [], dice => [InCone(dice, 500)]),
        new("5,000 bots", [], dice => [InCone(dice, 5_000)]),
        new("500 bots, one TTL", [], dice => [TrialTraffic.Real(new Crowd(dice, 500, TrialSpace.InCone), ttl: OneTtl)]),
        new("5,000 bots, equally busy, no history", [], dice => [TrialTraffic.Real(new Crowd(dice, 5_000, TrialSpace.InCone, 0), seen: 0)]),
        new("bots behind 64 translated addresses", [], dice => [Pool(dice, 64, 64)]),
        new("97 % 2,000 bots, 3 % strays", [], dice => [InCone(dice, 2_000, 0.97), TrialTraffic.Real(new Crowd(dice, 100_000, s_space.Abroad), 0.03)]),
        new("bots, 2 % leaked private addresses", [], dice => [InCone(dice, 1_000, 0.98), Leaks(0.02)]),
        new("full pool, one /24", [], dice => [Pool(dice, 256, 256)]),
        new("full pool, one /24, equally busy", [], dice => [Pool(dice, 256, 256, 0)]),
        new("full pool, 4 × /24", [], dice => [Pool(dice, 1_024, 1_024)]),
        new("full pool, 16 × /24", [], dice => [Pool(dice, 4_096, 4_096)]),
        new("full pool, 16 × /24, equally busy", [], dice => [Pool(dice, 4_096, 4_096, 0.3)]),
        new("flash crowd of 200,000", [], dice => [InCone(dice, 200_000)]),
        new("flash crowd of 200,000, alike", [], dice => [TrialTraffic.Real(new Crowd(dice, 200_000, TrialSpace.InCone, 0), seen: 0.2)]),
        new("flash crowd of 40,000 in a /16", [], dice => [TrialTraffic.Real(new Crowd(dice, 40_000, one => TrialSpace.Sweep(one, 1 << 16)), seen: 0.2)]),
        new("3,000 real bots outside", [], dice => [TrialTraffic.Real(Outside(dice, 3_000), seen: 0)]),
        new("50,000 real bots outside", [], dice => [TrialTraffic.Real(Outside(dice, 50_000), seen: 0)]),
        new("200,000 real users outside, alike", [], dice => [TrialTraffic.Real(new Crowd(dice, 200_000, s_space.Abroad, 0), seen: 0)]),
        new("a /24 elsewhere swept", [], _ => [TrialTraffic.Forged(Truth.CrossDomain, dice => (203u << 24) + dice.Below(256))]),
        new("30 bots", [], dice => [InCone(dice, 30)]),
    ];

    private static Stream Anywhere(double share) => TrialTraffic.Forged(Truth.CrossDomain, TrialSpace.Anything, share);

    private static Stream Announced(double share) => TrialTraffic.Forged(Truth.CrossDomain, TrialSpace.Global, share);

    private static Stream Sweep(int bits, double share = 1) => TrialTraffic.Forged(Truth.Local, dice => TrialSpace.Sweep(dice, 1u << bits), share);

    private static Stream InCone(Dice dice, int hosts, double share = 1) => TrialTraffic.Real(new Crowd(dice, hosts, TrialSpace.InCone), share);

    private static Crowd Outside(Dice dice, int hosts) => new(dice, hosts, s_space.Abroad);

    /// <summary>Addresses of a translator, all of them in use outside attacks too.</summary>
    private static Stream Pool(Dice dice, uint space, int used, double sigma = 1)
    {
        uint next = 0;
        return TrialTraffic.Real(new Crowd(dice, used, _ => TrialSpace.Cone.Address.V4 + (next++ * (space / (uint)used)), sigma), seen: 1, ttl: TrialTraffic.PoolTtl);
    }

    private static Stream Leaks(double share) =>
        TrialTraffic.Real(new Crowd(new Dice(7), 200, dice => (192u << 24) + (168u << 16) + dice.Below(1 << 16)), share, seen: 0);

    private static byte AnyTtl(Dice dice, uint source) => (byte)(30 + dice.Below(200));

    private static byte ThreeTtls(Dice dice, uint source) => (byte)(55 + dice.Below(3));

    private static byte OneTtl(Dice dice, uint source) => 63;
}
