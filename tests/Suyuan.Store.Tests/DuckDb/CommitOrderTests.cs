using CsCheck;
using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Where commits fall, and in which order they come, is chance; what readers see must not depend on it.</summary>
public sealed class CommitOrderTests
{
    /// <summary>A fact: minute, its sources, a settled minute; which of three targets, when, of which of three exporters, and its packets.</summary>
    private static readonly Gen<(int Target, int Minute, int Exporter, int Packets)> s_fact = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2_000], Gen.Int[1, 3], Gen.Int[1, 999]);

    [Fact]
    public void The_same_facts_in_other_commits_and_another_order_give_the_same_lists()
    {
        Gen.Select(s_fact.Array[1, 25], Gen.Int[1, 6], Gen.Int[0, 1_000_000]).Sample(
            (facts, portions, seed) =>
            {
                using TemporaryStore whole = new();
                using TemporaryStore split = new();
                whole.Store.Commit(CommitOf(facts));
                foreach ((int, int, int, int)[] portion in facts.OrderBy(fact => HashCode(fact, seed)).Chunk(((facts.Length - 1) / portions) + 1))
                {
                    split.Store.Commit(CommitOf(portion));
                    if (portion.Length % 2 == 0)
                    {
                        // Verdicts on half the facts are revised by the rest.
                        Judge(split.Store);
                    }
                }
                Judge(whole.Store);
                Judge(split.Store);
                Assert.Equal(Told(whole.Store), Told(split.Store));
                Assert.Equal(Told(whole.Store), Told(split.Reopen(StoreAccess.Read)));
            },
            iter: 12, threads: 1);
    }

    /// <summary>An order that the seed decides, the same on each run.</summary>
    private static long HashCode((int Target, int Minute, int Exporter, int Packets) fact, int seed) =>
        ((fact.Minute * 7_919L) + (fact.Packets * 104_729L) + (fact.Exporter * 31L) + fact.Target) * (seed + 1L) % 1_000_003L;

    private static EvidenceCommit CommitOf(IEnumerable<(int Target, int Minute, int Exporter, int Packets)> facts)
    {
        ExporterTable exporters = new();
        List<AttackMinute> minutes = [];
        List<Segment> segments = [];
        List<InterfaceBackground> background = [];
        SettledMinutes settled = new();
        AttackVector vector = AttackVector.Parse("ntp-reflection");
        foreach ((int index, int minute, int number, int packets) in facts)
        {
            IpPrefix target = IpPrefix.Parse($"203.0.113.{index}");
            ushort exporter = exporters.Intern($"192.0.2.{number}");
            minutes.Add(Sample.Minute(target.ToString(), packets % 2 == 0 ? "syn-flood" : vector.Token, minute, packets));
            segments.Add(new Segment(
                target, minute, minute,
                [new ComponentTotals(target, vector, exporter, 1, minute, minute, packets, packets, packets, 1, 0, 1, false)],
                [new SourceEvidence { Target = target, Vector = vector, Exporter = exporter, Interface = 1, Source = IpAddress.FromV4((uint)packets), Packets = packets }]));
            background.Add(new InterfaceBackground(exporter, 1, packets, 0, new Dictionary<IpAddress, long> { [IpAddress.FromV4((uint)number)] = packets }));
            settled.Add(exporters.Key(exporter), minute, packets, 1);
        }
        return new EvidenceCommit { Exporters = exporters, Minutes = minutes, Segments = segments, Background = background, Settled = settled };
    }

    /// <summary>An event per day of each target, every source of its segments a reflector: as good as any pure function of the facts.</summary>
    private static void Judge(DuckDbStore store)
    {
        ExporterTable exporters = new();
        List<TargetVerdict> verdicts = [];
        foreach (TargetFacts facts in store.ReadStaleTargets(exporters))
        {
            verdicts.Add(new TargetVerdict(facts.Target, [.. facts.Minutes.GroupBy(minute => minute.Minute / 1_440).Select(day =>
            {
                AttackEvent attack = Sample.Event(facts.Target.ToString(), day.First().First) with { Packets = day.Sum(minute => minute.Packets), PeakBits = day.First().PeakBits };
                return Sample.Attribution(attack, [.. facts.Segments.Where(segment => segment.FromMinute / 1_440 == day.Key).SelectMany(segment => segment.Sources).Select(
                    (source, place) => Sample.Reflector(attack, source.Source.ToString(), packets: source.Packets + (place * 1_000_000)) with { Exporter = exporters.Key(source.Exporter) })]);
            })]));
        }
        store.SaveVerdicts(verdicts);
    }

    private static List<object> Told(DuckDbStore store)
    {
        ExporterTable exporters = new();
        ListFilter all = new() { MinConfidence = 0 };
        return
        [
            .. store.Events(all), .. store.Resources(all), .. store.Participations(all),
            .. store.LoadSettled().ByExporter.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Select(minute => (object)(pair.Key, minute.Key, minute.Value))),
            .. store.LoadInterfaceBackground(exporters).Select(row => (object)(exporters.Key(row.Exporter), row.SampledPackets, row.Sources.Values.Sum())),
            .. store.Events(all).SelectMany(row => store.AttackMinutes(row.Id)),
        ];
    }
}
