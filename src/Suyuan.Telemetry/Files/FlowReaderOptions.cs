using Suyuan.Telemetry.Metering;

namespace Suyuan.Telemetry.Files;

/// <summary>How inputs are read.</summary>
public sealed record FlowReaderOptions
{
    public CaptureMode Mode { get; init; } = CaptureMode.Auto;

    public MeterOptions Meter { get; init; } = new();

    public ExportDecoderOptions Exports { get; init; } = new();
}
