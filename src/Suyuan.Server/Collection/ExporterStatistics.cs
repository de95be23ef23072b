using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection;

/// <summary>
/// What one exporter sent. Datagrams, faults and gaps belong to the address that sent them; records, sampling and times to the exporter that the records
/// name, which is another where an sFlow agent or a mediator says so. Written by the decoding thread, read by anyone.
/// </summary>
internal sealed class ExporterStatistics(string key)
{
    public string Key => key;

    public long Datagrams { get; set; }

    public long Octets { get; set; }

    public DecodeFaultCounts Faults { get; } = new();

    public SequenceGaps Gaps { get; set; }

    /// <summary>Its datagrams by <see cref="ExportFormats.IndexOf"/>.</summary>
    public long[] Formats { get; } = new long[ExportFormats.Count];

    public int Templates { get; set; }

    public long Records { get; set; }

    /// <summary>Of the newest record: 1 in N, and where that was learned.</summary>
    public uint Sampling { get; set; }

    public SamplingOrigin SamplingOrigin { get; set; }

    /// <summary>What its records counted, by rate.</summary>
    public SampledTraffic Traffic { get; } = new();

    /// <summary>What the sFlow agents behind its datagrams say of their own sampling.</summary>
    public SampleCounts Samples { get; set; }

    /// <summary>Optional fields that the last record of a batch told, of all batches.</summary>
    public FlowFields Fields { get; set; }

    /// <summary>Of the longest record, ms.</summary>
    public uint LongestMs { get; set; }

    /// <summary>When a record last came, our time, Unix ms; null = never.</summary>
    public long? HeardMs { get; set; }

    /// <summary>Newest record end, the exporter's time, Unix ms, within <see cref="CollectorThresholds.ClockMs"/> of when it came.</summary>
    public long NewestMs { get; set; } = long.MinValue;

    /// <summary>Newest record end of the last batch − when it came, ms: how far its clock leads, less the delay of its export.</summary>
    public long ClockMs { get; set; }

    public ExporterHealth Health() => new(
        Key, Datagrams, Octets, Records, Sampling, SamplingOrigin.ToString(), Templates, Gaps.Gaps, Gaps.LostRecords, Gaps.LostDatagrams,
        HeardMs is long heard ? DateTimeOffset.FromUnixTimeMilliseconds(heard) : null, ClockMs, Faults.NonZero.ToDictionary(fault => fault.Key.ToString(), fault => fault.Value))
    {
        Formats = Formats.Index().Where(format => format.Item > 0).ToDictionary(format => ExportFormats.Name(format.Index), format => format.Item),
        LongestMs = LongestMs,
        Fields = [.. Enum.GetValues<FlowFields>().Where(field => field != FlowFields.None && Fields.HasFlag(field)).Select(field => field.ToString())],
    };
}
