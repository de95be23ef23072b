namespace Suyuan.Reporting;

/// <summary>A population cut for print: the named slices, 未知 where something has no place, and 其他 for the rest.</summary>
/// <param name="Slices">Named slices, count descending, then Unknown, then Other; each only where it holds something.</param>
/// <param name="All">Every category, uncut, count descending.</param>
/// <param name="TiedBeyondCut">Categories in 其他 whose count equals the last named one's.</param>
public sealed record Breakdown(long Total, IReadOnlyList<Slice> Slices, IReadOnlyList<Slice> All, int TiedBeyondCut)
{
    /// <summary>A pie names at most nine.</summary>
    public const int MaxNamed = 9;

    /// <summary>The carriers that operator pies name with China at home; clouds, BGP多线 and all others are 其他.</summary>
    internal static readonly string[] Carriers = ["电信", "联通", "移动"];

    /// <summary>The largest nine; ties at the cut go by the order of <paramref name="all"/>.</summary>
    public static Breakdown Largest(IReadOnlyList<Slice> all, int named = MaxNamed)
    {
        Slice[] known = [.. all.Where(slice => slice.Category.Kind != CategoryKind.Unknown)];
        Slice[] top = [.. known.Take(named)];
        int tied = known.Length > top.Length ? known.Skip(top.Length).Count(slice => slice.Count == top[^1].Count) : 0;
        return Cut(all, top, tied);
    }

    /// <summary>Only the categories of <paramref name="names"/>, as operator pies do.</summary>
    public static Breakdown Only(IReadOnlyList<Slice> all, IReadOnlyCollection<string> names) =>
        Cut(all, [.. all.Where(slice => names.Contains(slice.Category.Key))], 0);

    /// <summary>Slices in the given order, all named.</summary>
    public static Breakdown Whole(params ReadOnlySpan<Slice> slices)
    {
        Slice[] all = [.. slices.ToArray().Where(slice => slice.Count > 0)];
        return new Breakdown(all.Sum(slice => slice.Count), all, all, 0);
    }

    private static Breakdown Cut(IReadOnlyList<Slice> all, IReadOnlyList<Slice> named, int tied)
    {
        long total = all.Sum(slice => slice.Count);
        long unknown = all.Where(slice => slice.Category.Kind == CategoryKind.Unknown).Sum(slice => slice.Count);
        long other = total - unknown - named.Sum(slice => slice.Count);
        List<Slice> slices = [.. named];
        if (unknown > 0)
        {
            slices.Add(new Slice(Category.Unknown, unknown));
        }
        if (other > 0)
        {
            slices.Add(new Slice(Category.Other, other));
        }
        return new Breakdown(total, slices, all, tied);
    }
}
