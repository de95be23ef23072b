using System.Globalization;
using Suyuan.Cli;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Logs of sensors on the whole way: their flows are telemetry, their alerts evidence.</summary>
public sealed class SensorLogTests : IDisposable
{
    private const string Alert =
        """{"timestamp":"2013-08-14T22:56:40.500000+0000","event_type":"alert","src_ip":"192.0.2.44","src_port":41000,"dest_ip":"198.51.100.7","dest_port":48101,"proto":"TCP","alert":{"signature":"ET MALWARE Mirai CnC","category":"Malware Command and Control Activity Detected"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-sensors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("isakmp.eve.json.gz", "StopDDoS+packet-captures__amp.UDP.isakmp.pcap", 2767)]
    [InlineData("booterdns.eve.json.gz", "marcosValle+netlyzer__ddos.pcap", 3178)]
    public void Suricatas_log_of_a_real_attack_gives_the_event_and_the_reflectors_of_its_capture(string log, string capture, int reflectors)
    {
        using DuckDbStore one = Open("log");
        using DuckDbStore other = Open("capture");
        Assert.True(Ingest(one, Fixtures.Shared("derived/" + log)).Balances);
        Ingest(other, Fixtures.Shared("attacks/" + capture));

        EventRow fromLog = Event(one);
        EventRow fromCapture = Event(other);
        Assert.Equal((fromCapture.Target, fromCapture.Vectors, fromCapture.Packets, fromCapture.Start, fromCapture.End), (fromLog.Target, fromLog.Vectors, fromLog.Packets, fromLog.Start, fromLog.End));
        Assert.Equal((reflectors, reflectors), (fromCapture.Reflectors, fromLog.Reflectors));
        Assert.Equal(Reflectors(other), Reflectors(one));
    }

    [Fact]
    public void One_log_with_flows_alerts_and_other_lines_is_telemetry_and_evidence_in_one_balance()
    {
        string path = Write("eve.json", [.. SampleFlows(), Alert, """{"timestamp":"2013-08-14T22:56:40.500000+0000","event_type":"stats"}""", "nonsense"]);
        using DuckDbStore store = Open("mixed");
        IngestSummary summary = Ingest(store, path);

        Assert.True(summary.Balances);
        Assert.Equal(6880 + 1, summary.Used);
        Assert.Equal(
            [KeyValuePair.Create("MalformedLine", 1L), KeyValuePair.Create("NotEvidence", 1L)], summary.RefusedByReason.OrderBy(reason => reason.Key, StringComparer.Ordinal));
        Assert.Equal("1 MalformedLine, the first at line 6,883", Assert.Single(summary.Damaged).Value);
        EventRow found = Event(store);
        Assert.Equal(("dns-reflection", 6677L, 3178L), (found.Vectors, found.Packets, found.Reflectors));
        Indicator contact = Assert.Single(store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
        Assert.Equal(("198.51.100.7", "192.0.2.44"), (contact.Address.ToString(), contact.Peer.ToString()));

        Assert.Single(Ingest(store, path).AlreadyIngested);
        Ingest(store, new IngestOptions { Rebuild = true }, path);
        Assert.Equal(found, Event(store));
        Assert.Single(store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_look_up_is_read_by_the_names_of_a_list_of_the_same_run_or_of_an_earlier_one()
    {
        string list = Write("cert.csv", ["indicator,kind,first_seen", "c.botnet.example,controller,2013-08-01"]);
        const string LookUp =
            """{"ts":1376520000.5,"uid":"C1","id.orig_h":"192.0.2.44","id.orig_p":5353,"id.resp_h":"192.0.2.1","id.resp_p":53,"proto":"udp","trans_id":7,"query":"c.botnet.example","qtype":1,"answers":["198.51.100.7"]}""";
        using DuckDbStore together = Open("together");
        Ingest(together, Write("a.log", [LookUp]), list);
        using DuckDbStore after = Open("after");
        Ingest(after, list);
        Ingest(after, Write("b.log", [LookUp]));

        foreach (DuckDbStore store in new[] { together, after })
        {
            Indicator contact = Assert.Single(store.LoadIndicators(IndicatorKind.Controller, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), row => row.Peer is not null);
            Assert.Equal(("198.51.100.7", "192.0.2.44", "cert", "c.botnet.example"), (contact.Address.ToString(), contact.Peer.ToString(), contact.Feed, contact.Name));
        }
    }

    [Fact]
    public void A_rebuild_with_a_list_withdraws_no_telemetry_of_the_time_that_the_list_covers()
    {
        using DuckDbStore store = Open("kept");
        Ingest(store, Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv5.pcap"));
        EventRow before = Event(store);
        Ingest(store, new IngestOptions { Rebuild = true }, Write("cert.csv", ["indicator,kind,first_seen,last_seen", "198.51.100.7,controller,2013-01-01,2014-01-01"]));
        Assert.Equal(before, Event(store));
        Assert.NotEmpty(store.LoadSettled().ByExporter);
    }

    /// <summary>The flows of the sample's NetFlow as Suricata would have logged them, with Ethernet headers counted in.</summary>
    private static IEnumerable<string> SampleFlows()
    {
        FlowBatchPool pool = new();
        KeepingSink kept = new();
        (FlowWriter packets, FlowWriter exports) = (new(pool, kept), new(pool, kept));
        string path = Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv5.pcap");
        using IFlowReader reader = FlowReaders.Open(InputSurveyor.Survey(path, CaptureMode.Auto), new ExporterTable(), packets, exports, new FlowReaderOptions());
        while (reader.Read())
        {
        }
        exports.Flush();
        foreach (FlowBatch batch in kept.Batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                bool icmp = batch.Protocol[row] == 1;
                string ports = icmp
                    ? $"\"icmp_type\":{batch.DestinationPort[row] >> 8},\"icmp_code\":{batch.DestinationPort[row] & 255}"
                    : $"\"src_port\":{batch.SourcePort[row]},\"dest_port\":{batch.DestinationPort[row]}";
                yield return "{\"timestamp\":" + Time(batch.End(row)) + $",\"event_type\":\"flow\",\"src_ip\":\"{batch.Source(row)}\",\"dest_ip\":\"{batch.Destination(row)}\",{ports},"
                    + $"\"proto\":\"{(icmp ? "ICMP" : "UDP")}\",\"flow\":" + "{" + $"\"pkts_toserver\":{batch.Packets[row]},\"pkts_toclient\":0,"
                    + $"\"bytes_toserver\":{batch.Octets[row] + (14 * batch.Packets[row])},\"bytes_toclient\":0,\"start\":{Time(batch.Start[row])},\"end\":{Time(batch.End(row))}" + "}}";
            }
        }

        static string Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("'\"'yyyy-MM-dd'T'HH:mm:ss.ffffff'+0000\"'", CultureInfo.InvariantCulture);
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, string.Join('\n', lines));
        return path;
    }

    private DuckDbStore Open(string name) =>
        DuckDbStore.Open(Path.Combine(_folder.FullName, name + ".duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");

    private static EventRow Event(DuckDbStore store) => Assert.Single(store.Events(new ListFilter { MinConfidence = 0 }));

    private static string[] Reflectors(DuckDbStore store) =>
        [.. store.Resources(new ListFilter { Kind = ResourceKind.Reflector }).Select(row => row.Resource.Address.ToString()).Order(StringComparer.Ordinal)];

    private static IngestSummary Ingest(DuckDbStore store, params string[] paths) => Ingest(store, new IngestOptions(), paths);

    private static IngestSummary Ingest(DuckDbStore store, IngestOptions options, params string[] paths) =>
        new Pipeline(store, NoPlaces.Instance, options, TimeProvider.System, new SilentProgress()).Ingest(paths, TestContext.Current.CancellationToken);

    private sealed class KeepingSink : IFlowSink
    {
        public List<FlowBatch> Batches { get; } = [];

        public void Add(FlowBatch batch) => Batches.Add(batch);
    }
}
