using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Count descending; equal counts in the order of GB/T 2260 (provinces) or of their code.</summary>
internal static class CategoryOrder
{
    public static IReadOnlyList<Slice> Sort(IEnumerable<CategoryCount> counts, CategoryKind kind) =>
        [.. counts
            .Where(count => count.Count > 0)
            .Select(count => new Slice(count.Name is null ? Category.Unknown : new Category(kind, count.Name), count.Count))
            .OrderByDescending(slice => slice.Count)
            .ThenBy(slice => Rank(slice.Category))
            .ThenBy(slice => slice.Category.Key, StringComparer.Ordinal)];

    private static int Rank(Category category) => category.Kind switch
    {
        CategoryKind.Province => PlaceNames.ProvinceOrder(category.Key),
        CategoryKind.Network => Array.IndexOf(Breakdown.Carriers, category.Key) is int index && index >= 0 ? index : int.MaxValue - 1,
        CategoryKind.Unknown => int.MaxValue,
        _ => 0,
    };
}
