using System.Globalization;
using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>Kept lists against lists that are summed for each page: the same rows in the same order, whatever is asked.</summary>
public sealed class KeptListsTests : IDisposable
{
    private static readonly string[] s_countries = ["CN", "US"];

    private readonly TemporaryStore _file = new();
    private readonly IAttackReader _reader;

    public KeptListsTests()
    {
        Random random = new(7);
        for (int number = 0; number < 12; number++)
        {
            AttackEvent attack = Sample.Event($"203.0.113.{number}", Sample.Day + (number * 20 * 24 * Sample.Hour), vectors: number % 3 == 0 ? "syn-flood" : "ntp-reflection");
            _file.Store.Save(Sample.Attribution(attack, [.. Parts(attack, random)]));
        }
        _file.Store.PlaceAddresses(
            new TablePlaces("v1", Enumerable.Range(0, 60).ToDictionary(number => $"192.0.2.{number}", number => new Place(
                s_countries[number % 2], number % 2 == 0 ? PlaceNames.Provinces[number % 5] : null, null, number % 3 == 0 ? "电信" : null, number % 7 == 1 ? "AWS" : null, 1, NetworkKind.Carrier))),
            ExporterDirectory.Empty);
        _reader = _file.Store.OpenReader();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Every_page_is_the_one_that_would_be_summed()
    {
        ListFilter all = new() { AddressDataVersion = "v1", Limit = 25 };
        ListFilter[] filters =
        [
            all, all with { Kind = ResourceKind.Bot }, all with { Protocol = "ntp" }, all with { Country = "CN" }, all with { Operator = "电信", Kind = ResourceKind.Reflector },
            all with { Cloud = "AWS" }, all with { Province = PlaceNames.Provinces[2] }, all with { Period = Sample.Quarter }, all with { MinConfidence = 0.85 },
            all with { Vector = "syn-flood" }, all with { Basis = EventBasis.Flows }, all with { Scope = SpoofScope.Local },
            all with { Period = Period.Parse("2021Q3", HomeRegion.China), NotSeenIn = Sample.Quarter }, all with { Period = Period.Parse("2021Q3", HomeRegion.China), SeenIn = Sample.Quarter },
        ];
        int rows = 0;
        foreach (ListFilter filter in filters)
        {
            foreach (ListOrder order in ListOrders.Resources.Take(filter == all ? 6 : 1).SelectMany(key => (ListOrder[])[new(key), new(key, Ascending: true)]))
            {
                List<ResourceRow> kept = All(_reader, filter with { Order = order }, from: 0, out long keptTotal);
                List<ResourceRow> summed = All(_reader, filter with { Order = order }, from: long.MaxValue, out long total);
                Assert.Equal(summed, kept);
                Assert.Equal((total, (long)kept.Count), (keptTotal, total));
                rows += kept.Count;
            }
        }
        Assert.True(rows > 1_000, $"{rows}");
    }

    /// <summary>No list of participations is kept; a page looks for the least key that can be on it first, and many have the same one here.</summary>
    [Fact]
    public void Pages_of_participations_make_the_whole_list()
    {
        ListFilter all = new() { AddressDataVersion = "v1" };
        int rows = 0;
        foreach (ListFilter filter in (ListFilter[])[all, all with { Kind = ResourceKind.Bot }, all with { Country = "CN" }, all with { MinConfidence = 0.85 }, all with { Period = Sample.Quarter }])
        {
            foreach (ListOrder order in ListOrders.Participations.SelectMany(key => (ListOrder[])[new(key), new(key, Ascending: true)]))
            {
                ListPage<ParticipationRow> whole = _reader.ParticipationsPage(filter with { Order = order, Limit = 10_000 });
                List<ParticipationRow> walked = [];
                for (ListPage<ParticipationRow>? page = null; page is null || page.Last is not null;)
                {
                    page = _reader.ParticipationsPage(filter with { Order = order, Limit = 7, After = page?.Last });
                    Assert.Equal(whole.Total, page.Total);
                    walked.AddRange(page.Rows);
                }
                Assert.Equal(whole.Rows, walked);
                Assert.Equal(whole.Total, walked.Count);
                rows += walked.Count;
            }
        }
        Assert.True(rows > 1_000, $"{rows}");
    }

    [Fact]
    public void A_constituent_sees_their_rows_alone()
    {
        using IAttackReader theirs = _file.Store.OpenReader(new Constituency(@operator: "电信"));
        ListFilter filter = new() { AddressDataVersion = "v1", Limit = 7, Order = new ListOrder("packets") };
        List<ResourceRow> kept = All(theirs, filter, from: 0, out _);
        Assert.NotEmpty(kept);
        Assert.All(kept, row => Assert.Equal("电信", row.Operator));
        Assert.Equal(All(theirs, filter, from: long.MaxValue, out _), kept);
        Assert.Empty(All(theirs, filter with { Country = "US", Operator = "联通" }, from: 0, out _));
    }

    [Fact]
    public void A_list_that_is_made_at_once_is_never_behind()
    {
        // Nothing takes any time.
        using Grown grown = new(new SteppingClock(TimeSpan.Zero));
        Assert.Equal(1, grown.Page().Total);
        grown.Grow();
        Assert.Equal((2L, (DateTimeOffset?)null), (grown.Page().Total, grown.Page().AsOf));
    }

    [Fact]
    public void A_list_that_takes_long_is_shown_as_it_was_and_says_so_but_not_when_it_is_long_behind()
    {
        SteppingClock clock = new(TimeSpan.FromSeconds(1));
        using Grown grown = new(clock);
        Assert.Equal((1L, (DateTimeOffset?)null), (grown.Page().Total, grown.Page().AsOf));
        grown.Grow();
        ListPage<ResourceRow> behind = grown.Page();
        Assert.Equal((1L, true), (behind.Total, behind.AsOf is not null));
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal((2L, (DateTimeOffset?)null), (grown.Page().Total, grown.Page().AsOf));
    }

    [Fact]
    public void Its_file_goes_with_the_store()
    {
        Grown grown = new(TimeProvider.System);
        _ = grown.Page();
        Assert.True(File.Exists(grown.CachePath));
        grown.Dispose();
        Assert.False(File.Exists(grown.CachePath));
    }

    [Fact]
    public void Without_room_for_it_pages_are_summed_and_it_is_kept_when_there_is_room_again()
    {
        if (!ChildProcess.CanLimit)
        {
            Assert.Skip("no bash or no prlimit (util-linux) on this machine");
        }
        string path = _file.Path;
        string expected = string.Create(CultureInfo.InvariantCulture, $"{All(_reader, new ListFilter { Limit = 10, Order = new ListOrder("packets") }, from: long.MaxValue, out long total).Count} resources");
        Assert.True(total > 60);
        _reader.Dispose();
        _file.Store.Dispose();
        using ChildProcess server = ChildProcess.Start("list", path);
        // Of the list's file not even the head; the head, but not the rows.
        foreach (long limit in (long[])[1_000, 12_500])
        {
            server.Limit(limit);
            Assert.Equal(expected, server.AskList());
            Assert.Equal(expected, server.AskList());
        }
        long without = Kept();
        server.Limit(null);
        Assert.Equal(expected, server.AskList());
        Assert.True(Kept() > without);

        long Kept() => new[] { ".lists", ".lists.wal" }.Select(end => new FileInfo(path + end)).Where(file => file.Exists).Sum(file => file.Length);
    }

    private static IEnumerable<Participation> Parts(AttackEvent attack, Random random)
    {
        for (int number = 0; number < 60; number++)
        {
            if (random.Next(3) == 0)
            {
                double confidence = random.Next(4) switch { 0 => 0.3, 1 => 0.6, 2 => 0.8, _ => 0.9 };
                yield return random.Next(3) switch
                {
                    0 => Sample.Part(attack, ResourceKind.Bot, $"192.0.2.{number}", confidence, packets: random.Next(1, 5)),
                    1 => Sample.Reflector(attack, $"192.0.2.{number}", random.Next(2) == 0 ? "ntp" : "ssdp", confidence, packets: random.Next(1, 5)),
                    _ => Sample.Router(attack, $"192.0.2.{number}", 10, random.Next(1, 5), random.Next(2) == 0 ? SpoofScope.Local : SpoofScope.CrossDomain),
                };
            }
        }
    }

    private List<ResourceRow> All(IAttackReader reader, ListFilter filter, long from, out long total)
    {
        _file.Store.Kept!.From = from;
        List<ResourceRow> rows = [];
        PagePosition? after = null;
        do
        {
            ListPage<ResourceRow> page = reader.ResourcesPage(filter with { After = after });
            rows.AddRange(page.Rows);
            (after, total) = (page.Last, Math.Max(page.Total, rows.Count == 0 ? 0 : page.Total));
        }
        while (after is not null);
        return rows;
    }

    /// <summary>A store with a bot, then with two.</summary>
    private sealed class Grown : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-kept-").FullName;
        private readonly DuckDbStore _store;
        private int _bots;

        public Grown(TimeProvider clock)
        {
            _store = DuckDbStore.Open(Path.Combine(_folder, "test.duckdb"), StoreAccess.Write, clock);
            _store.Kept!.From = 0;
            Grow();
        }

        public string CachePath => Path.Combine(_folder, "test.duckdb.lists");

        public void Grow()
        {
            AttackEvent attack = Sample.Event($"198.51.100.{++_bots}", Sample.Day);
            _store.Save(Sample.Attribution(attack, Sample.Part(attack, ResourceKind.Bot, $"192.0.2.{_bots}")));
        }

        public ListPage<ResourceRow> Page() => _store.ResourcesPage(new ListFilter { Limit = 1, Order = new ListOrder("packets") });

        public void Dispose()
        {
            _store.Dispose();
            if (Directory.Exists(_folder))
            {
                Assert.Empty(Directory.GetFiles(_folder, "*.lists*"));
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    /// <summary>Each look at it takes time.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
