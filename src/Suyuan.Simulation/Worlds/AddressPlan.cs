using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Worlds;

/// <summary>
/// Large, long-held IPv4 blocks of carriers and clouds, so that simulated addresses resolve to places. Hosts in them are drawn at random: no real host is meant.
/// </summary>
internal static class AddressPlan
{
    /// <summary>Customers' blocks by province and operator; networks without an exporter in the demo world are reached over the exchange.</summary>
    private static readonly Dictionary<string, string[]> s_home = new()
    {
        ["广东电信"] = ["113.64.0.0/13", "14.16.0.0/13", "183.16.0.0/13", "119.128.0.0/13"],
        ["江苏电信"] = ["49.64.0.0/12", "117.80.0.0/13", "222.184.0.0/14"],
        ["浙江电信"] = ["115.192.0.0/12", "60.176.0.0/13", "122.224.0.0/13"],
        ["四川电信"] = ["182.128.0.0/13", "110.184.0.0/14", "118.112.0.0/14"],
        ["上海电信"] = ["101.80.0.0/13", "116.224.0.0/13"],
        ["福建电信"] = ["110.80.0.0/14", "117.24.0.0/14", "27.148.0.0/15"],
        ["湖北电信"] = ["27.16.0.0/13", "58.48.0.0/14"],
        ["湖南电信"] = ["113.240.0.0/14", "175.0.0.0/13"],
        ["安徽电信"] = ["60.166.0.0/15", "114.96.0.0/14"],
        ["北京联通"] = ["114.240.0.0/13", "123.112.0.0/13", "111.192.0.0/13"],
        ["山东联通"] = ["112.224.0.0/12", "119.176.0.0/13", "27.192.0.0/13"],
        ["河南联通"] = ["115.48.0.0/13", "123.4.0.0/15", "61.52.0.0/15"],
        ["辽宁联通"] = ["113.224.0.0/13", "175.160.0.0/13", "60.16.0.0/14"],
        ["河北联通"] = ["101.16.0.0/13", "121.16.0.0/14", "60.0.0.0/14"],
        ["吉林联通"] = ["119.48.0.0/14", "122.136.0.0/14"],
        ["山西联通"] = ["60.220.0.0/15", "221.204.0.0/15"],
        ["黑龙江联通"] = ["1.188.0.0/15", "113.0.0.0/14"],
        ["广东移动"] = ["120.196.0.0/15", "120.230.0.0/16"],
        ["浙江移动"] = ["112.12.0.0/15", "39.170.0.0/16"],
        ["江苏移动"] = ["112.20.0.0/15", "120.195.0.0/16"],
        ["河南移动"] = ["223.88.0.0/14"],
    };

    private static readonly Dictionary<string, string[]> s_abroad = new()
    {
        ["VN"] = ["14.160.0.0/12", "113.160.0.0/12", "171.224.0.0/12"],
        ["BR"] = ["177.32.0.0/12", "187.0.0.0/12", "189.0.0.0/12"],
        ["US"] = ["24.0.0.0/13", "73.0.0.0/10", "98.192.0.0/11"],
        ["RU"] = ["95.24.0.0/14", "5.136.0.0/14", "178.64.0.0/14"],
        ["KR"] = ["121.128.0.0/11", "175.192.0.0/11"],
        ["TW"] = ["114.32.0.0/13", "61.216.0.0/15", "111.240.0.0/13"],
        ["IN"] = ["117.192.0.0/12", "59.88.0.0/14"],
        ["ID"] = ["36.64.0.0/12"],
        ["TR"] = ["78.160.0.0/12", "88.224.0.0/12"],
        ["JP"] = ["126.0.0.0/10"],
        ["DE"] = ["79.192.0.0/12", "84.128.0.0/12"],
        ["TH"] = ["171.96.0.0/14"],
        ["IT"] = ["79.0.0.0/12", "87.0.0.0/13"],
        ["MX"] = ["189.128.0.0/11"],
    };

    /// <summary>Rented machines: where controllers live.</summary>
    private static readonly Dictionary<string, string[]> s_rented = new()
    {
        ["US DigitalOcean"] = ["104.131.0.0/17", "159.65.160.0/20"],
        ["US Vultr"] = ["108.61.0.0/18", "45.76.0.0/19"],
        ["US FranTech"] = ["205.185.112.0/20", "198.98.48.0/20"],
        ["US ColoCrossing"] = ["107.172.0.0/15", "23.94.0.0/16"],
        ["DE Hetzner"] = ["88.198.0.0/16", "138.201.0.0/16"],
        ["DE Contabo"] = ["173.212.192.0/18", "5.189.128.0/18"],
        ["NL LeaseWeb"] = ["85.17.0.0/16", "95.211.0.0/16"],
        ["FR OVH"] = ["51.38.0.0/17", "91.121.0.0/16"],
        ["RU Selectel"] = ["95.213.128.0/17"],
        ["HK 阿里云"] = ["47.52.0.0/16"],
        ["CN 阿里云"] = ["120.24.0.0/15", "47.104.0.0/15", "39.96.0.0/14"],
        ["CN 腾讯云"] = ["129.28.0.0/16", "182.254.0.0/16"],
        ["CN 华为云"] = ["139.9.0.0/16", "119.3.0.0/16"],
    };

    public static IEnumerable<string> HomeNetworks => s_home.Keys;

    public static IEnumerable<string> Countries => s_abroad.Keys;

    public static IReadOnlyList<IpPrefix> Home(string network) => Parse(s_home[network]);

    public static IpAddress HomeHost(string network, SeededGenerator random) => Host(s_home[network], random);

    public static IpAddress ForeignHost(string country, SeededGenerator random) => Host(s_abroad[country], random);

    public static IpAddress RentedHost(string provider, SeededGenerator random) => Host(s_rented[provider], random);

    /// <summary>Every address of the prefixes is as likely as any other.</summary>
    public static IpAddress AnyIn(IReadOnlyList<IpPrefix> prefixes, SeededGenerator random)
    {
        IpPrefix prefix = prefixes[0];
        if (prefixes.Count > 1)
        {
            double at = random.Unit() * prefixes.Sum(one => one.Size());
            int index = 0;
            while (index < prefixes.Count - 1 && at >= prefixes[index].Size())
            {
                at -= prefixes[index++].Size();
            }
            prefix = prefixes[index];
        }
        return prefix.Any(random);
    }

    /// <summary>The blocks of a named place: province and operator (广东电信), country (VN) or provider (DE Hetzner); null when there is none of that name.</summary>
    public static IReadOnlyList<IpPrefix>? Find(string place) =>
        s_home.TryGetValue(place, out string[]? found) || s_abroad.TryGetValue(place, out found) || s_rented.TryGetValue(place, out found)
            ? Parse(found)
            : PlaceTable.Find(place);

    public static IEnumerable<string> Providers => s_rented.Keys;

    /// <summary>
    /// A host of the prefix. Of IPv4, last octets 0 and 255 are left out, as pools and habits do; of IPv6, one in four is a server with a small number, the others
    /// have the random identifiers of RFC 8981.
    /// </summary>
    public static IpAddress HostIn(IpPrefix prefix, SeededGenerator random)
    {
        if (!prefix.Address.IsV4)
        {
            IpAddress any = prefix.Any(random);
            return prefix.Length <= 64 && random.Chance(0.25) ? new IpAddress((any.Value >> 64 << 64) | (1 + random.Below(0xFFFu))) : any;
        }
        uint first = prefix.Address.V4;
        uint address = first + random.Below(prefix.Last.V4 - first + 1);
        return IpAddress.FromV4((address & 0xFFFF_FF00) | (1 + random.Below(254u)));
    }

    private static IpAddress Host(string[] prefixes, SeededGenerator random) => HostIn(IpPrefix.Parse(prefixes[random.Below(prefixes.Length)]), random);

    private static IpPrefix[] Parse(string[] prefixes) => Array.ConvertAll(prefixes, IpPrefix.Parse);
}
