namespace Suyuan.Reporting;

/// <summary>Categories with one count, and their place: two on place 1 are followed by place 3.</summary>
public sealed record RankGroup(int Place, long Count, IReadOnlyList<Category> Members)
{
    public bool IsTie => Members.Count > 1;
}

/// <summary>The leaders of a population in words: the first three, and all that tie with the third (并列).</summary>
/// <param name="Total">The population that shares are of, 未知 included.</param>
public sealed record Ranking(long Total, IReadOnlyList<RankGroup> Groups)
{
    public static Ranking None { get; } = new(0, []);

    public bool IsEmpty => Groups.Count == 0;

    public int Members => Groups.Sum(group => group.Members.Count);

    /// <param name="all">Count descending; 未知 and 其他 never rank.</param>
    public static Ranking Of(IReadOnlyList<Slice> all, int places = 3)
    {
        List<RankGroup> groups = [];
        int named = 0;
        foreach (IGrouping<long, Slice> equal in all
            .Where(slice => slice.Category.Kind is not (CategoryKind.Unknown or CategoryKind.Other) && slice.Count > 0)
            .GroupBy(slice => slice.Count))
        {
            if (named >= places)
            {
                break;
            }
            Category[] members = [.. equal.Select(slice => slice.Category)];
            groups.Add(new RankGroup(named + 1, equal.Key, members));
            named += members.Length;
        }
        return new Ranking(all.Sum(slice => slice.Count), groups);
    }
}
