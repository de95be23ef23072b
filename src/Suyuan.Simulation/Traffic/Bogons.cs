namespace Suyuan.Simulation.Traffic;

/// <summary>Addresses that no public host can have (RFC 6890, multicast, reserved), as tools that avoid bogons know them.</summary>
internal static class Bogons
{
    public static bool Contains(uint address) => (address >> 24) switch
    {
        0 or 10 or 127 or >= 224 => true,
        100 => address >> 22 == 0x6440_0000 >> 22,
        169 => address >> 16 == 0xA9FE,
        172 => address >> 20 == 0xAC10_0000 >> 20,
        192 => address >> 16 == 0xC0A8 || address >> 8 is 0xC0_0000 or 0xC0_0002,
        198 => address >> 17 == 0xC612_0000 >> 17 || address >> 8 == 0xC6_3364,
        203 => address >> 8 == 0xCB_0071,
        _ => false,
    };
}
