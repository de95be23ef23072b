using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Detection;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;

namespace Suyuan.Server.Settings;

/// <param name="Value">Null: infinite, it never holds.</param>
/// <param name="Usual">What it is where the configuration says nothing; null likewise.</param>
/// <param name="Key">Its key under <c>detection.network</c> or <c>detection.capture</c> in the configuration.</param>
/// <param name="Preview">Name of the preview's parameter for it; null = what it does cannot be told from what the store keeps.</param>
public sealed record ApiThreshold(string Name, string Key, double? Value, double? Usual, bool Changed, string Meaning, string? Preview);

/// <param name="Profile"><c>network</c> or <c>capture</c>.</param>
/// <param name="History">When others than the usual ones came into force, and ceased to be; oldest first.</param>
public sealed record ApiThresholds(string Profile, IReadOnlyList<ApiThreshold> Thresholds, IReadOnlyList<ApiThresholdSetting> History);

/// <param name="Changes">As <c>key=value</c> with spaces between; empty = the usual ones again.</param>
public sealed record ApiThresholdSetting(string Profile, string Changes, DateTimeOffset Since);

/// <summary>What attacks are detected by, and what other numbers would have made of the last day.</summary>
internal static class ThresholdEndpoints
{
    private static readonly PropertyInfo[] s_thresholds = typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static void MapThresholds(this IEndpointRouteBuilder api, DetectionOptions detection, ThresholdSets sets, StoreReaders readers)
    {
        api.MapGet("/thresholds", async (HttpRequest request, Viewer viewer, CancellationToken cancel) => new ApiThresholds(
            detection.Profile.ToString().ToLowerInvariant(),
            [
                .. s_thresholds.Select(threshold => new ApiThreshold(
                    threshold.Name, ThresholdSets.KeyOf(threshold.Name), Value(threshold, detection.Thresholds), Value(threshold, DetectionOptions.For(detection.Profile).Thresholds),
                    sets.IsChanged(detection.Profile, threshold.Name),
                    ThresholdWords.Of(threshold.Name, ListEndpoints.Language(request)), RaisedThresholds.ParameterOf(threshold.Name, detection))),
            ],
            await readers.Ask(viewer, store => store.ThresholdSettings().Select(row => new ApiThresholdSetting(row.Profile, row.Changes, ApiTime.Of(row.Since))).ToList(), cancel))).WithSummary("Thresholds of detection in force, with their meaning (lang=zh|en).").Produces<ApiThresholds>();

        api.MapGet("/thresholds/preview", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            RaisedThresholds raised = RaisedThresholds.Read(request.Query, detection);
            return readers.Ask(viewer, store => ThresholdPreview.Of(store, raised, RaisedThresholds.InForce(detection)), cancel);
        }).WithSummary("What raised thresholds would have left of the last day with attacks. Lower ones are refused: what stayed under a threshold is not kept.")
            .Produces<ApiThresholdPreview>().ProducesProblem(StatusCodes.Status400BadRequest).Needs(Access.Administer);
    }

    private static double? Value(PropertyInfo threshold, DetectionThresholds of)
    {
        double value = Convert.ToDouble(threshold.GetValue(of), System.Globalization.CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : null;
    }
}
