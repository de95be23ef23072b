using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>
/// Which thresholds suit the flow exports of a run. Exports of a network are judged as a network's; a few minutes of unsampled flows are somebody's
/// capture in another form, and are judged as the capture would be (docs/concepts/detection.md).
/// </summary>
internal static class ProfileChoice
{
    /// <summary>Time covered, ms, and octets up to which exports can be somebody's capture.</summary>
    private const long ShortSpanMs = 10 * Minute.Milliseconds;
    private const long SmallOctets = 64 << 20;

    /// <summary>Sampling interval from which exports are a network's, however short.</summary>
    private const uint NetworkSampling = 100;

    public static DetectionProfile ForExports(IEnumerable<SurveyedInput> inputs, IngestOptions options)
    {
        InputSurvey[] exports = inputs.Select(input => input.Survey).Where(survey => survey.HoldsExports).ToArray();
        if (options.Profile is DetectionProfile given)
        {
            return given;
        }
        // Null where nothing could be read: such an input says nothing of the span.
        long span = (exports.Max(survey => survey.LastMs) - exports.Min(survey => survey.FirstMs)) ?? 0;
        if (span > ShortSpanMs || exports.Sum(survey => survey.Bytes) > SmallOctets)
        {
            return DetectionProfile.Network;
        }
        return exports.Any(survey => LargestSampling(survey, options) >= NetworkSampling) ? DetectionProfile.Network : DetectionProfile.Capture;
    }

    private static uint LargestSampling(InputSurvey survey, IngestOptions options)
    {
        FlowBatchPool pool = new(4);
        SamplingSink sink = new(pool);
        FlowWriter writer = new(pool, sink);
        FlowWriter packets = new(pool, new SamplingSink(pool));
        using IFlowReader reader = FlowReaders.Open(survey, new ExporterTable(), packets, writer, options.ToReaderOptions());
        while (reader.Read())
        {
        }
        writer.Flush();
        return sink.Largest;
    }

    private sealed class SamplingSink(FlowBatchPool pool) : IFlowSink
    {
        public uint Largest { get; private set; }

        public void Add(FlowBatch batch)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Largest = Math.Max(Largest, batch.SamplingInterval[row]);
            }
            pool.Return(batch);
        }
    }
}
