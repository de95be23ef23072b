using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The populations of the definitions: countries over abroad, provinces and operators over home, clouds over all.</summary>
internal static class Populations
{
    public static Breakdown HomeAbroad(ResourceTotals totals) => Breakdown.Whole(
        new Slice(new Category(CategoryKind.Home), totals.Home),
        new Slice(new Category(CategoryKind.Abroad), totals.Abroad),
        new Slice(Category.Unknown, totals.UnknownCountry));

    public static Breakdown Cloud(ResourceTotals totals) => Breakdown.Whole(
        new Slice(new Category(CategoryKind.Cloud), totals.Cloud),
        new Slice(Category.Other, totals.Count - totals.Cloud));

    /// <summary>
    /// China's pies name the three carriers and leave the rest, clouds and BGP多线 too, to 其他; other homes have no such canon and name their nine largest.
    /// </summary>
    public static Breakdown Operators(IReadOnlyList<Slice> networks, HomeRegion home) =>
        home.Country == HomeRegion.China.Country ? Breakdown.Only(networks, Breakdown.Carriers) : Breakdown.Largest(networks);
}
