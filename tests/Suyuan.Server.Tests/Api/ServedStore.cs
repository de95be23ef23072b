using System.Globalization;
using System.Net;
using System.Text.Json;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;
using Suyuan.Server.Owner;
using Suyuan.Server.Reports;
using Suyuan.Server.Settings;
using Suyuan.Store;

namespace Suyuan.Server.Tests.Api;

/// <summary>A real server on a port of its own over a real store of many events, and a client of it.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    public const int Events = 57;
    public const int Bots = 40;

    /// <summary>2021-04-01T08:00Z.</summary>
    private const long Day = 1_617_264_000_000;

    private readonly DirectoryInfo _folder;
    private readonly DuckDbStore _store;
    private readonly ReportJobs _reports;
    private readonly ConsoleServer _server;
    private readonly HttpClient _client;

    private ServedStore(DirectoryInfo folder, DuckDbStore store, StoreReaders readers, LiveFeed feed, ReportJobs reports, ConsoleServer server, AccountParts? accounts, AuditLog audit)
    {
        (_folder, _store, Readers, Feed, _reports, _server, Audit) = (folder, store, readers, feed, reports, server, audit);
        Accounts = accounts!;
        _client = NewClient();
    }

    /// <summary>Where the server asks for them.</summary>
    public AccountParts Accounts { get; }

    public AuditLog Audit { get; }

    public string StorePath => Path.Combine(_folder.FullName, "s.duckdb");

    public DuckDbStore Store => _store;

    public StoreReaders Readers { get; }

    public LiveFeed Feed { get; }

    public HttpClient Client => _client;

    /// <param name="clock">Of sessions, keys and the rest of accounts; given: accounts are asked for.</param>
    public static async Task<ServedStore> Start(IReportMaker? maker = null, int readers = 2, TimeProvider? clock = null, IPlaceLookup? places = null, HttpOptions? http = null, ProviderOptions? provider = null, string? console = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("suyuan-served-");
        DuckDbStore store = DuckDbStore.Open(Path.Combine(folder.FullName, "s.duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");
        Add(store, 0, Events);
        store.PlaceAddresses(places ?? new Places(), ExporterDirectory.Empty);
        StoreReaders pool = new(store.OpenReader, readers);
        LiveFeed feed = new();
        ReportJobs reports = new(maker ?? new TextMaker(), pool, feed, TimeProvider.System);
        string path = Path.Combine(folder.FullName, "s.duckdb");
        AuditLog audit = new(AuditLog.FileOf(path), clock ?? TimeProvider.System);
        AccountParts? accounts = clock is null ? null : NewAccounts(path, audit, clock) with { Provider = provider };
        ConsoleServer server = await ConsoleServer.Start(
            new IPEndPoint(IPAddress.Loopback, 0),
            new ConsoleParts(pool, feed, reports, new TextLists(), null, HomeRegion.China, "test")
            {
                Places = places ?? new Places(),
                Audit = audit,
                Care = store,
                Thresholds = new ThresholdParts(DetectionOptions.For(DetectionProfile.Network), new Dictionary<string, double> { ["carpet_hosts"] = 9 }, new ThresholdFile(ThresholdFile.FileOf(path))),
                Files = console,
                Accounts = accounts,
                Http = (http ?? new HttpOptions()) with { Socket = OwnerSocket.Of(path) },
            });
        return new ServedStore(folder, store, pool, feed, reports, server, accounts, audit);
    }

    /// <summary>Another browser: cookies of its own.</summary>
    public HttpClient NewClient() => new() { BaseAddress = new Uri($"http://{_server.Address}/") };

    /// <summary>More of the same, as a collector would write while the server answers.</summary>
    public void AddEvents(int from, int to) => Add(_store, from, to);

    /// <summary>Minutes under attack, which belong to the events of their targets.</summary>
    public void AddMinutes(params AttackMinute[] minutes) => _store.Commit(new EvidenceCommit { Exporters = new ExporterTable(), Settled = new SettledMinutes(), Minutes = minutes });

    public async Task<JsonElement> Get(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string? Type, string Detail)> Refused(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonElement.Parse(text).GetProperty("detail").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _reports.DisposeAsync();
        Readers.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static AccountParts NewAccounts(string path, AuditLog audit, TimeProvider clock)
    {
        AccountFile file = new(AccountFile.FileOf(path), clock);
        return new AccountParts(new AccountBook(file, audit, clock), new Sessions(file, clock, TimeSpan.FromMinutes(60), TimeSpan.FromHours(12)), new LockOut(clock), new FirstRun(clock));
    }

    private static void Add(DuckDbStore store, int from, int to)
    {
        for (int number = from; number < to; number++)
        {
            IpPrefix target = IpPrefix.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number}"));
            // Many events share a number of packets, so that pages must be told apart by more than what they are sorted by.
            AttackEvent attack = new()
            {
                Id = AttackEvent.MakeId("testkey", target, Minute.Of(Day + (number * 60_000L))),
                Target = target,
                Start = Day + (number * 60_000L),
                End = Day + (number * 60_000L) + 30_000,
                Vectors = [AttackVector.Parse(number % 2 == 0 ? "syn-flood" : "udp-flood")],
                Bursts = [new Burst(target, Day + (number * 60_000L), Day + (number * 60_000L) + 30_000)],
                Packets = 1_000 * (number % 5),
                Octets = 60_000,
                SampledPackets = 60,
                Sampling = 1_000,
            };
            store.SaveVerdicts(
            [
                new TargetVerdict(target, [new EventAttribution(attack, [.. Enumerable.Range(1, number == 0 ? Bots : 1).Select(bot => Bot(attack, bot))], [Component(attack)])]),
            ]);
        }
    }

    private static Component Component(AttackEvent attack) => new(attack.Id, "198.51.100.250", 7, ComponentClass.Real, 10, 10, EvidenceRules.RealCollisions, "packets=10 sources=5");

    private static Participation Bot(AttackEvent attack, int number) => new(
        attack.Id, new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, IpAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"192.0.2.{number}"))), 1_000 * (number % 3), 60_000, 1,
        attack.Start, attack.End, 0.9, "", null, EvidenceRules.BotRepeated, "packets=1 minutes=1");

    private sealed class Places : IPlaceLookup
    {
        public string Version => "test";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => new("CN", "广东", null, "电信", null, 4134, NetworkKind.Carrier);
    }

    private sealed class TextLists : ICsvLists
    {
        public IReadOnlyList<string> Names { get; } = ["events", "resources", "participations"];

        public void Write(string list, IAttackReader store, ListFilter filter, TextWriter output)
        {
            output.WriteLine(list);
            foreach (EventRow row in store.Events(filter))
            {
                output.WriteLine(row.Target);
            }
        }
    }

    private sealed class TextMaker : IReportMaker
    {
        public IReadOnlyList<string> Formats { get; } = ["html"];

        public IReadOnlyList<string> Make(IAttackReader store, ReportRequest request, string folder)
        {
            string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{request.Period}.html");
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{store.Events(new ListFilter()).Count} events"));
            return [path];
        }
    }
}
