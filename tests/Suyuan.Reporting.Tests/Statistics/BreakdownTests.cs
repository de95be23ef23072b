using CsCheck;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Reporting.Tests;

public sealed class BreakdownTests
{
    [Fact]
    public void A_pie_names_nine_and_says_how_many_tie_with_the_last_of_them()
    {
        IReadOnlyList<Slice> all = CategoryOrder.Sort(
            Counts(("新疆", 1), ("北京", 1), ("天津", 1), ("河北", 1), ("江苏", 5), ("浙江", 3), ("福建", 2), ("河南", 2), ("广东", 2), ("山东", 2), ("山西", 1)), CategoryKind.Province);
        Breakdown pie = Breakdown.Largest(all);
        Assert.Equal(["江苏", "浙江", "福建", "山东", "河南", "广东", "北京", "天津", "河北", ""], pie.Slices.Select(slice => slice.Category.Key));
        Assert.Equal(2, pie.TiedBeyondCut);
        Assert.Equal(2, pie.Slices[^1].Count);
    }

    [Fact]
    public void Unknown_stands_apart_from_other_and_is_not_one_of_the_nine()
    {
        Breakdown pie = Breakdown.Largest(CategoryOrder.Sort(
            [.. Enumerable.Range(0, 11).Select(index => new CategoryCount($"A{(char)('A' + index)}", 20 - index)), new CategoryCount(null, 100)], CategoryKind.Country));
        Assert.Equal(11, pie.Slices.Count);
        Assert.Equal(CategoryKind.Unknown, pie.Slices[9].Category.Kind);
        Assert.Equal(100, pie.Slices[9].Count);
        Assert.Equal(CategoryKind.Other, pie.Slices[10].Category.Kind);
        Assert.Equal(11 + 10, pie.Slices[10].Count);
    }

    [Fact]
    public void Operator_pies_put_clouds_and_multi_line_networks_into_other()
    {
        Breakdown pie = Populations.Operators(
            CategoryOrder.Sort(Counts(("阿里云", 50), ("电信", 20), ("BGP多线", 10), ("移动", 1)), CategoryKind.Network), HomeRegion.China);
        Assert.Equal([("电信", 20L), ("移动", 1L), ("", 60L)], pie.Slices.Select(slice => (slice.Category.Key, slice.Count)));
    }

    [Fact]
    public void Slices_always_sum_to_the_population() => Gen.Select(Gen.Int[0, 40], Gen.Long[0, 1_000_000]).List[0, 30].Sample(pairs =>
    {
        IReadOnlyList<Slice> all = CategoryOrder.Sort(
            pairs.DistinctBy(pair => pair.Item1).Select(pair => new CategoryCount(pair.Item1 == 0 ? null : $"C{pair.Item1}", pair.Item2)), CategoryKind.Country);
        Breakdown pie = Breakdown.Largest(all);
        return pie.Slices.Sum(slice => slice.Count) == pie.Total && pie.Slices.Count <= Breakdown.MaxNamed + 2 && pie.Slices.All(slice => slice.Count > 0);
    });

    private static CategoryCount[] Counts(params (string Name, long Count)[] counts) => [.. counts.Select(count => new CategoryCount(count.Name, count.Count))];
}
