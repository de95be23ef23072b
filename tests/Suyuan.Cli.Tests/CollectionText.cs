using System.Text.Json;

namespace Suyuan.Tests;

/// <summary>What <c>suyuan doctor --format json</c> printed.</summary>
internal sealed class CollectionText(string json)
{
    private static readonly string[] s_weights = ["fine", "advice", "problem"];

    public JsonElement Root { get; } = JsonDocument.Parse(json).RootElement;

    /// <summary>The weightiest finding at any of the hops.</summary>
    public string Worst(params IReadOnlyList<string> hops) => s_weights[Root.GetProperty("findings").EnumerateArray()
        .Where(finding => hops.Contains(finding.GetProperty("hop").GetString())).Max(finding => Array.IndexOf(s_weights, finding.GetProperty("weight").GetString()))];
}
