using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Tests;

/// <summary>A store file in a folder of its own, removed with the test.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public TemporaryStore()
    {
        Folder = Directory.CreateTempSubdirectory("suyuan-store-").FullName;
        Path = System.IO.Path.Combine(Folder, "test.duckdb");
        Store = DuckDbStore.Open(Path, StoreAccess.Write, TimeProvider.System, "testkey");
    }

    public string Folder { get; }

    public string Path { get; }

    public DuckDbStore Store { get; private set; }

    /// <summary>Closes the file and opens it again.</summary>
    public DuckDbStore Reopen(StoreAccess access = StoreAccess.Write)
    {
        Store.Dispose();
        return Store = DuckDbStore.Open(Path, access, TimeProvider.System);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Short ways to write facts and verdicts where they are used.</summary>
internal static class Sample
{
    /// <summary>2021-04-01T00:00Z, in 2021Q2 at home (08:00 in Shanghai).</summary>
    public const long Day = 1_617_235_200_000;

    public const long Hour = 3_600_000;

    public static Period Quarter { get; } = Period.Parse("2021Q2", HomeRegion.China);

    public static IpAddress Address(string text) => IpAddress.Parse(text);

    public static EvidenceCommit Commit(ExporterTable? exporters = null) =>
        new() { Exporters = exporters ?? new ExporterTable(), Settled = new SettledMinutes() };

    public static AttackMinute Minute(string target, string vector, long minute, long packets = 1000) => new(
        IpPrefix.Parse(target), AttackVector.Parse(vector), minute, (minute * 60_000) + 5, (minute * 60_000) + 59_000, packets, packets * 100, packets / 10,
        12, 400, 320_000, 10, true, 1, 1000, 3, false);

    public static AttackEvent Event(string target, long start, long minutes = 10, string vectors = "syn-flood", EventBasis basis = EventBasis.Flows, long packets = 1000) => new()
    {
        Id = AttackEvent.MakeId("testkey", IpPrefix.Parse(target), Model.Minute.Of(start)),
        Target = IpPrefix.Parse(target),
        Start = start,
        End = start + (minutes * 60_000),
        Vectors = [.. vectors.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(AttackVector.Parse)],
        Bursts = [new Burst(IpPrefix.Parse(target), start, start + (minutes * 60_000))],
        Packets = packets,
        Octets = packets * 100,
        SampledPackets = packets / 10,
        PeakPackets = packets / 60,
        PeakBits = packets * 8,
        PeakSeconds = 10,
        Basis = basis,
        Sampling = 1000,
        Hosts = 1,
        Trimmed = 2,
        PossibleDuplicates = true,
    };

    public static Participation Part(
        AttackEvent attack, ResourceKind kind, string address, double confidence = 0.9, long packets = 100, long sampled = 10, string protocol = "",
        SpoofScope scope = SpoofScope.None, string exporter = "192.0.2.1", uint? index = 7) => new(
            attack.Id, new ResourceKey(kind, protocol, scope, Address(address)), packets, packets * 60, sampled, attack.Start, attack.End, confidence, exporter,
            index, "rule", "n=1");

    public static Participation Reflector(AttackEvent attack, string address, string protocol = "ntp", double confidence = 0.9, long packets = 100, long sampled = 10) =>
        Part(attack, ResourceKind.Reflector, address, confidence, packets, sampled, protocol);

    public static Participation Router(
        AttackEvent attack, string address, long sampled, long packets, SpoofScope scope = SpoofScope.CrossDomain, string exporter = "192.0.2.1", uint? index = 7) =>
        Part(attack, ResourceKind.SpoofingRouter, address, 0.9, packets, sampled, "", scope, exporter, index);

    public static EventAttribution Attribution(AttackEvent attack, params IReadOnlyList<Participation> participations) => new(attack, participations, []);

    public static void Save(this DuckDbStore store, params IEnumerable<EventAttribution> attributions) =>
        store.SaveVerdicts([.. attributions.GroupBy(row => row.Event.Target).Select(rows => new TargetVerdict(rows.Key, [.. rows]))]);
}

/// <summary>Places by a table; everything else is unknown.</summary>
internal sealed class TablePlaces(string version, IReadOnlyDictionary<string, Place> places) : IPlaceLookup
{
    public string Version => version;

    public IReadOnlyList<AddressDataSource> Sources => [];

    public int Asked { get; private set; }

    public Place Find(IpAddress address)
    {
        Asked++;
        return places.TryGetValue(address.ToString(), out Place? place) ? place : Place.Unknown;
    }
}
