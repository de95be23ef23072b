using Suyuan.Detection;

namespace Suyuan.Server.Settings;

/// <summary>What the page of thresholds shows and changes.</summary>
/// <param name="InForce">By what is detected now.</param>
/// <param name="Configured">The configuration's own changes, which win over those of the page.</param>
/// <param name="File">Where the page's changes go; null = nowhere, they cannot be made.</param>
public sealed record ThresholdParts(DetectionOptions InForce, IReadOnlyDictionary<string, double> Configured, ThresholdFile? File)
{
    public static ThresholdParts Usual { get; } = new(DetectionOptions.For(DetectionProfile.Network), new Dictionary<string, double>(), null);

    /// <summary>What will be in force from the next start on.</summary>
    public DetectionThresholds Next() => (File?.Sets() ?? ThresholdSets.Usual).With(InForce.Profile, Configured).For(InForce.Profile);
}
