using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Reference;

/// <summary>How many of a kind live where: named places of worlds with whole numbers, so that all that the report prints of the kind comes out again.</summary>
internal sealed class KindPlaces
{
    private static readonly string[] s_carriers = ["电信", "联通", "移动"];
    private static readonly string[] s_clouds = ["阿里云", "腾讯云", "华为云"];
    private static readonly string[] s_smaller = ["教育网", "广电", "鹏博士"];

    private KindPlaces(IReadOnlyList<(string Province, string Operator, int Count)> carriers, IReadOnlyList<(string Place, int Count)> others, IReadOnlyList<(string Place, int Count)> abroad) =>
        (Carriers, Others, Abroad) = (carriers, others, abroad);

    public IReadOnlyList<(string Province, string Operator, int Count)> Carriers { get; }

    /// <summary>At home, of no carrier: clouds and smaller networks.</summary>
    public IReadOnlyList<(string Place, int Count)> Others { get; }

    public IReadOnlyList<(string Place, int Count)> Abroad { get; }

    /// <param name="total">Of this world: the printed number, or a part of it.</param>
    public static KindPlaces Of(ReferenceKind kind, int total)
    {
        int home = Nearest(total * kind.Home);
        int clouds = Nearest(total * kind.Cloud);
        // Only routers are all of carriers, and in their table's order: of the others, the table may name more than the shares hold.
        (string Province, string Operator)[] named = kind.Home < 1 ? [] : [.. kind.Leaders];
        (string[] provinces, int[] byProvince) = Divide(home, kind.Provinces, PlaceNames.Provinces, province => named.Count(row => row.Province == province));
        int[] byOperator = Apportion.Of(home, [.. s_carriers.Select(name => kind.Operators.GetValueOrDefault(name)), Math.Max(0, 1 - kind.Operators.Values.Sum())]);
        double[][] start = [.. provinces.Select(province => (double[])[.. s_carriers.Select(name => Has(province + name) ? 1.0 : 0), Cloud(province) is null && Smaller(province) is null ? 0 : 1])];
        int[][] leaders = [.. provinces.Select(province => (int[])[.. s_carriers.Select(name => named.Count(row => row == (province, name))), 0])];
        int[][] table = Apportion.Table(start, leaders, byProvince, byOperator);
        (string Place, int Count)[] others = [.. OfNoCarrier(provinces, [.. table.Select(row => row[3])], Nearest(clouds * kind.Home))];
        return new KindPlaces(
            [.. provinces.SelectMany((province, row) => s_carriers.Select((name, column) => (province, name, table[row][column]))).Where(cell => cell.Item3 > 0)],
            others, [.. OfAbroad(kind, total - home, Math.Max(0, clouds - others.Where(place => place.Place.StartsWith("CN ", StringComparison.Ordinal)).Sum(place => place.Count)))]);
    }

    /// <summary>Who is of no carrier is as often in a cloud as others are, where there is one; the rest has smaller networks.</summary>
    private static IEnumerable<(string Place, int Count)> OfNoCarrier(string[] provinces, int[] counts, int clouds)
    {
        foreach ((string province, int count) in provinces.Zip(counts).Where(pair => pair.Second > 0).OrderBy(pair => Smaller(pair.First) is not null))
        {
            int rented = Cloud(province) is null ? 0 : Smaller(province) is null ? count : Math.Min(count, clouds);
            clouds = Math.Max(0, clouds - rented);
            if (rented > 0)
            {
                yield return (Cloud(province)!, rented);
            }
            if (count > rented)
            {
                yield return (Smaller(province)!, count - rented);
            }
        }
    }

    private static IEnumerable<(string Place, int Count)> OfAbroad(ReferenceKind kind, int total, int clouds)
    {
        (string[] countries, int[] byCountry) = Divide(total, kind.Countries, AddressPlan.Countries.Concat(PlaceTable.Names.Where(name => name.Length == 2)).Distinct().Where(Has), _ => 0);
        double[][] start = [.. countries.Select(country => (double[])[1, Has(country + " cloud") ? 1 : 0])];
        int[][] table = Apportion.Table(start, [.. countries.Select(_ => new int[2])], byCountry, [total - clouds, clouds]);
        return countries.SelectMany((country, row) => (IEnumerable<(string, int)>)[(country, table[row][0]), (country + " cloud", table[row][1])]).Where(place => place.Item2 > 0);
    }

    /// <summary>The named ones by their shares; the others evenly, but for those that the report's table names.</summary>
    /// <param name="least">That many of a name.</param>
    private static (string[] Names, int[] Counts) Divide(int total, IReadOnlyDictionary<string, double> named, IEnumerable<string> all, Func<string, int> least)
    {
        string[] unnamed = [.. all.Where(name => !named.ContainsKey(name)).Order(StringComparer.Ordinal)];
        // The nearest number is the one that is printed as its share again.
        int[] counts = [.. named.Values.Select(share => Nearest(total * share))];
        if (counts.Sum() > total)
        {
            counts = Apportion.Of(total, [.. named.Values]);
        }
        int left = total - counts.Sum();
        int[] floors = Array.ConvertAll(unnamed, name => least(name));
        floors = floors.Sum() <= left ? floors : new int[unnamed.Length];
        int[] evenly = Apportion.Of(left - floors.Sum(), Array.ConvertAll(floors, floor => floor == 0 ? 1.0 : 0));
        return ([.. named.Keys, .. unnamed], [.. counts, .. floors.Zip(evenly, (floor, more) => floor + more)]);
    }

    private static string? Cloud(string province) => s_clouds.Select(cloud => $"CN {province} {cloud}").FirstOrDefault(Has);

    private static string? Smaller(string province) => s_smaller.Select(name => province + name).FirstOrDefault(Has);

    private static bool Has(string place) => AddressPlan.Find(place) is not null;

    private static int Nearest(double number) => (int)(number + 0.5);
}
