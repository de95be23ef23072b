using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class RankingTests
{
    [Fact]
    public void All_that_tie_with_the_third_are_named()
    {
        Ranking ranking = Of(("江苏", 5), ("浙江", 3), ("福建", 2), ("河南", 2), ("北京", 2), ("天津", 1));
        Assert.Equal([1, 2, 3], ranking.Groups.Select(group => group.Place));
        Assert.Equal(["北京", "福建", "河南"], ranking.Groups[2].Members.Select(member => member.Key));
        Assert.Equal(15, ranking.Total);
    }

    [Fact]
    public void Two_that_share_the_first_place_are_followed_by_the_third()
    {
        Ranking ranking = Of(("江苏", 5), ("浙江", 5), ("福建", 2), ("河南", 1));
        Assert.Equal([1, 3], ranking.Groups.Select(group => group.Place));
        Assert.Equal(3, ranking.Members);
    }

    [Fact]
    public void Unknown_places_count_in_the_population_but_never_rank()
    {
        Ranking ranking = Of((null, 50), ("江苏", 5));
        Assert.Equal(55, ranking.Total);
        Assert.Equal("江苏", Assert.Single(ranking.Groups).Members[0].Key);
    }

    [Fact]
    public void An_empty_population_has_no_ranking() => Assert.True(Of().IsEmpty);

    private static Ranking Of(params (string? Name, long Count)[] counts) =>
        Ranking.Of(CategoryOrder.Sort(counts.Select(count => new CategoryCount(count.Name, count.Count)), CategoryKind.Province));
}
