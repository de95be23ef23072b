using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Telemetry.Files;

/// <summary>How inputs are read.</summary>
public sealed record FlowReaderOptions
{
    public CaptureMode Mode { get; init; } = CaptureMode.Auto;

    public MeterOptions Meter { get; init; } = new();

    public ExportDecoderOptions Exports { get; init; } = new();

    /// <summary>Shared by the inputs of a run: an export that is split over files may have its templates in the first. New for each options object.</summary>
    public ExporterState State { get; init; } = new();

    /// <summary>Shared by the inputs of a run. Twice as many as cores: one being decoded and one decoded for each.</summary>
    internal BlocksAhead BlocksAhead { get; init; } = new(Environment.ProcessorCount == 1 ? 0 : 2 * Environment.ProcessorCount);
}
