namespace Suyuan.Telemetry;

/// <summary>How export datagrams are decoded.</summary>
public sealed record ExportDecoderOptions
{
    /// <summary>1 in N, for exporters that do not say their sampling; null = such records count as unsampled, marked as assumed.</summary>
    public uint? ConfiguredSampling { get; init; }
}
