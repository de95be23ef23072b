using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Worlds;

/// <summary>The demo's exporters: provincial edge routers of three carriers, each encoding among them, and a national exchange.</summary>
internal static class DemoNetwork
{
    public const string Exchange = "ix";
    public const uint EdgeA = 1;
    public const uint EdgeB = 2;
    public const uint Uplink = 10;
    public const uint ExchangeAbroad = 1;
    public const uint ExchangeHome = 2;

    private const uint Sampling = 1000;
    private const int PacketsPerSecond = 50;

    public static bool HasRouter(string network) => s_routers.Any(router => router.Province + router.Operator == network);

    /// <param name="busyHosts">Hosts that also have ordinary traffic, by exporter: bots do.</param>
    public static IReadOnlyList<ExporterModel> Build(ulong seed, IReadOnlyDictionary<string, IReadOnlyList<IpAddress>> busyHosts)
    {
        List<ExporterModel> exporters = [];
        uint number = 1;
        foreach (RouterPlan plan in s_routers)
        {
            SeededGenerator random = new(seed, "network " + plan.Name);
            exporters.Add(plan.Build(number++, random, busyHosts.GetValueOrDefault(plan.Name, [])));
        }
        exporters.Add(BuildExchange(number, new SeededGenerator(seed, "network " + Exchange)));
        return exporters;
    }

    /// <summary>The customers' /16 behind an interface: line cards of one router have different ones.</summary>
    public static IpPrefix PrefixOf(string exporter, uint interfaceIndex) =>
        s_routers.First(router => router.Name == exporter).Prefix(interfaceIndex);

    public static bool IsBehind(string exporter, IpAddress address) =>
        PrefixOf(exporter, EdgeA).Contains(address) || PrefixOf(exporter, EdgeB).Contains(address);

    private static readonly RouterPlan[] s_routers =
    [
        new("gd-ct-1", "广东", "电信", "gd-ct", "113.64.0.1", ExportEncoding.NetFlow9, 0, false),
        new("gd-ct-2", "广东", "电信", "gd-ct", "113.64.0.1", ExportEncoding.Ipfix, 2, true),
        new("js-ct", "江苏", "电信", "js-ct", "49.64.0.1", ExportEncoding.Ipfix, 0, true),
        new("zj-ct", "浙江", "电信", "zj-ct", "115.192.0.1", ExportEncoding.NetFlow5, 0, false),
        new("sc-ct", "四川", "电信", "sc-ct", "182.128.0.1", ExportEncoding.Sflow5, 0, false),
        new("sh-ct", "上海", "电信", "sh-ct", "101.80.0.1", ExportEncoding.NetFlow9, 0, false),
        new("bj-cu", "北京", "联通", "bj-cu", "114.240.0.1", ExportEncoding.Ipfix, 0, false),
        new("sd-cu", "山东", "联通", "sd-cu", "112.224.0.1", ExportEncoding.NetFlow9, 0, false),
        new("ha-cu", "河南", "联通", "ha-cu", "115.48.0.1", ExportEncoding.Nfcapd, 0, false),
        new("ln-cu", "辽宁", "联通", "ln-cu", "113.224.0.1", ExportEncoding.NetFlow9, 0, false),
        new("gd-cm", "广东", "移动", "gd-cm", "120.196.0.1", ExportEncoding.Ipfix, 0, false),
        new("zj-cm", "浙江", "移动", "zj-cm", "112.12.0.1", ExportEncoding.NetFlow9, 0, false),
    ];

    /// <summary>Names of the edge exporters.</summary>
    public static IReadOnlyList<string> Edges { get; } = Array.ConvertAll(s_routers, router => router.Name);

    private static ExporterModel BuildExchange(uint number, SeededGenerator random)
    {
        string[] networks = [.. AddressPlan.HomeNetworks];
        string[] countries = [.. AddressPlan.Countries];
        IpAddress[] inside = Draw(2000, () => AddressPlan.HomeHost(networks[random.Below(networks.Length)], random));
        IpAddress[] abroad = Draw(2000, () => AddressPlan.ForeignHost(countries[random.Below(countries.Length)], random));
        IpAddress[] home = Draw(2000, () => AddressPlan.HomeHost(networks[random.Below(networks.Length)], random));
        return new ExporterModel
        {
            Name = Exchange,
            Address = IpAddress.FromV4(0x0AFF0000 + number),
            Encoding = ExportEncoding.Ipfix,
            ModernSamplingElements = true,
            Sampling = Sampling,
            Router = Exchange,
            PublicAddress = IpAddress.Parse("114.241.0.1"),
            Province = "北京",
            Operator = "联通",
            Interfaces =
            [
                new InterfaceModel(ExchangeAbroad, InterfaceRole.Peering, []),
                new InterfaceModel(ExchangeHome, InterfaceRole.Peering, []),
                new InterfaceModel(Uplink, InterfaceRole.Core, []),
            ],
            Background =
            [
                new OrdinaryTraffic(PacketsPerSecond, Uplink, ExchangeAbroad, inside, abroad),
                new OrdinaryTraffic(PacketsPerSecond, Uplink, ExchangeHome, inside, home),
            ],
        };
    }

    private static IpAddress[] Draw(int count, Func<IpAddress> host)
    {
        IpAddress[] hosts = new IpAddress[count];
        for (int index = 0; index < count; index++)
        {
            hosts[index] = host();
        }
        return hosts;
    }

    private sealed record RouterPlan(
        string Name, string Province, string Operator, string Router, string PublicAddress, ExportEncoding Encoding, uint FirstBlock, bool Modern)
    {
        public IpPrefix Prefix(uint interfaceIndex)
        {
            // Interface 1 serves the first /16 of its card's share of the operator's first block, interface 2 the next.
            uint block = AddressPlan.Home(Province + Operator)[0].Address.V4;
            return new IpPrefix(IpAddress.FromV4(block + ((FirstBlock + interfaceIndex - 1) << 16)), 112);
        }

        public ExporterModel Build(uint number, SeededGenerator random, IReadOnlyList<IpAddress> busyHosts)
        {
            string[] countries = [.. AddressPlan.Countries];
            string[] networks = [.. AddressPlan.HomeNetworks];
            IpAddress[] servers = Draw(1500, () => random.Chance(0.8)
                ? AddressPlan.HomeHost(networks[random.Below(networks.Length)], random)
                : AddressPlan.ForeignHost(countries[random.Below(countries.Length)], random));
            return new ExporterModel
            {
                Name = Name,
                Address = IpAddress.FromV4(0x0AFF0000 + number),
                Encoding = Encoding,
                ModernSamplingElements = Modern,
                Sampling = Sampling,
                Router = Router,
                PublicAddress = IpAddress.Parse(PublicAddress),
                Province = Province,
                Operator = Operator,
                Interfaces =
                [
                    new InterfaceModel(EdgeA, InterfaceRole.Edge, [Prefix(EdgeA)]),
                    new InterfaceModel(EdgeB, InterfaceRole.Edge, [Prefix(EdgeB)]),
                    new InterfaceModel(Uplink, InterfaceRole.Core, []),
                ],
                Background =
                [
                    new OrdinaryTraffic(PacketsPerSecond / 2, EdgeA, Uplink, Clients(EdgeA, random, busyHosts), servers),
                    new OrdinaryTraffic(PacketsPerSecond / 2, EdgeB, Uplink, Clients(EdgeB, random, busyHosts), servers),
                ],
            };
        }

        private IpAddress[] Clients(uint interfaceIndex, SeededGenerator random, IReadOnlyList<IpAddress> busyHosts)
        {
            IpPrefix prefix = Prefix(interfaceIndex);
            IpAddress[] busy = [.. busyHosts.Where(host => prefix.Contains(host))];
            IpAddress[] clients = Draw(1200, () => AddressPlan.HostIn(prefix, random));
            // Spread over all ranks: some are busy, most are not.
            IpAddress[] all = [.. clients, .. busy];
            for (int index = all.Length - 1; index > 0; index--)
            {
                int other = random.Below(index + 1);
                (all[index], all[other]) = (all[other], all[index]);
            }
            return all;
        }
    }
}
