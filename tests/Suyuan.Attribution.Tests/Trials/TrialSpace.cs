using Suyuan.Model;

namespace Suyuan.Tests;

/// <summary>The addresses of the trials: the cone of the interface, its province, and the Internet around them.</summary>
internal sealed class TrialSpace : IPlaceLookup
{
    public const string Province = "广东";

    /// <summary>Sixteen /16s in a row.</summary>
    public static IpPrefix Cone { get; } = IpPrefix.Parse("100.128.0.0/12");

    public string Version => "trials";

    public IReadOnlyList<AddressDataSource> Sources => [];

    /// <summary>A twelfth of the /16s is China's, one in ten of those the province's; a tenth of the rest is announced by no one. The cone is the province's.</summary>
    public Place Find(IpAddress address)
    {
        if (Cone.Contains(address))
        {
            return At(Province);
        }
        uint block = Scatter(address.V4 >> 16);
        return block % 12 == 0 ? At(block / 12 % 10 == 0 ? Province : "浙江")
            : block % 12 == 1 ? Place.Unknown
            : new Place("US", null, null, null, null, 64_496, NetworkKind.Carrier);

        static Place At(string province) => new("CN", province, null, "电信", null, 64_500, NetworkKind.Carrier);
    }

    public static uint InCone(Dice dice) => Sweep(dice, 1 << 20);

    public static uint Sweep(Dice dice, uint width) => Cone.Address.V4 + dice.Below(width);

    /// <summary>An announced address outside the province.</summary>
    public uint Abroad(Dice dice)
    {
        while (true)
        {
            uint address = Global(dice);
            if (Find(IpAddress.FromV4(address)) is { Asn: not 0, Province: not Province })
            {
                return address;
            }
        }
    }

    public static uint Anything(Dice dice) => dice.Below(uint.MaxValue);

    /// <summary>Unicast addresses that tools draw which avoid what cannot be.</summary>
    public static uint Global(Dice dice)
    {
        while (true)
        {
            uint address = Anything(dice);
            if (address >> 24 is not (0 or 10 or 100 or 127 or 169 or 172 or 192 or 198 or 203 or >= 224))
            {
                return address;
            }
        }
    }

    private static uint Scatter(uint value) => unchecked((uint)((value * 0x9E3779B97F4A7C15UL) >> 40));
}
