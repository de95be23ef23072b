using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Suyuan.Tests.Files;
using Xunit;

namespace Suyuan.Tests.Pcap;

public sealed class CaptureExportsTests : IDisposable
{
    private const ushort Port = 40_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-exports-");
    private readonly List<(long TimeMs, byte[] Payload)> _exports =
        CaptureBuilder.Payloads(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv9.pcap"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Exports_to_any_port_are_found_by_their_shape_and_their_sender_is_the_exporter()
    {
        CaptureBuilder capture = new();
        _exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
        FileRun run = Run(capture);
        Assert.Equal((6880, 0), (run.Exports.Rows, run.Packets.Rows));
        Assert.Equal(["192.0.2.1"], run.ExporterKeys);
    }

    [Fact]
    public void Datagrams_in_fragments_are_put_together_whatever_their_order()
    {
        CaptureBuilder capture = new();
        int turn = 0;
        _exports.ForEach(export => capture.Fragments(export.TimeMs, export.Payload, Port, turn++ % 2 == 0 ? [0, 504, 1000] : [1000, 0, 504]));
        FileRun run = Run(capture);
        Assert.Equal((true, false), (run.Survey.HoldsExports, run.Survey.HoldsPackets));
        Assert.Equal((6880, 0), (run.Exports.Rows, run.Packets.Rows));
    }

    [Fact]
    public void Fragments_whose_datagram_stays_incomplete_are_metered_like_other_packets()
    {
        CaptureBuilder capture = new();
        _exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
        for (int datagram = 0; datagram < 100; datagram++)
        {
            // The first fragment of each is missing.
            capture.Fragments(_exports[^1].TimeMs + datagram, new byte[1200], Port, [504, 1000]);
        }
        FileRun run = Run(capture);
        Assert.Equal((6880, 200), (run.Exports.Rows, run.Packets.Packets));
        Assert.True(run.Survey.HoldsPackets);
    }

    [Fact]
    public void Overlapping_fragments_are_given_up()
    {
        CaptureBuilder capture = new();
        _exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
        capture.Fragments(_exports[^1].TimeMs, _exports[^1].Payload, Port, [504, 504, 0]);
        FileRun run = Run(capture);
        Assert.Equal((6880, 3), (run.Exports.Rows, run.Packets.Packets));
        FileRun only = Run(capture, CaptureMode.Exports);
        Assert.Equal((6880, 3), (only.Exports.Rows, only.Reader.Faults[DecodeFault.IncompleteDatagram]));
    }

    [Fact]
    public void A_flood_does_not_become_exports_by_one_payload_that_looks_like_one()
    {
        CaptureBuilder capture = new();
        for (int packet = 0; packet < 500; packet++)
        {
            capture.Udp(1_600_000_000_000 + packet, new byte[64], 2055);
        }
        capture.Udp(1_600_000_001_000, _exports[0].Payload, 2055);
        FileRun run = Run(capture);
        Assert.Equal((false, true), (run.Survey.HoldsExports, run.Survey.HoldsPackets));
        Assert.Equal((0, 501), (run.Exports.Rows, run.Packets.Packets));
    }

    [Fact]
    public void Other_payloads_to_a_collector_are_metered()
    {
        CaptureBuilder capture = new();
        _exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
        capture.Udp(_exports[^1].TimeMs, "probe"u8, Port).Udp(_exports[^1].TimeMs, "query"u8, 53, host: 10);
        FileRun run = Run(capture);
        Assert.Equal((true, true, 6880, 2), (run.Survey.HoldsExports, run.Survey.HoldsPackets, run.Exports.Rows, run.Packets.Packets));
    }

    [Fact]
    public void An_export_split_over_two_files_reads_like_one()
    {
        // Templates stand in the first datagrams only.
        InputSurvey[] surveys = [Survey("2", _exports[5..]), Survey("1", _exports[..5])];
        Assert.True(surveys[1].FirstMs <= surveys[0].FirstMs);
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        ExporterTable exporters = new();
        FlowReaderOptions options = new();
        foreach (InputSurvey survey in surveys.Reverse())
        {
            using IFlowReader reader = FlowReaders.Open(survey, exporters, writer, writer, options);
            while (reader.Read())
            {
            }
            Assert.Equal(0, reader.Faults[DecodeFault.MissingTemplate]);
        }
        writer.Flush();
        Assert.Equal(6880, sink.Rows);

        InputSurvey Survey(string name, List<(long TimeMs, byte[] Payload)> exports)
        {
            CaptureBuilder capture = new();
            exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
            File.WriteAllBytes(Path.Combine(_folder.FullName, name), capture.ToArray());
            return InputSurveyor.Survey(Path.Combine(_folder.FullName, name), CaptureMode.Auto);
        }
    }

    [Fact]
    public void A_day_between_two_files_ends_the_life_of_templates()
    {
        FlowWriter writer = new(new FlowBatchPool(), new RecordingSink());
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        decoder.Decode(_exports[0].Payload, IpAddress.Parse("192.0.2.1"));
        long rows = decoder.Records;
        byte[] later = [.. _exports[5].Payload];
        uint sent = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(later.AsSpan(8));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(later.AsSpan(8), sent + 90_000);
        decoder.Decode(later, IpAddress.Parse("192.0.2.1"));
        Assert.Equal((rows, true), (decoder.Records, faults[DecodeFault.MissingTemplate] > 0));
    }

    [Fact]
    public void A_piece_covers_seconds_where_packets_are_rare()
    {
        CaptureBuilder capture = new();
        for (int packet = 0; packet < 100; packet++)
        {
            capture.Udp(1_600_000_000_000 + (packet * 5_000), "x"u8, 53);
        }
        File.WriteAllBytes(Path.Combine(_folder.FullName, "rare"), capture.ToArray());
        InputSurvey survey = InputSurveyor.Survey(Path.Combine(_folder.FullName, "rare"), CaptureMode.Auto);
        FlowWriter writer = new(new FlowBatchPool(), new RecordingSink());
        using IFlowReader reader = FlowReaders.Open(survey, new ExporterTable(), writer, writer, new FlowReaderOptions());
        long before = survey.FirstMs!.Value;
        while (reader.Read())
        {
            Assert.InRange(reader.NewestMs - before, 0, 10_000);
            before = reader.NewestMs;
        }
    }

    [Fact]
    public void A_piece_ends_where_an_exporter_speaks_so_that_inputs_stay_together_in_time()
    {
        CaptureBuilder capture = new();
        // Templates alone tell no time: without an end at the first records the whole capture would be one piece.
        _exports.ForEach(export => capture.Udp(export.TimeMs, export.Payload, Port));
        string path = Path.Combine(_folder.FullName, "capture");
        File.WriteAllBytes(path, capture.ToArray());
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        using IFlowReader reader = FlowReaders.Open(InputSurveyor.Survey(path, CaptureMode.Auto), new ExporterTable(), writer, writer, new FlowReaderOptions());
        Assert.True(reader.Read());
        Assert.InRange(reader.ExportRecordsRead, 1, 60);
        while (reader.Read())
        {
        }
        Assert.Equal(6880, reader.ExportRecordsRead);
    }

    private FileRun Run(CaptureBuilder capture, CaptureMode mode = CaptureMode.Auto)
    {
        string path = Path.Combine(_folder.FullName, "capture");
        File.WriteAllBytes(path, capture.ToArray());
        FileRun run = FileRun.Of(path, mode);
        run.AssertBalanced();
        return run;
    }
}
