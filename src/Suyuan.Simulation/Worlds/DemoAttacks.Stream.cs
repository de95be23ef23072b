using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <summary>Attacks while one watches.</summary>
internal sealed partial class DemoAttacks
{
    private const int MostPauseMs = 40_000;
    private const int LeastPauseMs = 15_000;

    /// <summary>One attack after the other, of all kinds in turn, some of them at the same time.</summary>
    /// <param name="from">Start of the first one, Unix ms.</param>
    /// <param name="until">No attack starts after this.</param>
    public void PlanStream(long from, long until)
    {
        string[] networks = ["河北联通", "浙江电信", "广东电信", "山东联通", "辽宁联通", "湖北电信", "四川电信", "江苏电信"];
        string[] abroad = ["US", "VN", "BR", "RU", "KR", "IN", "TW", "ID"];
        IReadOnlyList<EntryGroup> ntp = DemoPopulations.Reflectors(seed, "ntp", 1400, 0.375, networks, abroad);
        IReadOnlyList<EntryGroup> ssdp = DemoPopulations.Reflectors(seed, "ssdp", 2200, 0.931, networks, abroad);
        IReadOnlyList<EntryGroup> memcached = DemoPopulations.Reflectors(seed, "memcached", 260, 0.966, networks, abroad);
        IReadOnlyList<EntryGroup> dns = DemoPopulations.Reflectors(seed, "dns", 700, 0.35, networks, abroad);
        string[] routers = ["gd-ct-1", "sc-ct", "js-ct", "bj-cu", "sd-cu", "zj-cm"];
        Action<int, long>[] kinds =
        [
            (_, start) => Reflect("ntp", ntp, 0.5, 42_000, _random.Between(90, 180), start),
            (round, start) => Flood(botnets[round % botnets.Count], round % 2 == 0 ? "syn-flood" : "udp-flood", 44_000, _random.Between(90, 180), start, Target()),
            (_, start) => Reflect("memcached", memcached, 0.7, 16_000, _random.Between(90, 150), start),
            (round, start) => Stage(Target(), "syn-flood", 44_000, _random.Between(90, 150), start, new ForgedSources((byte)_random.Between(46, 250)), Edge(routers[round % routers.Length])),
            (_, start) => Reflect("dns", dns, 0.6, 32_000, _random.Between(90, 150), start),
            (round, start) => PlanMixed(botnets[(round + 1) % botnets.Count], ssdp, start),
            (round, start) => PlanSweep(routers[(round + 2) % routers.Length], start),
        ];
        int count = 0;
        for (long start = from; start <= until; start += _random.Between(LeastPauseMs, MostPauseMs))
        {
            kinds[count % kinds.Length](count / kinds.Length, start);
            count++;
        }
    }

    /// <summary>Bots and reflectors on one target.</summary>
    private void PlanMixed(Botnet botnet, IReadOnlyList<EntryGroup> reflectors, long start)
    {
        IpAddress target = Target();
        Flood(botnet, "ack-flood", 40_000, 150, start, target);
        Reflect("ssdp", reflectors, 0.5, 46_000, 120, start + 20_000, target);
    }

    private void PlanSweep(string router, long start)
    {
        Hop edge = Edge(router);
        Stage(Target(), "syn-flood", 42_000, 120, start, new SweptSources([DemoNetwork.PrefixOf(router, edge.Input)], (byte)_random.Between(50, 120)), edge);
    }
}
