using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>TTL that a host's packets arrive with: one of the usual initial values less a path length, both fixed per address.</summary>
internal static class HopLimit
{
    public static byte Of(IpAddress address) => From(SeededGenerator.Mix(address.Fold()));

    /// <summary>Behind a shared address each device has its own system and its own way to the translator.</summary>
    public static byte Of(IpAddress address, uint device) => From(SeededGenerator.Mix(address.Fold() ^ ((ulong)(device + 1) << 32)));

    private static byte From(ulong mix)
    {
        int initial = (mix & 7) switch
        {
            0 or 1 or 2 => 64,
            7 => 255,
            _ => 128,
        };
        return (byte)(initial - 3 - (int)((mix >> 8) % 16));
    }
}
