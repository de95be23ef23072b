using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <summary>IPv6 blocks of the places that worlds name, long held like those of <see cref="AddressPlan"/>; far fewer places have any.</summary>
internal static class Ipv6Plan
{
    private static readonly Dictionary<string, string[]> s_home = new(StringComparer.Ordinal)
    {
        ["广东电信"] = ["240e:3b0::/28"],
        ["江苏电信"] = ["240e:3a0::/28"],
        ["浙江电信"] = ["240e:390::/29"],
        ["四川电信"] = ["240e:398::/29"],
        ["上海电信"] = ["240e:388::/29"],
        ["湖南电信"] = ["240e:380::/29"],
        ["福建电信"] = ["240e:378::/29"],
        ["湖北电信"] = ["240e:368::/29"],
        ["安徽电信"] = ["240e:360::/29"],
        ["山东联通"] = ["2408:8214::/30"],
        ["河南联通"] = ["2408:8220::/30"],
        ["辽宁联通"] = ["2408:8230::/30"],
        ["吉林联通"] = ["2408:8234::/30"],
        ["江苏移动"] = ["2409:8a20::/30"],
        ["浙江移动"] = ["2409:8a28::/30"],
        ["河南移动"] = ["2409:8a44::/30"],
        ["广东移动"] = ["2409:8a54::/30"],
    };

    private static readonly Dictionary<string, string[]> s_abroad = new(StringComparer.Ordinal)
    {
        ["VN"] = ["2402:800:6100::/40", "2405:4800:5000::/36"],
        ["BR"] = ["2804:14c::/32", "2804:7f0::/32"],
        ["US"] = ["2600:1700::/28", "2601::/28"],
        ["RU"] = ["2a00:1fa0::/32", "2a02:6b8::/32"],
        ["KR"] = ["2001:2d8::/32"],
        ["TW"] = ["2001:b011::/32"],
        ["IN"] = ["2405:201::/32", "2409:4000::/28"],
        ["ID"] = ["2001:448a::/32"],
        ["TR"] = ["2a02:4e0::/32"],
        ["JP"] = ["240f::/32"],
        ["DE"] = ["2003:c0::/28"],
        ["TH"] = ["2403:6200::/32"],
        ["IT"] = ["2001:b07::/32"],
        ["MX"] = ["2806:2f0::/32"],
    };

    private static readonly Dictionary<string, string[]> s_rented = new(StringComparer.Ordinal)
    {
        ["US DigitalOcean"] = ["2604:a880::/32"],
        ["US Vultr"] = ["2001:19f0::/32"],
        ["DE Hetzner"] = ["2a01:4f8::/32", "2a01:4f9::/32"],
        ["DE Contabo"] = ["2a02:c207::/32"],
        ["FR OVH"] = ["2001:41d0::/32"],
        ["CN 阿里云"] = ["2408:4003::/32", "2400:3200::/32"],
        ["CN 腾讯云"] = ["2402:4e00::/32"],
        ["CN 华为云"] = ["2407:c080::/32"],
    };

    public static IEnumerable<string> Names => s_home.Keys.Concat(s_abroad.Keys).Concat(s_rented.Keys);

    public static IReadOnlyList<IpPrefix> Home { get; } = Blocks(s_home);

    public static IReadOnlyList<IpPrefix> World { get; } = Blocks(s_abroad);

    public static IReadOnlyList<IpPrefix>? Find(string place) =>
        s_home.TryGetValue(place, out string[]? found) || s_abroad.TryGetValue(place, out found) || s_rented.TryGetValue(place, out found)
            ? Array.ConvertAll(found, IpPrefix.Parse)
            : null;

    private static IpPrefix[] Blocks(Dictionary<string, string[]> places) => [.. places.Values.SelectMany(blocks => blocks).Select(IpPrefix.Parse)];
}
