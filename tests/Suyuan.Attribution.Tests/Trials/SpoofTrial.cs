using Suyuan.Attribution;
using Suyuan.Model;

namespace Suyuan.Tests;

/// <summary>What an interface can tell beside sources.</summary>
internal sealed record TrialView(bool Ttl, bool History, bool Prefixes = true)
{
    public override string ToString() => !Prefixes ? "nothing, region by province" : (Ttl, History) switch
    {
        (true, true) => "TTL and history",
        (true, false) => "TTL",
        (false, true) => "history",
        _ => "nothing",
    };
}

/// <summary>What attribution said of one trial.</summary>
/// <param name="Bots">Real hosts with three or more observed packets …</param>
/// <param name="BotsFound">… of which were found at confidence 0.5.</param>
/// <param name="Named">Sources named as bots at 0.5 and above.</param>
/// <param name="ForgedNamed">Of them such as no real host has.</param>
internal sealed record TrialOutcome(bool Cross, bool Local, int Bots, int BotsFound, int Named, int ForgedNamed, int Proven, int ForgedProven);

/// <summary>One attack through one edge interface, drawn packet by packet and judged.</summary>
internal static class SpoofTrial
{
    private const string Router = "192.0.2.1";
    private const uint Edge = 7;
    private const long Second = 1000;
    private const int BackgroundShift = 4;
    private const int OtherUsers = 2_000;

    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9");
    private static readonly TrialSpace s_space = new();

    public static TrialOutcome Run(Dice dice, IReadOnlyList<Stream> streams, int packets, TrialView view)
    {
        ExporterTable exporters = new();
        ushort exporter = exporters.Intern(Router);
        Dictionary<uint, SourceEvidence> rows = [];
        Dictionary<IpAddress, long> background = [];
        foreach (Stream stream in streams)
        {
            for (int packet = 0; packet < packets * stream.Share; packet++)
            {
                uint source = stream.Source(dice);
                byte ttl = view.Ttl ? stream.Ttl(dice, source) : (byte)0;
                uint second = dice.Below(180);
                if (rows.TryGetValue(source, out SourceEvidence? known))
                {
                    Add(known, ttl, second);
                    continue;
                }
                SourceEvidence row = First(exporter, source, ttl, second);
                rows.Add(source, row);
                if (view.History && dice.Uniform() < stream.Seen && SourceHash.IsKept(row.Source, BackgroundShift))
                {
                    background[row.Source] = 2 + dice.Below(40);
                }
            }
        }
        if (view.History)
        {
            Crowd others = new(dice, OtherUsers, TrialSpace.InCone);
            foreach (uint user in others.Addresses)
            {
                background[IpAddress.FromV4(user)] = 2 + dice.Below(40);
            }
        }
        return Judge(exporters, exporter, [.. rows.Values], background, view, [.. streams.SelectMany(stream => stream.Hosts)]);
    }

    private static TrialOutcome Judge(
        ExporterTable exporters, ushort exporter, SourceEvidence[] rows, Dictionary<IpAddress, long> background, TrialView view, HashSet<uint> hosts)
    {
        AttackEvent attack = new()
        {
            Id = "0123456789abcdef",
            Target = s_target,
            Start = 0,
            End = 180 * Second,
            Vectors = [VectorCatalog.SynFlood],
            Bursts = [new Burst(s_target, 0, 180 * Second)],
        };
        long sampled = rows.Sum(row => row.SampledPackets);
        ComponentTotals totals = new(s_target, VectorCatalog.SynFlood, exporter, Edge, 0, 180 * Second, sampled * 1000, sampled * 60_000, sampled, rows.Length, 0, 1000, false);
        ExporterDirectory directory = new(
        [
            new ExporterSettings
            {
                Exporter = Router, Interface = Edge, Role = InterfaceRole.Edge, Prefixes = view.Prefixes ? [TrialSpace.Cone] : [],
                Province = view.Prefixes ? null : TrialSpace.Province,
            },
        ]);
        InterfaceBackground[] backgrounds = view.History ? [new InterfaceBackground(exporter, Edge, 1_000_000, BackgroundShift, background)] : [];
        EventAttribution found = new Attributor(new AttributionOptions(), exporters, directory, s_space, backgrounds)
            .Attribute(attack, [new Segment(s_target, 0, 2, [totals], rows)], [], []);
        Participation[] bots = [.. found.Participations.Where(one => one.Resource.Kind == ResourceKind.Bot && one.Confidence >= 0.5)];
        HashSet<uint> named = [.. bots.Select(one => one.Resource.Address.V4)];
        uint[] wanted = [.. rows.Where(row => row.SampledPackets >= 3 && hosts.Contains(row.Source.V4)).Select(row => row.Source.V4)];
        return new TrialOutcome(
            Names(SpoofScope.CrossDomain), Names(SpoofScope.Local), wanted.Length, wanted.Count(named.Contains), named.Count,
            named.Count(address => !hosts.Contains(address)), bots.Count(IsProven), bots.Count(one => IsProven(one) && !hosts.Contains(one.Resource.Address.V4)));

        bool Names(SpoofScope scope) => found.Participations.Any(one => one.Resource.Kind == ResourceKind.SpoofingRouter && one.Resource.Scope == scope);

        static bool IsProven(Participation bot) => bot.Confidence >= 0.8;
    }

    private static SourceEvidence First(ushort exporter, uint source, byte ttl, uint second) => new()
    {
        Target = s_target,
        Vector = VectorCatalog.SynFlood,
        Exporter = exporter,
        Interface = Edge,
        Source = IpAddress.FromV4(source),
        First = second * Second,
        Last = second * Second,
        Packets = 1000,
        Octets = 60_000,
        SampledPackets = 1,
        Minutes = 1,
        MinTtl = ttl,
        MaxTtl = ttl,
    };

    private static void Add(SourceEvidence row, byte ttl, uint second)
    {
        row.Minutes = Math.Max(row.Minutes, row.First / 60_000 == second / 60 ? 1 : 2);
        row.Last = Math.Max(row.Last, second * Second);
        row.Packets += 1000;
        row.Octets += 60_000;
        row.SampledPackets++;
        row.MinTtl = Math.Min(row.MinTtl, ttl);
        row.MaxTtl = Math.Max(row.MaxTtl, ttl);
    }
}
