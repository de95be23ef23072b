using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Detection;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;
using Suyuan.Store;

namespace Suyuan.Server.Settings;

/// <param name="Key">Its key under <c>detection.network</c> or <c>detection.capture</c> in the configuration.</param>
/// <param name="Value">In force; null: infinite, it never holds, as in the next two.</param>
/// <param name="Usual">Where nobody says otherwise.</param>
/// <param name="Next">From the next start on.</param>
/// <param name="Fixed">Set in the configuration, and so nowhere else.</param>
/// <param name="Preview">Name of the preview's parameter for it; null = what it does cannot be told from what the store keeps.</param>
public sealed record ApiThreshold(string Name, string Key, double? Value, double? Usual, double? Next, bool Fixed, string Meaning, string? Preview);

/// <param name="Profile"><c>network</c> or <c>capture</c>.</param>
/// <param name="Settable">Whether they can be set here; not where nothing outlives the process.</param>
/// <param name="History">When others than the usual ones came into force, and ceased to be; oldest first.</param>
public sealed record ApiThresholds(string Profile, bool Settable, IReadOnlyList<ApiThreshold> Thresholds, IReadOnlyList<ApiThresholdSetting> History);

/// <param name="Changes">As <c>key=value</c> with spaces between; empty = the usual ones again.</param>
public sealed record ApiThresholdSetting(string Profile, string Changes, DateTimeOffset Since);

/// <param name="Changes">All that are to be others than the usual ones, by key, null for an infinite one; what is not named is the usual one again.</param>
public sealed record ApiThresholdChange(IReadOnlyDictionary<string, double?> Changes);

/// <summary>What attacks are detected by, what other numbers would have made of the last day, and what they shall be.</summary>
internal static class ThresholdEndpoints
{
    private static readonly PropertyInfo[] s_thresholds = typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static void MapThresholds(this IEndpointRouteBuilder api, ThresholdParts parts, StoreReaders readers, AuditLog audit)
    {
        DetectionOptions detection = parts.InForce;
        api.MapGet("/thresholds", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ReportLanguage language = ListEndpoints.Language(request);
            return readers.Ask(viewer, store => Of(parts, store, language), cancel);
        }).WithSummary("Thresholds of detection in force and from the next start on, with their meaning (lang=zh|en).").Produces<ApiThresholds>();

        api.MapPut("/thresholds", (ApiThresholdChange asked, HttpContext context, Viewer viewer) =>
        {
            Change(parts, (asked.Changes ?? throw new ApiRefusal("changes: missing")).ToDictionary(change => change.Key, change => change.Value ?? double.PositiveInfinity), changes => audit.Write(viewer.Name, AuditActions.Thresholds, changes, context.ClientAddress()));
            return Results.NoContent();
        }).WithSummary("Sets thresholds for the next start of whatever detects.").Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).Needs(Access.Administer);

        api.MapGet("/thresholds/preview", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            RaisedThresholds raised = RaisedThresholds.Read(request.Query, detection);
            return readers.Ask(viewer, store => ThresholdPreview.Of(store, raised, RaisedThresholds.InForce(detection)), cancel);
        }).WithSummary("What raised thresholds would have left of the last day with attacks. Lower ones are refused: what stayed under a threshold is not kept.")
            .Produces<ApiThresholdPreview>().ProducesProblem(StatusCodes.Status400BadRequest).Needs(Access.Administer);
    }

    private static ApiThresholds Of(ThresholdParts parts, IAttackReader store, ReportLanguage language)
    {
        DetectionOptions detection = parts.InForce;
        DetectionThresholds usual = DetectionOptions.For(detection.Profile).Thresholds;
        DetectionThresholds next = parts.Next();
        return new ApiThresholds(
            detection.Profile.ToString().ToLowerInvariant(), parts.File is not null,
            [
                .. s_thresholds.Select(threshold => new ApiThreshold(
                    threshold.Name, ThresholdSets.KeyOf(threshold.Name), Value(threshold, detection.Thresholds), Value(threshold, usual), Value(threshold, next),
                    parts.Configured.ContainsKey(ThresholdSets.KeyOf(threshold.Name)), ThresholdWords.Of(threshold.Name, language), RaisedThresholds.ParameterOf(threshold.Name, detection))),
            ],
            [.. store.ThresholdSettings().Select(row => new ApiThresholdSetting(row.Profile, row.Changes, ApiTime.Of(row.Since)))]);
    }

    private static void Change(ThresholdParts parts, IReadOnlyDictionary<string, double> changes, Action<string> note)
    {
        if (parts.File is not ThresholdFile file)
        {
            throw new ApiRefusal("thresholds cannot be set here: nothing of this store outlives the process", StatusCodes.Status409Conflict);
        }
        if (changes.Keys.FirstOrDefault(parts.Configured.ContainsKey) is string configured)
        {
            throw new ApiRefusal($"{configured}: is set in the configuration, and changed there", StatusCodes.Status409Conflict);
        }
        try
        {
            DetectionProfile profile = parts.InForce.Profile;
            note($"{profile.ToString().ToLowerInvariant()} {ThresholdSets.Usual.With(profile, changes).Describe(profile)}".TrimEnd());
            file.Save(profile, changes);
        }
        catch (ThresholdException error)
        {
            throw new ApiRefusal(error.Message);
        }
    }

    private static double? Value(PropertyInfo threshold, DetectionThresholds of)
    {
        double value = Convert.ToDouble(threshold.GetValue(of), CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : null;
    }
}
