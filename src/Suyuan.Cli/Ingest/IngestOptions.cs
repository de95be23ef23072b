using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>How a run reads its inputs.</summary>
internal sealed record IngestOptions
{
    /// <summary>1 in N, used where the data does not say; null = none given.</summary>
    public uint? Sampling { get; init; }

    /// <summary>Null: chosen by the data.</summary>
    public DetectionProfile? Profile { get; init; }

    public CaptureMode CaptureMode { get; init; } = CaptureMode.Auto;

    /// <summary>Withdraw what the store holds for the hours of these inputs, and replay them.</summary>
    public bool Rebuild { get; init; }

    /// <summary>File of ASes by organisation; null = what the store keeps.</summary>
    public string? Siblings { get; init; }

    public int BufferOctets { get; init; } = 256 << 20;

    public ThresholdSets Thresholds { get; init; } = ThresholdSets.Usual;

    public HomeRegion Home { get; init; } = HomeRegion.China;

    public FlowReaderOptions ToReaderOptions() => new() { Mode = CaptureMode, Exports = new ExportDecoderOptions { ConfiguredSampling = Sampling } };
}
