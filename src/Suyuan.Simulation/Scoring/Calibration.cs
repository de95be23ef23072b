using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Resources found with a confidence in [From, To), and how many of them are true.</summary>
public sealed record CalibrationBin(string Kind, double From, double To, long Resources, double MeanConfidence, double RightShare);

/// <summary>Mean of (confidence − (true ? 1 : 0))²; 0 is perfect, always saying 0.5 gives 0.25.</summary>
public sealed record BrierScore(string Kind, long Resources, double Score);

/// <summary>Is a confidence the probability of being right? Of all resources found, whatever their confidence; what is true but out of scope is right.</summary>
internal static class Calibration
{
    private const int Bins = 10;

    public static IReadOnlyList<CalibrationBin> BinsOf(ResourceScores scores) =>
    [
        .. ByKind(scores).SelectMany(kind => kind.Resources.GroupBy(one => Math.Min((int)(one.Confidence * Bins), Bins - 1)).OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                kind.Kind, (double)bin.Key / Bins, (double)(bin.Key + 1) / Bins, bin.Count(), bin.Average(one => one.Confidence),
                bin.Average(one => one.Right ? 1.0 : 0.0)))),
    ];

    public static IReadOnlyList<BrierScore> BrierOf(ResourceScores scores) =>
    [
        .. ByKind(scores).Select(kind => new BrierScore(
            kind.Kind, kind.Resources.Count, kind.Resources.Average(one => Math.Pow(one.Confidence - (one.Right ? 1 : 0), 2)))),
    ];

    private static IEnumerable<(string Kind, IReadOnlyList<(double Confidence, bool Right)> Resources)> ByKind(ResourceScores scores)
    {
        foreach (ResourceKind? kind in new ResourceKind?[] { null, ResourceKind.Controller, ResourceKind.Bot, ResourceKind.Reflector, ResourceKind.SpoofingRouter })
        {
            (double, bool)[] resources = [.. scores.FoundKeys.Where(key => kind is null || key.Kind == kind).Select(key => (scores.Confidence(key), scores.IsTrue(key)))];
            if (resources.Length > 0)
            {
                yield return (kind?.Token() ?? "all", resources);
            }
        }
    }
}
