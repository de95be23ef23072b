using System.Collections.Frozen;
using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>Who runs an AS.</summary>
/// <param name="Province">For networks of one province.</param>
internal sealed record SystemOperator(string Name, NetworkKind Kind, string? Province);

/// <summary>The classified ASes (<c>as-operator.csv</c>).</summary>
internal static class SystemOperators
{
    public static FrozenDictionary<uint, SystemOperator> Load()
    {
        Dictionary<uint, SystemOperator> systems = [];
        foreach (string[] fields in EmbeddedTable.Read("as-operator.csv", "asn", "operator_zh", "kind", "province_zh_hint"))
        {
            NetworkKind kind = Enum.Parse<NetworkKind>(fields[2], ignoreCase: true);
            string? province = fields[3].Length == 0 ? null : PlaceNames.ProvinceShort(fields[3]);
            systems.Add(uint.Parse(fields[0], CultureInfo.InvariantCulture), new SystemOperator(NetworkTexts.ThreeCarriers(fields[1]), kind, province));
        }
        return systems.ToFrozenDictionary();
    }
}
