using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Files;

public sealed class FlowReadersTests
{
    [Theory]
    [InlineData("booterdns.nfv5.pcap", 6880, 7057, 788305)]
    [InlineData("booterdns.nfv9.pcap", 6880, 7057, 788305)]
    [InlineData("booterdns.ipfix.pcap", 6880, 7057, 788305)]
    public void Exports_in_a_sample_capture_are_decoded_as_exports(string file, long flows, long packets, long octets) =>
        AssertExports(Path.Combine(Fixtures.Root, "samples", "booter-dns", file), flows, packets, octets);

    [Theory]
    [InlineData("dominate.nfv5.pcap", 9705, 9878, 454415)]
    [InlineData("dominate.nfv9.pcap", 9705, 9878, 454415)]
    [InlineData("dominate.ipfix.pcap", 9705, 9878, 454415)]
    [InlineData("isakmp.nfv5.pcap", 3978, 3984, 924288)]
    [InlineData("isakmp.nfv9.pcap", 3978, 3984, 924288)]
    [InlineData("isakmp.ipfix.pcap", 3978, 3984, 924288)]
    public void Exports_in_a_reference_capture_are_decoded_as_exports(string file, long flows, long packets, long octets) =>
        AssertExports(Fixtures.Shared("derived/" + file), flows, packets, octets);

    [Theory]
    [InlineData("booterdns.nfcapd-v2-lz4")]
    [InlineData("booterdns.nfcapd-v2-lzo")]
    public void A_recorders_file_is_opened_and_its_own_statistics_give_its_times(string file)
    {
        FileRun run = FileRun.Of(Path.Combine(Fixtures.Root, "samples", "booter-dns", file));
        Assert.Equal((TelemetryFormat.Nfcapd2, true, false), (run.Survey.Format, run.Survey.HoldsExports, run.Survey.HoldsPackets));
        Assert.Equal((7057, 7057, 788287), (run.Exports.Rows, run.Exports.Packets, run.Exports.Octets));
        Assert.Equal(run.Exports.Batches.Min(batch => batch.Start.AsSpan(0, batch.Count).ToArray().Min()), run.Survey.FirstMs);
        Assert.Equal(run.Reader.NewestMs, run.Survey.LastMs);
        run.AssertBalanced();
    }

    [Theory]
    [InlineData("booterdns.nfcapd-v2-lz4", false)]
    [InlineData("booterdns.nfcapd-v2-lz4", true)]
    public void The_digest_that_a_survey_leaves_to_the_reader_is_that_of_the_whole_file(string file, bool isDamaged)
    {
        byte[] octets = File.ReadAllBytes(Path.Combine(Fixtures.Root, "samples", "booter-dns", file));
        if (isDamaged)
        {
            // The length of a block: the file breaks off there.
            octets.AsSpan(NfcapdHeader.Length2 + 4, 4).Fill(0xFF);
        }
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, octets);
            InputSurvey survey = InputSurveyor.Survey(path, CaptureMode.Auto, digest: false);
            FlowWriter writer = new(new FlowBatchPool(), new RecordingSink());
            using IFlowReader reader = FlowReaders.Open(survey, new ExporterTable(), writer, writer, new FlowReaderOptions());
            while (reader.Read())
            {
            }
            Assert.Equal(("", (long)octets.Length, isDamaged), (survey.Sha256, survey.Bytes, reader.BrokeOff is not null));
            Assert.Equal(InputSurveyor.Survey(path, CaptureMode.Auto).Sha256, reader.Sha256);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("flow/logstash/logstash-plugins+logstash-codec-netflow__spec_codecs_netflow5.dat", 30)]
    [InlineData("flow/graylog/Graylog2+graylog-plugin-netflow__src_test_resources_netflow-data_netflow-v5-2.dat", 30)]
    public void Datagrams_one_behind_the_other_are_all_decoded(string file, long flows)
    {
        FileRun run = FileRun.Of(Fixtures.Shared(file));
        Assert.Equal((TelemetryFormat.ExportDatagrams, flows), (run.Survey.Format, run.Exports.Rows));
        Assert.Equal(["file:" + run.Survey.Digest], run.ExporterKeys);
        run.AssertBalanced();
    }

    [Fact]
    public void Packets_of_an_attack_are_metered_although_some_go_to_the_ports_of_collectors()
    {
        FileRun run = FileRun.Of(Path.Combine(Fixtures.Root, "samples", "booter-dns", "ddos.pcap"));
        Assert.Equal((false, true), (run.Survey.HoldsExports, run.Survey.HoldsPackets));
        Assert.Equal((7057, 0), (run.Packets.Packets, run.Exports.Rows));
        Assert.Equal("capture:" + run.Survey.Sha256[..16], Assert.Single(run.ExporterKeys));
        run.AssertBalanced();
    }

    [Fact]
    public void A_mode_overrides_what_the_payloads_look_like()
    {
        string path = Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv5.pcap");
        FileRun packets = FileRun.Of(path, CaptureMode.Packets);
        Assert.Equal((false, true, 0), (packets.Survey.HoldsExports, packets.Survey.HoldsPackets, packets.Exports.Rows));
        Assert.True(packets.Reader.PacketsRead > 100);
        packets.AssertBalanced();

        FileRun exports = FileRun.Of(Path.Combine(Fixtures.Root, "samples", "booter-dns", "ddos.pcap"), CaptureMode.Exports);
        Assert.Equal((true, false, 0), (exports.Survey.HoldsExports, exports.Survey.HoldsPackets, exports.Packets.Rows));
        Assert.True(exports.Reader.Faults[DecodeFault.UnknownVersion] > 6000);
        Assert.Equal(360, exports.Reader.Faults[DecodeFault.NotAFlow]);
        exports.AssertBalanced();
    }

    private static void AssertExports(string path, long flows, long packets, long octets)
    {
        FileRun run = FileRun.Of(path);
        Assert.Equal((true, false), (run.Survey.HoldsExports, run.Survey.HoldsPackets));
        Assert.Equal((flows, packets, octets), (run.Exports.Rows, run.Exports.Packets, run.Exports.Octets));
        Assert.Equal(0, run.Packets.Rows);
        Assert.Equal((flows, flows, 0), (run.Reader.RecordsRead, run.Reader.ExportRecordsRead, run.Reader.PacketsRead));
        Assert.Null(run.Reader.BrokeOff);
        Assert.Equal(run.Exports.Batches.Min(batch => batch.Start.AsSpan(0, batch.Count).ToArray().Min()), run.Survey.FirstMs);
        Assert.Equal(run.Reader.NewestMs, run.Survey.LastMs);
        Assert.DoesNotContain(run.ExporterKeys, key => key.StartsWith(ExporterTable.CapturePrefix, StringComparison.Ordinal));
        run.AssertBalanced();
    }
}
