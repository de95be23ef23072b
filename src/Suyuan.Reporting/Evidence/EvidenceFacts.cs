using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What a rule saw, by key, in the order in which it was written.</summary>
internal sealed class EvidenceFacts(string detail)
{
    /// <summary>Keys whose values are parts of one.</summary>
    private static readonly HashSet<string> s_shares = ["size_share", "solicited_share", "unrouted", "ttl_mode", "live", "density"];

    private readonly Dictionary<string, string> _values = new(EvidenceDetail.Parse(detail), StringComparer.Ordinal);

    public IEnumerable<string> Keys => _values.Keys;

    public static bool IsShare(string key) => s_shares.Contains(key);

    public void Add(string key, string value) => _values[key] = value;

    public void Add(string key, long value) => Add(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null where it was not measured; log values that say "unknown" were not.</summary>
    public string? Text(string key) => _values.TryGetValue(key, out string? value) && value.Length > 0 && value != "unknown" ? value : null;

    /// <summary>Null where it was not measured or has no bound.</summary>
    public decimal? Number(string key) =>
        Text(key) is string text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;
}
