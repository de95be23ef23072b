using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Suyuan.Tests.Files;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class SensorFlowReaderTests : IDisposable
{
    private const string Suricata =
        """{"timestamp":"2021-04-01T08:01:00.000000+0000","event_type":"flow","src_ip":"192.0.2.44","src_port":41000,"dest_ip":"203.0.113.9","dest_port":80,"proto":"TCP","flow":{"pkts_toserver":3,"pkts_toclient":2,"bytes_toserver":180,"bytes_toclient":148,"start":"2021-04-01T08:00:00.250000+0000","end":"2021-04-01T08:00:00.750000+0000"},"tcp":{"tcp_flags":"1a","tcp_flags_ts":"02","tcp_flags_tc":"12"}}""";

    private const string Zeek =
        "#separator \\x09\n#unset_field\t-\n#path\tconn\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\tconn_state\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-sensor-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_connection_is_a_record_for_each_way_with_its_own_counts_and_flags()
    {
        FileRun run = Run(Suricata);
        Assert.Equal((TelemetryFormat.SuricataEve, true, 1617264000250L, 1617264000750L), (run.Survey.Format, run.Survey.HoldsExports, run.Survey.FirstMs, run.Survey.LastMs));
        FlowBatch batch = Assert.Single(run.Exports.Batches);
        Assert.Equal(["192.0.2.44 41000 203.0.113.9 80 3 138 2", "203.0.113.9 80 192.0.2.44 41000 2 120 18"], Rows(batch));
        Assert.Equal((FlowFields.Times | FlowFields.FineTimes | FlowFields.Ports | FlowFields.TcpFlags, SamplingOrigin.Assumed), (batch.Fields[0], batch.SamplingOrigin[0]));
        Assert.Equal([ExporterTable.FilePrefix + run.Survey.Digest], run.ExporterKeys);
    }

    [Fact]
    public void A_sensor_with_a_name_is_an_exporter_of_that_name()
    {
        FileRun run = Run(Suricata.Replace("\"proto\"", "\"host\":\"probe-1\",\"proto\"", StringComparison.Ordinal) + "\n" + Suricata);
        Assert.Equal(["sensor:probe-1", ExporterTable.FilePrefix + run.Survey.Digest], run.ExporterKeys);
    }

    [Fact]
    public void Zeek_connections_are_read_from_both_of_its_writers()
    {
        FileRun table = Run(
            Zeek + "1617264000.25\tC1\t192.0.2.44\t41000\t203.0.113.9\t80\ttcp\t0.5\tSF\t3\t138\t2\t120\n"
            + "1617264001\tC2\t2001:db8::1\t128\t2001:db8::2\t129\ticmp\t-\tOTH\t1\t64\t0\t0\n");
        Assert.Equal(TelemetryFormat.ZeekLog, table.Survey.Format);
        Assert.Equal(
            ["192.0.2.44 41000 203.0.113.9 80 3 138 0", "203.0.113.9 80 192.0.2.44 41000 2 120 0"], Rows(table.Exports.Batches.Single(batch => batch.Family == AddressFamily.V4)));
        FlowBatch six = table.Exports.Batches.Single(batch => batch.Family == AddressFamily.V6);
        Assert.Equal((1, (byte)58, (ushort)(128 << 8), true), (six.Count, six.Protocol[0], six.DestinationPort[0], six.Fields[0].HasFlag(FlowFields.IcmpType)));
        FileRun json = Run(
            """{"ts":1617264000.25,"uid":"C1","id.orig_h":"192.0.2.44","id.orig_p":41000,"id.resp_h":"203.0.113.9","id.resp_p":80,"proto":"tcp","duration":0.5,"conn_state":"SF","orig_pkts":3,"orig_ip_bytes":138,"resp_pkts":2,"resp_ip_bytes":120}""");
        Assert.Equal(Rows(table.Exports.Batches.Single(batch => batch.Family == AddressFamily.V4)), Rows(Assert.Single(json.Exports.Batches)));
    }

    [Theory]
    [InlineData("\"pkts_toserver\":3,", "", DecodeFault.ImplausibleRecord)]
    [InlineData("\"pkts_toserver\":3,\"pkts_toclient\":2", "\"pkts_toserver\":0,\"pkts_toclient\":0", DecodeFault.ImplausibleRecord)]
    [InlineData("\"end\":\"2021-04-01T08:00:00.75", "\"end\":\"2021-04-01T07:00:00.75", DecodeFault.ImplausibleRecord)]
    [InlineData("\"dest_ip\":\"203.0.113.9\"", "\"dest_ip\":\"2001:db8::1\"", DecodeFault.ImplausibleRecord)]
    [InlineData("\"start\":\"2021", "\"start\":\"1970", DecodeFault.MalformedLine)]
    [InlineData("\"proto\":\"TCP\"", "\"proto\":\"chaos\"", DecodeFault.MalformedLine)]
    [InlineData("\"bytes_toserver\":180", "\"bytes_toserver\":-180", DecodeFault.MalformedLine)]
    public void A_flow_that_cannot_be_is_refused_with_its_line(string from, string to, DecodeFault fault)
    {
        FileRun run = Run(Suricata + "\n" + Suricata.Replace(from, to, StringComparison.Ordinal));
        run.AssertBalanced();
        Assert.Equal((2, 1, 2), (run.Reader.RecordsRead, run.Reader.Faults[fault], run.Reader.Faults.FirstAt(fault)));
    }

    [Theory]
    // Packets and octets of the captures that Suricata read, by tshark (truth/attacks.json); ICMP errors belong to the flows that they answer.
    [InlineData("derived/isakmp.eve.json.gz", 3978, 3984, 924288)]
    [InlineData("derived/booterdns.eve.json.gz", 6696, 6697, null)]
    public void The_logs_of_real_attacks_hold_the_packets_of_their_captures(string file, long rows, long packets, int? octets)
    {
        FileRun run = FileRun.Of(Fixtures.Shared(file));
        run.AssertBalanced();
        Assert.Equal((rows, packets, 0), (run.Exports.Rows, run.Exports.Packets, run.Reader.Faults.Total));
        Assert.True(octets is null || octets == run.Exports.Octets);
    }

    [Theory]
    // Records by the data's manifest. Those of traces without a clock (seconds since their beginning for times) are refused, each of them.
    [InlineData("zeek/stratosphereips+security-datasets-for-testing__003-zeek-scenario-malicious_conn.log", 361, 0)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test10-mixed-zeek-dir_conn.log", 142, 0)]
    [InlineData("zeek/stratosphereips+security-datasets-for-testing__001-zeek-scenario-malicious_labeled-conn.log", 992, 992)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_port-scans_horizontal_conn.log", 41, 41)]
    [InlineData("zeek/stratosphereips+StratosphereLinuxIPS__dataset_test9-mixed-zeek-dir_conn.log", 576, 576)]
    public void Every_connection_of_the_reference_logs_is_read_or_refused(string file, long connections, long refused)
    {
        FileRun run = FileRun.Of(Fixtures.Shared(file));
        run.AssertBalanced();
        Assert.Equal(refused, run.Reader.Faults.Total);
        Assert.InRange(run.Reader.RecordsRead, connections - refused, 2 * (connections - refused));
    }

    private FileRun Run(string text)
    {
        string path = Path.Combine(_folder.FullName, "log");
        File.WriteAllText(path, text);
        return FileRun.Of(path);
    }

    private static string[] Rows(FlowBatch batch) =>
    [
        .. Enumerable.Range(0, batch.Count).Select(row =>
            $"{batch.Source(row)} {batch.SourcePort[row]} {batch.Destination(row)} {batch.DestinationPort[row]} {batch.Packets[row]} {batch.Octets[row]} {batch.TcpFlags[row]}"),
    ];
}
