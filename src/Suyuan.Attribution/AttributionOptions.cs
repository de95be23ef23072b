using Suyuan.Model;

namespace Suyuan.Attribution;

/// <summary>How attribution works.</summary>
public sealed record AttributionOptions
{
    /// <summary>A router's region lies in this country.</summary>
    public HomeRegion Home { get; init; } = HomeRegion.China;

    public AttributionThresholds Thresholds { get; init; } = new();
}
