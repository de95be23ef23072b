using Suyuan.Detection;
using Suyuan.Server.Settings;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>detection</c> of the configuration (docs/concepts/detection.md).</summary>
internal sealed class DetectionSection
{
    /// <summary>Megabytes of records held for the second look. Default 256.</summary>
    public int BufferMegabytes { get; set; } = 256;

    /// <summary>Thresholds of the profile <c>network</c> that are to be others than the usual ones, by key. Default none.</summary>
    public Dictionary<string, double> Network { get; set; } = [];

    /// <summary>The same of the profile <c>capture</c>. Default none.</summary>
    public Dictionary<string, double> Capture { get; set; } = [];

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Validate()
    {
        if (BufferMegabytes is < 16 or > 65_536)
        {
            throw new ConfigurationException($"detection.buffer_megabytes: {BufferMegabytes} is not between 16 and 65536");
        }
        _ = With(ThresholdSets.Usual);
    }

    /// <summary>What the configuration says of a profile's thresholds.</summary>
    public IReadOnlyDictionary<string, double> Of(DetectionProfile profile) => profile == DetectionProfile.Capture ? Capture : Network;

    /// <param name="store">Thresholds set in its console hold where the configuration has no others.</param>
    /// <exception cref="ConfigurationException">There is no such threshold, or it cannot have that value.</exception>
    public ThresholdSets ToThresholds(string store) => With(new ThresholdFile(ThresholdFile.FileOf(store)).Sets());

    private ThresholdSets With(ThresholdSets sets) => With(With(sets, DetectionProfile.Network, Network), DetectionProfile.Capture, Capture);

    private static ThresholdSets With(ThresholdSets sets, DetectionProfile profile, Dictionary<string, double> changes)
    {
        try
        {
            return changes.Count == 0 ? sets : sets.With(profile, changes);
        }
        catch (ThresholdException error)
        {
            throw new ConfigurationException($"detection.{profile.ToString().ToLowerInvariant()}.{error.Message}", error);
        }
    }
}
