using Suyuan.Cli;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
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

    private static string Sample(string file) => Path.Combine(Fixtures.Root, "samples", "booter-dns", file);

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
