using Suyuan.Cli;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The whole way in one process, on the real attack of the samples and on damaged files.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-pipeline-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("ddos.pcap")]
    [InlineData("booterdns.nfv5.pcap")]
    [InlineData("booterdns.nfv9.pcap")]
    [InlineData("booterdns.ipfix.pcap")]
    [InlineData("booterdns.nfcapd-v2-lz4")]
    [InlineData("booterdns.nfcapd-v2-lzo")]
    public void Every_encoding_of_the_booter_attack_gives_the_same_event_and_its_3178_reflectors(string file)
    {
        using DuckDbStore store = Open("one");
        IngestSummary summary = Ingest(store, Sample(file));

        Assert.True(summary.Balances);
        EventRow found = Assert.Single(store.Events(new ListFilter { MinConfidence = 0 }));
        Assert.Equal("dns-reflection", found.Vectors);
        Assert.Equal(6677, found.Packets);
        Assert.Equal(3178, found.Reflectors);
        Assert.Equal(0, found.Routers);
        Assert.Equal(3178, store.Resources(new ListFilter { Kind = ResourceKind.Reflector, Protocol = "dns" }).Count);
    }

    [Fact]
    public void A_file_ingested_again_changes_nothing()
    {
        using DuckDbStore store = Open("twice");
        Ingest(store, Sample("booterdns.nfv9.pcap"));
        string before = Rows(store);

        IngestSummary again = Ingest(store, Sample("booterdns.nfv9.pcap"));

        Assert.Single(again.AlreadyIngested);
        Assert.Equal(0, again.Offered);
        Assert.Equal(before, Rows(store));
    }

    /// <summary>The digest of a recorder's file is left to its reader where no other input has its size: it is known again all the same.</summary>
    [Fact]
    public void A_recorders_file_ingested_again_under_another_name_or_twice_at_once_is_known()
    {
        using DuckDbStore store = Open("names");
        string copy = Path.Combine(_folder.FullName, "copy");
        File.Copy(Sample("booterdns.nfcapd-v2-lz4"), copy);
        Ingest(store, Sample("booterdns.nfcapd-v2-lz4"));

        Assert.Single(Ingest(store, copy).AlreadyIngested);

        using DuckDbStore other = Open("at-once");
        Assert.Single(Ingest(other, Sample("booterdns.nfcapd-v2-lz4"), copy).AlreadyIngested);
        Assert.Equal(other.LoadFinishedInputs(), store.LoadFinishedInputs());
    }

    [Fact]
    public void Minutes_that_are_settled_take_no_more_records_whatever_file_brings_them()
    {
        using DuckDbStore store = Open("settled");
        Ingest(store, Sample("booterdns.nfv9.pcap"));
        string before = Rows(store);

        IngestSummary other = Ingest(store, Sample("booterdns.nfv5.pcap"));

        Assert.Equal(0, other.Used);
        Assert.Equal(6880, other.RefusedByReason.Single(reason => reason.Key == nameof(RecordFates.AlreadySettled)).Value);
        Assert.True(other.Balances);
        Assert.Equal(before, Rows(store));
    }

    [Fact]
    public void A_rebuild_replays_what_it_withdraws_and_ends_with_the_same_rows()
    {
        using DuckDbStore store = Open("rebuilt");
        Ingest(store, Sample("booterdns.nfv9.pcap"));
        string before = Rows(store);

        Ingest(store, new IngestOptions { Rebuild = true }, Sample("booterdns.nfv9.pcap"));

        Assert.Equal(before, Rows(store));
    }

    [Fact]
    public void Inputs_in_any_order_give_the_same_rows()
    {
        string[] files = [Sample("ddos.pcap"), Sample("booterdns.ipfix.pcap")];
        using DuckDbStore one = Open("forth");
        using DuckDbStore other = Open("back");

        Ingest(one, files);
        Ingest(other, [.. files.Reverse()]);

        Assert.Equal(Rows(one), Rows(other));
    }

    [Fact]
    public void Of_a_folder_with_good_and_bad_files_the_good_are_used_and_each_bad_one_is_named_with_its_reason()
    {
        string folder = _folder.CreateSubdirectory("mixed").FullName;
        File.Copy(Sample("booterdns.nfv5.pcap"), Path.Combine(folder, "good.pcap"));
        File.WriteAllBytes(Path.Combine(folder, "empty.pcap"), []);
        File.WriteAllText(Path.Combine(folder, "note.txt"), "not telemetry at all, and long enough to be looked at");
        byte[] whole = File.ReadAllBytes(Sample("booterdns.nfcapd-v2-lz4"));
        File.WriteAllBytes(Path.Combine(folder, "cut.nfcapd"), whole[..(whole.Length / 2)]);
        using DuckDbStore store = Open("mixed");

        IngestSummary summary = Ingest(store, folder, Path.Combine(folder, "absent.pcap"));

        Assert.Equal(ExitCodes.SomeInputRefused, summary.ExitCode);
        string[] refused = [.. summary.NotRead.Select(input => Path.GetFileName(input.Key)).Order(StringComparer.Ordinal)];
        Assert.Contains("absent.pcap", refused);
        Assert.Contains("empty.pcap", refused);
        Assert.Contains("note.txt", refused);
        Assert.All(summary.NotRead, input => Assert.NotEmpty(input.Value));
        Assert.Contains(summary.BrokeOff.Concat(summary.NotRead), input => Path.GetFileName(input.Key) == "cut.nfcapd");
        Assert.True(summary.Balances);
        Assert.Single(store.Events(new ListFilter { MinConfidence = 0 }));
    }

    [Fact]
    public void Damage_inside_a_file_is_named_with_its_reason_and_place()
    {
        string folder = _folder.CreateSubdirectory("damaged").FullName;
        byte[] flows = File.ReadAllBytes(Sample("booterdns.nfcapd-v2-lz4"));
        // Behind the file header of 40 octets and the block header of 12: the block no longer unpacks.
        Array.Fill(flows, (byte)0xFF, 60, 200);
        File.WriteAllBytes(Path.Combine(folder, "flipped.nfcapd"), flows);
        File.WriteAllText(Path.Combine(folder, "orders.c2.jsonl"), """
            {"time":"2021-04-01T08:00:00Z","kind":"command","controller":"198.51.100.7","target":"203.0.113.9","duration":60}
            {"time":"9999-12-31T23:59:59Z","kind":"command","controller":"198.51.100.7","target":"203.0.113.9","duration":60}
            """);
        File.WriteAllBytes(Path.Combine(folder, "header.pcap"), File.ReadAllBytes(Sample("ddos.pcap"))[..24]);
        using DuckDbStore store = Open("damaged");

        IngestSummary summary = Ingest(store, folder);

        Assert.Equal(ExitCodes.SomeInputRefused, summary.ExitCode);
        Assert.Equal(
            [("flipped.nfcapd", "1 CorruptCompression, the first at octet 40"), ("orders.c2.jsonl", "1 MalformedLine, the first at line 2")],
            summary.Damaged.Select(input => (Path.GetFileName(input.Key), input.Value)));
        Assert.Equal("header.pcap", Path.GetFileName(Assert.Single(summary.Empty)));
        Assert.True(summary.Balances);
        Assert.Equal(EventBasis.Command, Assert.Single(store.Events(new ListFilter { MinConfidence = 0 })).Basis);
    }

    [Fact]
    public void Records_that_claim_what_cannot_be_are_counted_as_refused()
    {
        using DuckDbStore store = Open("implausible");

        IngestSummary summary = Ingest(store, new IngestOptions { Sampling = 2_000_000_000 }, Sample("booterdns.nfv5.pcap"));

        Assert.True(summary.RefusedByReason.Single(reason => reason.Key == nameof(RecordFates.Implausible)).Value > 0);
        Assert.True(summary.Balances);
    }

    private static string Sample(string file) => Path.Combine(Fixtures.Root, "samples", "booter-dns", file);

    [Fact]
    public void A_routing_table_and_siblings_stay_with_the_store_until_the_next_and_are_read_once()
    {
        string table = Path.Combine(_folder.FullName, "peer.rib");
        // Two records of one peer: its index, and 10.20.0.0/16 by the path 64500 64501.
        File.WriteAllBytes(table, Convert.FromHexString(
            "60650a00000d0001000000150a0000010000000102" + "0a0000010a0000010000fbf4"
            + "60650a00000d000200000022" + "00000000100a1400010000" + "00000001" + "0011" + "40010100" + "4002" + "0a" + "0202" + "0000fbf4" + "0000fbf5"));
        string siblings = Path.Combine(_folder.FullName, "siblings.csv");
        File.WriteAllText(siblings, "asn,organisation\n64501,a\n64502,a\nnone,b\n");
        using DuckDbStore store = Open("routing");

        IngestSummary first = Ingest(store, new IngestOptions { Siblings = siblings }, table);

        Assert.Equal([64_500u, 64_501u, 64_502u], store.LoadRoutes().Cone(64_500).Order());
        Assert.Equal(KeyValuePair.Create(siblings, "1 MalformedLine, the first at line 4"), Assert.Single(first.Damaged));
        Assert.Equal(ExitCodes.SomeInputRefused, first.ExitCode);
        IReadOnlyList<RoutingSource> kept = store.RoutingSources();
        Assert.Equal([(RoutingKind.Table, "peer.rib", 1L, 0L), (RoutingKind.Siblings, "siblings.csv", 2L, 1L)], kept.Select(row => (row.Kind, row.Name, row.Rows, row.Refused)));
        Assert.Equal(2021, kept[0].DumpedAt?.Year);

        File.WriteAllText(siblings, "asn,organisation\n64501,a\n");
        IngestSummary second = Ingest(store, new IngestOptions { Siblings = siblings }, table);

        Assert.Equal([64_500u, 64_501u], second.Routing!.Routes.Cone(64_500).Order());
        Assert.Equal(kept[0], store.RoutingSources()[0]);
        Assert.Equal(ExitCodes.Ok, second.ExitCode);
    }

    private DuckDbStore Open(string name) =>
        DuckDbStore.Open(Path.Combine(_folder.FullName, name + ".duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");

    private static IngestSummary Ingest(DuckDbStore store, params string[] paths) => Ingest(store, new IngestOptions(), paths);

    private static IngestSummary Ingest(DuckDbStore store, IngestOptions options, params string[] paths) =>
        new Pipeline(store, NoPlaces.Instance, options, TimeProvider.System, new SilentProgress()).Ingest(paths, TestContext.Current.CancellationToken);

    private static string Rows(DuckDbStore store)
    {
        ListFilter all = new() { MinConfidence = 0 };
        return string.Join('\n', store.Events(all).Select(row => row.ToString())
            .Concat(store.Resources(all).Select(row => row.ToString())).Concat(store.Participations(all).Select(row => row.ToString())));
    }
}
