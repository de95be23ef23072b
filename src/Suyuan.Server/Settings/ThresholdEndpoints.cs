using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Detection;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;

namespace Suyuan.Server.Settings;

/// <param name="Value">Null: infinite, it never holds.</param>
/// <param name="Preview">Name of the preview's parameter for it; null = what it does cannot be told from what the store keeps.</param>
public sealed record ApiThreshold(string Name, double? Value, string Meaning, string? Preview);

/// <param name="Profile"><c>network</c> or <c>capture</c>.</param>
public sealed record ApiThresholds(string Profile, IReadOnlyList<ApiThreshold> Thresholds);

/// <summary>What attacks are detected by, and what other numbers would have made of the last day.</summary>
internal static class ThresholdEndpoints
{
    private static readonly PropertyInfo[] s_thresholds = typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static void MapThresholds(this IEndpointRouteBuilder api, DetectionOptions detection, StoreReaders readers)
    {
        api.MapGet("/thresholds", (HttpRequest request) => new ApiThresholds(
            detection.Profile.ToString().ToLowerInvariant(),
            [
                .. s_thresholds.Select(threshold => new ApiThreshold(
                    threshold.Name, Finite(Convert.ToDouble(threshold.GetValue(detection.Thresholds), System.Globalization.CultureInfo.InvariantCulture)),
                    ThresholdWords.Of(threshold.Name, ListEndpoints.Language(request)), RaisedThresholds.ParameterOf(threshold.Name, detection))),
            ])).WithSummary("Thresholds of detection in force, with their meaning (lang=zh|en).").Produces<ApiThresholds>();

        api.MapGet("/thresholds/preview", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            RaisedThresholds raised = RaisedThresholds.Read(request.Query, detection);
            return readers.Ask(viewer, store => ThresholdPreview.Of(store, raised, RaisedThresholds.InForce(detection)), cancel);
        }).WithSummary("What raised thresholds would have left of the last day with attacks. Lower ones are refused: what stayed under a threshold is not kept.")
            .Produces<ApiThresholdPreview>().ProducesProblem(StatusCodes.Status400BadRequest).Needs(Access.Administer);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
