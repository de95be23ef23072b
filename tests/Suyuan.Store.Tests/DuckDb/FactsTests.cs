using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class FactsTests : IDisposable
{
    private readonly TemporaryStore _file = new();
    private readonly ExporterTable _exporters = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Every_fact_of_a_target_comes_back_as_it_was_written()
    {
        _file.Store.Commit(Everything());
        ExporterTable other = new();
        other.Intern("198.51.100.99");
        TargetFacts facts = Assert.Single(_file.Reopen().ReadStaleTargets(other), row => row.Target == IpPrefix.Parse("203.0.113.9"));

        EvidenceCommit written = Everything();
        Assert.Equal(written.Minutes, facts.Minutes);
        Assert.Equal(written.Commands.Take(1), facts.Commands);
        Assert.Equal(written.Sightings, facts.Sightings);
        Segment segment = Assert.Single(facts.Segments);
        Assert.Equal((100L, 103L), (segment.FromMinute, segment.ToMinute));
        ComponentTotals component = Assert.Single(segment.Components);
        Assert.Equal("192.0.2.1", other.Key(component.Exporter));
        Assert.Equal(written.Segments[0].Components[0] with { Exporter = component.Exporter }, component);
        Assert.Equal(["2001:db8::1", "240e::ffff:ffff:ffff:ffff", "255.255.255.255"], segment.Sources.Select(source => source.Source.ToString()).Order(StringComparer.Ordinal));
        SourceEvidence source = segment.Sources.Single(row => row.Source.IsV4);
        Assert.Equal(
            (5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13, (byte)50, (byte)60, (ushort)123, SourceHistory.Seen),
            (source.First, source.Last, source.Packets, source.Octets, source.SampledPackets, source.SignaturePackets, source.SolicitedPackets,
                source.EstablishedPackets, source.Minutes, source.MinTtl, source.MaxTtl, source.SourcePort, source.History));
        Assert.Equal(uint.MaxValue, source.Interface);
        Assert.Equal("192.0.2.1", other.Key(source.Exporter));
        Assert.Equal(facts.Target, source.Target);
    }

    [Fact]
    public void Settled_minutes_inputs_background_and_checkins_come_back()
    {
        _file.Store.Commit(Everything());
        _file.Store.Commit(Everything(records: 11) with { FinishedInputs = [], Minutes = [], Segments = [] });
        DuckDbStore store = _file.Reopen();

        SettledMinutes settled = store.LoadSettled();
        Assert.Equal(new SettledMinute(21, 1000), settled.ByExporter["192.0.2.1"][100]);
        Assert.True(settled.IsFinal(100));
        Assert.True(settled.IsSettled("capture:0011223344556677", 5));
        Assert.False(settled.IsFinal(5));
        Assert.Equal(["ab12"], store.LoadFinishedInputs().Keys);
        InterfaceBackground background = Assert.Single(store.LoadInterfaceBackground(_exporters));
        Assert.Equal((_exporters.Intern("192.0.2.1"), 9u, 200L, 4), (background.Exporter, background.Interface, background.SampledPackets, background.SampleShift));
        Assert.Equal(6, background.Sources[Sample.Address("192.0.2.44")]);
        BotnetCheckin checkin = store.LoadCheckins(DateTimeOffset.FromUnixTimeMilliseconds(999), DateTimeOffset.FromUnixTimeMilliseconds(1001))[0];
        Assert.Equal(Everything().Checkins[0], checkin);
        Assert.Equal(
            Everything().Checkins.Select(one => one.Controller).Concat(Everything().Commands.Select(one => one.Controller)).Distinct().Order(), store.LoggedControllers());
        Assert.Empty(store.LoadCheckins(DateTimeOffset.FromUnixTimeMilliseconds(1001), DateTimeOffset.FromUnixTimeMilliseconds(2000)));
    }

    [Fact]
    public void A_commit_that_fails_leaves_nothing_and_the_next_one_works()
    {
        ushort unknownExporter = 999;
        EvidenceCommit bad = Everything() with
        {
            Background = [new InterfaceBackground(unknownExporter, 1, 1, 0, new Dictionary<IpAddress, long>())],
        };
        Assert.ThrowsAny<ArgumentException>(() => _file.Store.Commit(bad));
        Assert.Empty(_file.Store.ReadStaleTargets(_exporters));
        Assert.Empty(_file.Store.LoadSettled().ByExporter);
        _file.Store.Commit(Everything());
        DuckDbStore store = _file.Reopen();
        Assert.Equal(["203.0.113.0/24", "203.0.113.9"], store.ReadStaleTargets(_exporters).Select(facts => facts.Target.ToString()));
        Assert.Equal(["192.0.2.1", "capture:0011223344556677"], store.LoadSettled().ByExporter.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Targets_are_stale_until_a_verdict_has_seen_their_newest_facts()
    {
        DuckDbStore store = _file.Store;
        store.Commit(Sample.Commit() with { Minutes = [Sample.Minute("192.0.2.9", "syn-flood", 5), Sample.Minute("203.0.113.7", "syn-flood", 5)] });
        Assert.Equal(["192.0.2.9", "203.0.113.7"], Stale());
        // Facts that come between reading and saving are newer than the verdict.
        store.Commit(Sample.Commit() with { Minutes = [Sample.Minute("203.0.113.7", "syn-flood", 6)] });
        store.SaveVerdicts([new TargetVerdict(IpPrefix.Parse("192.0.2.9"), []), new TargetVerdict(IpPrefix.Parse("203.0.113.7"), [])]);
        Assert.Equal(["203.0.113.7"], Stale());
        store.SaveVerdicts([new TargetVerdict(IpPrefix.Parse("203.0.113.7"), [])]);
        Assert.Empty(Stale());

        IEnumerable<string> Stale() => store.ReadStaleTargets(_exporters).Select(facts => facts.Target.ToString()).ToArray();
    }

    [Fact]
    public void Many_targets_with_many_sources_come_one_by_one_and_may_be_judged_in_between()
    {
        DuckDbStore store = _file.Store;
        ushort exporter = _exporters.Intern("192.0.2.1");
        AttackVector vector = AttackVector.Parse("ntp-reflection");
        Segment[] segments =
        [
            .. Enumerable.Range(0, 2_500).Select(index => IpPrefix.Host(IpAddress.FromV4((uint)index))).Select(target => new Segment(
                target, 1, 1, [], [.. Enumerable.Range(1, 3).Select(source => new SourceEvidence { Target = target, Vector = vector, Exporter = exporter, Interface = 1, Source = IpAddress.FromV4((uint)source), Packets = source })])),
        ];
        store.Commit(Sample.Commit(_exporters) with { Segments = segments });
        int read = 0;
        IpPrefix last = default;
        foreach (TargetFacts facts in store.ReadStaleTargets(_exporters))
        {
            Assert.True(facts.Target > last);
            Assert.Equal([1L, 2L, 3L], Assert.Single(facts.Segments).Sources.Select(source => source.Packets));
            last = facts.Target;
            read++;
            if (read % 500 == 0)
            {
                store.SaveVerdicts([new TargetVerdict(facts.Target, [])]);
            }
        }
        Assert.Equal(2_500, read);
    }

    [Fact]
    public void A_hundred_thousand_stale_targets_stream_in_order_within_bounded_memory()
    {
        DuckDbStore store = _file.Store;
        const int Targets = 100_000;
        store.Commit(Sample.Commit() with
        {
            // In descending order, so that nothing is in order by accident.
            Minutes = [.. Enumerable.Range(0, Targets).Select(index => Sample.Minute("203.0.113.9", "syn-flood", 5) with { Target = IpPrefix.Host(IpAddress.FromV4((uint)(Targets - index))) })],
        });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int read = 0;
        IpPrefix last = default;
        foreach (TargetFacts facts in store.ReadStaleTargets(_exporters))
        {
            Assert.True(facts.Target > last);
            Assert.Single(facts.Minutes);
            last = facts.Target;
            if (++read % 10_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        Assert.Equal(Targets, read);
        // The list of targets and one portion of their facts; all facts together would take several times as much.
        Assert.InRange(most, 0, 16_000_000);
    }

    [Fact]
    public void A_check_in_that_comes_late_makes_targets_of_that_bot_stale()
    {
        DuckDbStore store = _file.Store;
        ushort exporter = _exporters.Intern("192.0.2.1");
        IpAddress bot = Sample.Address("192.0.2.44");
        store.Commit(Sample.Commit(_exporters) with { Segments = [SegmentOf("203.0.113.9", bot, 10_000), SegmentOf("203.0.113.8", Sample.Address("192.0.2.45"), 10_000), SegmentOf("203.0.113.7", bot, 20_000)] });
        store.SaveVerdicts([.. store.ReadStaleTargets(_exporters).Select(facts => new TargetVerdict(facts.Target, []))]);
        Assert.Empty(store.ReadStaleTargets(_exporters));
        store.Commit(Sample.Commit() with
        {
            Checkins = [new BotnetCheckin(Model.Minute.ToTime(9_990), Sample.Address("198.51.100.7"), null, null, bot, "log:1")],
        });
        Assert.Equal(["203.0.113.9"], store.ReadStaleTargets(_exporters).Select(facts => facts.Target.ToString()));

        Segment SegmentOf(string target, IpAddress source, long minute) => new(
            IpPrefix.Parse(target), minute, minute, [],
            [new SourceEvidence { Target = IpPrefix.Parse(target), Vector = VectorCatalog.UdpFlood, Exporter = exporter, Interface = 1, Source = source }]);
    }

    [Fact]
    public void Counts_that_overflow_together_stay_at_the_limit()
    {
        DuckDbStore store = _file.Store;
        AttackEvent one = Sample.Event("203.0.113.9", Sample.Day, packets: 1) with { Packets = long.MaxValue };
        AttackEvent two = Sample.Event("203.0.113.8", Sample.Day, packets: 1) with { Packets = long.MaxValue };
        Participation huge = Sample.Part(one, ResourceKind.Bot, "192.0.2.50") with { Packets = long.MaxValue };
        store.Save(Sample.Attribution(one, huge, huge with { Exporter = "192.0.2.2" }), Sample.Attribution(two, huge with { EventId = two.Id }));
        Assert.Equal(long.MaxValue, Assert.Single(store.Resources(new ListFilter())).Packets);
        Assert.Equal(long.MaxValue, store.Statistics(Sample.Quarter, HomeRegion.China, "").Events().Value.Packets);
    }

    [Fact]
    public void Recent_minutes_reach_back_twenty_five_hours()
    {
        _file.Store.Commit(Sample.Commit() with
        {
            Minutes = [Sample.Minute("192.0.2.9", "syn-flood", 10_000), Sample.Minute("192.0.2.9", "syn-flood", 9_999), Sample.Minute("192.0.2.9", "syn-flood", 11_500)],
        });
        Assert.Equal([10_000L], _file.Store.LoadRecentAttackMinutes(11_500).Select(minute => minute.Minute));
    }

    [Fact]
    public void Retracting_withdraws_whole_hours_of_telemetry_and_keeps_logs()
    {
        DuckDbStore store = _file.Store;
        EvidenceCommit commit = Everything() with
        {
            Minutes = [Sample.Minute("203.0.113.9", "syn-flood", 119), Sample.Minute("203.0.113.9", "syn-flood", 120), Sample.Minute("203.0.113.9", "syn-flood", 179), Sample.Minute("203.0.113.9", "syn-flood", 180)],
        };
        commit.Settled.Add("192.0.2.1", 125, 1, 1);
        store.Commit(commit with
        {
            Segments = [commit.Segments[0], commit.Segments[0] with { FromMinute = 130, ToMinute = 140 }],
            FinishedInputs = [Input("telemetry", 120 * 60_000), Input("later", 180 * 60_000), Input("log1", 120 * 60_000)],
        });
        store.SaveVerdicts([new TargetVerdict(IpPrefix.Parse("203.0.113.9"), []), new TargetVerdict(IpPrefix.Parse("203.0.113.0/24"), [])]);
        store.Retract(130, 130);

        TargetFacts facts = Assert.Single(store.ReadStaleTargets(_exporters));
        Assert.Equal([119L, 180L], facts.Minutes.Select(minute => minute.Minute));
        Assert.Equal(100, Assert.Single(facts.Segments).FromMinute);
        Assert.Single(facts.Commands);
        Assert.Equal(["later", "log1"], store.LoadFinishedInputs().Keys.Order(StringComparer.Ordinal));
        Assert.Equal([100L], store.LoadSettled().ByExporter["192.0.2.1"].Keys);

        static FinishedInput Input(string digest, long from) =>
            new(new InputFile(digest, "x", 1, digest, from, from + 1, 1, false), digest, 1, [], DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Indicators_come_back_by_kind_and_time_as_they_were_written()
    {
        Indicator listed = Listed(first: 1000, last: 5000);
        Indicator alert = listed with
        {
            Basis = IndicatorBasis.Alert,
            Peer = Sample.Address("192.0.2.44"),
            Port = null,
            Family = null,
            Confidence = null,
            Feed = "suricata",
            Times = 9,
            Name = "c.botnet.example",
            Source = "log3:2",
        };
        Indicator named = listed with { Address = null, Name = "d.botnet.example", Source = "log3:3" };
        Indicator exposed = listed with { Kind = IndicatorKind.ExposedReflector, Basis = IndicatorBasis.Scan, Service = "ntp", Source = "log3:4" };
        _file.Store.Commit(Facts([listed, alert, named, exposed]));
        DuckDbStore store = _file.Reopen();

        Assert.Equal(
            new[] { listed, alert, named }.OrderBy(row => row.Source), Load(IndicatorKind.Controller, 0, long.MaxValue / 2).OrderBy(row => row.Source));
        Assert.Equal([exposed], Load(IndicatorKind.ExposedReflector, 0, 10_000));
        // The first is within, the last is: sights are a span.
        Assert.Equal(3, Load(IndicatorKind.Controller, 5000, 6000).Count);
        Assert.Empty(Load(IndicatorKind.Controller, 5001, 6000));
        Assert.Empty(Load(IndicatorKind.Controller, 0, 1000));

        IReadOnlyList<Indicator> Load(IndicatorKind kind, long from, long to) =>
            store.LoadIndicators(kind, DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(from, 253402300799999)), DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(to, 253402300799999)));
    }

    [Fact]
    public void A_log_that_comes_again_takes_the_place_of_its_rows()
    {
        DuckDbStore store = _file.Store;
        store.Commit(Facts([Listed(1000, 1000), Listed(1000, 1000) with { Source = "log4:1" }]));
        store.Commit(Facts([Listed(1000, 1000) with { Family = "gafgyt" }]));
        Assert.Equal(
            [("log3:1", "gafgyt"), ("log4:1", "mirai")],
            store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Select(row => (row.Source, row.Family)).Order());
    }

    [Theory]
    // The host that called the controller is a source of the attack, within its day; the controller gave the order for the target, or heard a source check in.
    [InlineData(IndicatorKind.Controller, "192.0.2.200", "255.255.255.255", 6_000_000, true)]
    [InlineData(IndicatorKind.Controller, "192.0.2.200", "255.255.255.255", 200_000_000, false)]
    [InlineData(IndicatorKind.Bot, "255.255.255.255", null, 6_000_000, true)]
    [InlineData(IndicatorKind.Controller, "198.51.100.7", null, 6_000_000, true)]
    [InlineData(IndicatorKind.Controller, "198.51.100.7", null, 9_000_000_000, false)]
    [InlineData(IndicatorKind.Controller, "192.0.2.200", "192.0.2.201", 6_000_000, false)]
    [InlineData(IndicatorKind.ExposedReflector, "255.255.255.255", null, 6_000_000, false)]
    public void A_statement_that_comes_late_makes_targets_stale_that_it_speaks_of(IndicatorKind kind, string address, string? peer, long at, bool stale)
    {
        DuckDbStore store = _file.Store;
        store.Commit(Everything());
        store.SaveVerdicts([.. store.ReadStaleTargets(_exporters).Select(facts => new TargetVerdict(facts.Target, []))]);
        Assert.Empty(store.ReadStaleTargets(_exporters));

        store.Commit(Facts([Listed(at, at) with { Kind = kind, Address = Sample.Address(address), Peer = peer is null ? null : Sample.Address(peer) }]));
        Assert.Equal(stale, store.ReadStaleTargets(_exporters).Any(facts => facts.Target == IpPrefix.Parse("203.0.113.9")));
    }

    [Fact]
    public void A_rebuild_takes_sensors_logs_again_for_their_flows_and_leaves_other_logs_finished()
    {
        DuckDbStore store = _file.Store;
        string log = new string('a', 16);
        store.Commit(Facts([Listed(1000, 1000) with { Source = $"{log}:1" }, Listed(1000, 1000) with { Source = $"{new string('b', 16)}:1" }]) with
        {
            FinishedInputs = [Input(new string('a', 64), "indicator list"), Input(new string('b', 64), "Suricata EVE")],
        });
        store.Retract(0, 59);
        Assert.Equal([new string('a', 64)], store.LoadFinishedInputs().Keys);

        static FinishedInput Input(string digest, string format) =>
            new(new InputFile(digest, format, 1, digest, 60_000, 120_000, 1, false), digest, 1, [], DateTimeOffset.UnixEpoch);
    }

    private static Indicator Listed(long first, long last) => new(
        IndicatorKind.Controller, IndicatorBasis.Feed, Sample.Address("198.51.100.7"), null, 48101, "", null, "cert", DateTimeOffset.FromUnixTimeMilliseconds(first),
        DateTimeOffset.FromUnixTimeMilliseconds(last), 1, "mirai", 75, "log3:1");

    private EvidenceCommit Facts(IReadOnlyList<Indicator> indicators) => new() { Exporters = _exporters, Settled = new SettledMinutes(), Indicators = indicators };

    private EvidenceCommit Everything(long records = 10)
    {
        ushort exporter = _exporters.Intern("192.0.2.1");
        IpPrefix target = IpPrefix.Parse("203.0.113.9");
        AttackVector vector = AttackVector.Parse("ntp-reflection");
        EvidenceCommit commit = new()
        {
            Exporters = _exporters,
            Settled = new SettledMinutes(),
            Minutes = [Sample.Minute("203.0.113.9", "ntp-reflection", 100), Sample.Minute("203.0.113.9", "syn-flood", 100), Sample.Minute("203.0.113.9", "ntp-reflection", 101)],
            Segments =
            [
                new Segment(
                    target, 100, 103, [new ComponentTotals(target, vector, exporter, 9, 1, 2, 3, 4, 5, 6, 7, 8, true)],
                    [.. new[] { "255.255.255.255", "2001:db8::1", "240e::ffff:ffff:ffff:ffff" }.Select(source => new SourceEvidence
                    {
                        Target = target, Vector = vector, Exporter = exporter, Interface = uint.MaxValue, Source = Sample.Address(source), First = 5, Last = 6,
                        Packets = 7, Octets = 8, SampledPackets = 9, SignaturePackets = 10, SolicitedPackets = 11, EstablishedPackets = 12, Minutes = 13,
                        MinTtl = 50, MaxTtl = 60, SourcePort = 123, History = SourceHistory.Seen,
                    })]),
            ],
            Background = [new InterfaceBackground(exporter, 9, 100, 4, new Dictionary<IpAddress, long> { [Sample.Address("192.0.2.44")] = 3 })],
            Commands =
            [
                new BotnetCommand(DateTimeOffset.FromUnixTimeMilliseconds(7), Sample.Address("198.51.100.7"), 48101, "mirai", target, null, "udpplain", 60, "log1:1"),
                new BotnetCommand(DateTimeOffset.FromUnixTimeMilliseconds(8), Sample.Address("198.51.100.7"), null, null, null, "example.org", null, null, "log1:2"),
                new BotnetCommand(DateTimeOffset.FromUnixTimeMilliseconds(9), Sample.Address("198.51.100.7"), null, null, IpPrefix.Parse("203.0.113.0/24"), null, null, null, "log1:3"),
            ],
            Checkins = [new BotnetCheckin(DateTimeOffset.FromUnixTimeMilliseconds(1000), Sample.Address("198.51.100.7"), null, "mirai", Sample.Address("192.0.2.44"), "log1:4")],
            Sightings = [new SensorSighting(DateTimeOffset.FromUnixTimeMilliseconds(10), "hp1", "ntp", Sample.Address("203.0.113.9"), 80, 500, "log2:1")],
            FinishedInputs =
            [
                new FinishedInput(
                    new InputFile("a.pcap", "pcap", 10, "ab12", 1, 2, 3, false), "/data/a.pcap", 2, [KeyValuePair.Create("late", 1L)], DateTimeOffset.UnixEpoch),
            ],
        };
        commit.Settled.Add("192.0.2.1", 100, records, 1000);
        commit.Settled.Add("capture:0011223344556677", 5, 1, 1);
        return commit;
    }
}
