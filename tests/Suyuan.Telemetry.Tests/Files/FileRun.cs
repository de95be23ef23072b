using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Xunit;

namespace Suyuan.Tests.Files;

/// <summary>A file surveyed, opened and read to its end, as an ingest does it.</summary>
internal sealed record FileRun(InputSurvey Survey, IFlowReader Reader, RecordingSink Packets, RecordingSink Exports, ExporterTable Exporters)
{
    /// <summary>Exporters of the records written.</summary>
    public string[] ExporterKeys => Packets.Batches.Concat(Exports.Batches)
        .SelectMany(batch => batch.Exporter.AsSpan(0, batch.Count).ToArray()).Distinct().Select(Exporters.Key).ToArray();

    public static FileRun Of(string path, CaptureMode mode = CaptureMode.Auto)
    {
        (RecordingSink packets, RecordingSink exports) = (new(), new());
        FlowBatchPool pool = new();
        (FlowWriter packetWriter, FlowWriter exportWriter) = (new(pool, packets), new(pool, exports));
        ExporterTable exporters = new();
        InputSurvey survey = InputSurveyor.Survey(path, mode);
        using IFlowReader reader = FlowReaders.Open(survey, exporters, packetWriter, exportWriter, new FlowReaderOptions { Mode = mode });
        long turns = 0;
        while (reader.Read())
        {
            // A reader that does not move would read for ever.
            Assert.True(++turns < 100_000);
        }
        packetWriter.Flush();
        exportWriter.Flush();
        return new FileRun(survey, reader, packets, exports, exporters);
    }

    /// <summary>Whatever the input held is used or refused by name, and what is used was written.</summary>
    public void AssertBalanced()
    {
        Assert.Equal(Reader.Offered, Reader.PacketsRead + Reader.ExportRecordsRead + Reader.Faults.Total);
        Assert.Equal(Reader.PacketsRead, Packets.Packets);
        Assert.Equal(Reader.ExportRecordsRead, Exports.Rows);
        Assert.Equal(Reader.RecordsRead, Packets.Rows + Exports.Rows);
        Assert.Equal(Survey.Fault != DecodeFault.None, Survey.Refusal is not null);
        Assert.True(Survey.HoldsExports || Exports.Rows == 0);
        Assert.True(Survey.HoldsPackets || Packets.Rows == 0);
    }
}
