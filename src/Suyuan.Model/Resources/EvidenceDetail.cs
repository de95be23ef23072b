using System.Globalization;
using System.Text;

namespace Suyuan.Model;

/// <summary>What a rule saw, as <c>key=value</c> pairs separated by spaces.</summary>
public sealed class EvidenceDetail
{
    private readonly StringBuilder _text = new();

    public EvidenceDetail Add(string key, long value) => Append(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Left out where it was not measured.</summary>
    public EvidenceDetail Add(string key, double? value) =>
        value is not double number || double.IsNaN(number) ? this : Append(key, Short(number));

    public EvidenceDetail Add(string key, string value) => Append(key, value.Replace(' ', '_'));

    public override string ToString() => _text.ToString();

    public static IReadOnlyDictionary<string, string> Parse(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);

    private static string Short(double number) => double.IsInfinity(number)
        ? "unbounded"
        : Math.Abs(number) >= 100
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("0.###", CultureInfo.InvariantCulture);

    private EvidenceDetail Append(string key, string value)
    {
        _text.Append(_text.Length == 0 ? "" : " ").Append(key).Append('=').Append(value);
        return this;
    }
}
