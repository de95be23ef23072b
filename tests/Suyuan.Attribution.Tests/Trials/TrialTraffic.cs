namespace Suyuan.Tests;

/// <summary>What is true of a part of the traffic.</summary>
internal enum Truth
{
    Real,
    CrossDomain,
    Local,
}

/// <param name="Ttl">Of a packet of that source.</param>
/// <param name="Seen">Share of the sources that the interface also sees outside attacks.</param>
/// <param name="Hosts">Of real traffic: who sends it.</param>
internal sealed record Stream(double Share, Truth Truth, Func<Dice, uint> Source, Func<Dice, uint, byte> Ttl, double Seen, IReadOnlySet<uint> Hosts);

/// <summary>Streams that the cases are made of.</summary>
internal static class TrialTraffic
{
    private static readonly HashSet<uint> s_nobody = [];

    /// <summary>One host forges: one path, one TTL. In the cone three of ten addresses are in use.</summary>
    public static Stream Forged(Truth truth, Func<Dice, uint> source, double share = 1, double seen = 0.3, Func<Dice, uint, byte>? ttl = null) =>
        new(share, truth, source, ttl ?? ((_, _) => 57), truth == Truth.Local ? seen : 0.02, s_nobody);

    /// <summary>Each host has its system's TTL and its own distance.</summary>
    public static Stream Real(Crowd crowd, double share = 1, double seen = 0.85, Func<Dice, uint, byte>? ttl = null) =>
        new(share, Truth.Real, crowd.Draw, ttl ?? ((_, source) => OwnTtl(source)), seen, crowd.Addresses);

    public static byte OwnTtl(uint source)
    {
        uint mixed = unchecked((uint)((source * 0xD1B54A32D192ED03UL) >> 37));
        return (byte)((mixed % 10 < 5 ? 64 : mixed % 10 < 9 ? 128 : 255) - 4 - (mixed / 10 % 14));
    }

    /// <summary>Users behind one address differ.</summary>
    public static byte PoolTtl(Dice dice, uint source) => OwnTtl(unchecked((source * 16) + dice.Below(16)));
}
