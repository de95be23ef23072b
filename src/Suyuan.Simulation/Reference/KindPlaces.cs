using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Reference;

/// <summary>How many of a kind live where: named places of worlds with whole numbers, so that all that the report prints of the kind comes out again.</summary>
internal sealed class KindPlaces
{
    private static readonly string[] s_carriers = ["电信", "联通", "移动"];
    private static readonly string[] s_clouds = ["阿里云", "腾讯云", "华为云"];
    private static readonly string[] s_smaller = ["教育网", "广电", "鹏博士"];

    /// <summary>As far is a printed share from the one that it was.</summary>
    private const double Rounding = 0.0005;

    private KindPlaces(
        IReadOnlyList<(string Province, string Operator, int Count)> carriers, IReadOnlyList<(string Place, int Count)> others, IReadOnlyList<(string Place, int Count)> abroad,
        IReadOnlyList<string> leaders) =>
        (Carriers, Others, Abroad, Leaders) = (carriers, others, abroad, leaders);

    /// <summary>Leaders among them.</summary>
    public IReadOnlyList<(string Province, string Operator, int Count)> Carriers { get; }

    /// <summary>At home, of no carrier: clouds and smaller networks. Leaders among them.</summary>
    public IReadOnlyList<(string Place, int Count)> Others { get; }

    public IReadOnlyList<(string Place, int Count)> Abroad { get; }

    /// <summary>Places of the rows of the kind's table of the most active, in its order; those that these numbers hold.</summary>
    public IReadOnlyList<string> Leaders { get; }

    /// <summary>The same without a host for each leader.</summary>
    public KindPlaces WithoutLeaders()
    {
        Dictionary<string, int> led = Leaders.CountBy(place => place, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new KindPlaces(
            [.. Carriers.Select(place => place with { Count = place.Count - led.GetValueOrDefault(place.Province + place.Operator) }).Where(place => place.Count > 0)],
            [.. Others.Select(place => place with { Count = place.Count - led.GetValueOrDefault(place.Place) }).Where(place => place.Count > 0)],
            Abroad, Leaders);
    }

    /// <param name="total">Of this world: the printed number, or a part of it.</param>
    public static KindPlaces Of(ReferenceKind kind, int total)
    {
        int home = Nearest(total * kind.Home);
        int clouds = Nearest(total * kind.Cloud);
        (string Province, string Operator)[] named = [.. kind.Leaders];
        (string[] provinces, int[] byProvince) = Divide(home, kind.Provinces, PlaceNames.Provinces, province => named.Count(row => row.Province == province));
        int[] byOperator = Apportion.Of(home, [.. s_carriers.Select(name => kind.Operators.GetValueOrDefault(name)), Math.Max(0, 1 - kind.Operators.Values.Sum())]);
        double[][] start = [.. provinces.Select(province => (double[])[.. s_carriers.Select(name => Has(province + name) ? 1.0 : 0), Cloud(province) is null && Smaller(province) is null ? 0 : 1])];
        int[][] leaders =
        [
            .. provinces.Select(province => (int[])
            [
                .. s_carriers.Select(name => named.Count(row => row == (province, name))),
                named.Count(row => row.Province == province && !s_carriers.Contains(row.Operator)),
            ]),
        ];
        int[][] table = Apportion.Table(start, leaders, byProvince, byOperator);
        (string Place, int Count)[] others = [.. OfNoCarrier(provinces, [.. table.Select(row => row[3])], Nearest(clouds * kind.Home), named)];
        (string Province, string Operator, int Count)[] carriers =
            [.. provinces.SelectMany((province, row) => s_carriers.Select((name, column) => (province, name, table[row][column]))).Where(cell => cell.Item3 > 0)];
        return new KindPlaces(
            carriers, others, [.. OfAbroad(kind, total - home, Math.Max(0, clouds - others.Where(place => IsCloud(place.Place)).Sum(place => place.Count)))],
            [.. Held(named.Select(PlaceOf), carriers.Select(place => (place.Province + place.Operator, place.Count)).Concat(others))]);
    }

    /// <summary>The first of the table's rows that there are hosts for; a small part of the printed number does not hold all of them.</summary>
    private static IEnumerable<string> Held(IEnumerable<string> leaders, IEnumerable<(string Place, int Count)> hosts)
    {
        Dictionary<string, int> left = hosts.ToDictionary(StringComparer.Ordinal);
        foreach (string place in leaders.Where(place => left.GetValueOrDefault(place) > 0))
        {
            left[place]--;
            yield return place;
        }
    }

    /// <summary>Who is of no carrier is as often in a cloud as others are, where there is one; the rest has smaller networks. Those that the table names are where it says.</summary>
    private static IEnumerable<(string Place, int Count)> OfNoCarrier(string[] provinces, int[] counts, int clouds, (string Province, string Operator)[] named)
    {
        string[][] leaders = [.. provinces.Select((province, index) => named.Where(row => row.Province == province && !s_carriers.Contains(row.Operator)).Select(PlaceOf).Take(counts[index]).ToArray())];
        int[] left = [.. counts.Zip(leaders, (count, own) => count - own.Length)];
        int[] least = [.. provinces.Zip(left, (province, count) => Smaller(province) is null ? count : 0)];
        int[] most = [.. provinces.Zip(left, (province, count) => Cloud(province) is null ? 0 : count)];
        int wanted = Math.Clamp(clouds - leaders.Sum(own => own.Count(IsCloud)), least.Sum(), most.Sum());
        int[] rented = [.. least.Zip(Apportion.Of(wanted - least.Sum(), [.. most.Zip(least, (all, some) => (double)(all - some))]), (some, more) => some + more)];
        return provinces.SelectMany((province, index) => ((string Place, int Count)[])
            [
                .. leaders[index].Select(place => (place, 1)), (Cloud(province) ?? "", rented[index]), (Smaller(province) ?? "", left[index] - rented[index]),
            ]).Where(place => place.Count > 0).GroupBy(place => place.Place, StringComparer.Ordinal).Select(group => (group.Key, group.Sum(place => place.Count)));
    }

    private static IEnumerable<(string Place, int Count)> OfAbroad(ReferenceKind kind, int total, int clouds)
    {
        (string[] countries, int[] byCountry) = Divide(total, kind.Countries, AddressPlan.Countries.Concat(PlaceTable.Names.Where(name => name.Length == 2)).Distinct().Where(Has), _ => 0);
        double[][] start = [.. countries.Select(country => (double[])[1, Has(country + " cloud") ? 1 : 0])];
        int[][] table = Apportion.Table(start, [.. countries.Select(_ => new int[2])], byCountry, [total - clouds, clouds]);
        return countries.SelectMany((country, row) => (IEnumerable<(string, int)>)[(Access(country), table[row][0]), (country + " cloud", table[row][1])]).Where(place => place.Item2 > 0);
    }

    /// <summary>The named ones by their shares; the others evenly, but for those that the report's table names more often than that.</summary>
    /// <param name="least">That many of a name.</param>
    private static (string[] Names, int[] Counts) Divide(int total, IReadOnlyDictionary<string, double> named, IEnumerable<string> all, Func<string, int> least)
    {
        string[] unnamed = [.. all.Where(name => !named.ContainsKey(name)).Order(StringComparer.Ordinal)];
        double rest = Math.Max(0, 1 - named.Values.Sum());
        // The nearest number is the one that is printed as its share again; of few, many such leave too little or too much for the others.
        int[] counts = [.. named.Values.Select(share => Nearest(total * share))];
        if (Math.Abs(total - counts.Sum() - (total * rest)) > Math.Max(1, total * named.Count * Rounding))
        {
            counts = Apportion.Of(total, [.. named.Values, rest])[..^1];
        }
        return ([.. named.Keys, .. unnamed], [.. counts, .. Evenly(total - counts.Sum(), Array.ConvertAll(unnamed, name => least(name)))]);
    }

    private static int[] Evenly(int total, int[] floors)
    {
        bool[] isFloor = new bool[floors.Length];
        while (true)
        {
            int left = total - floors.Where((_, index) => isFloor[index]).Sum();
            if (left < 0)
            {
                return Apportion.Of(total, Array.ConvertAll(floors, _ => 1.0));
            }
            int[] parts = Apportion.Of(left, Array.ConvertAll(isFloor, at => at ? 0.0 : 1.0));
            int[] low = [.. Enumerable.Range(0, floors.Length).Where(index => !isFloor[index] && parts[index] < floors[index])];
            if (low.Length == 0)
            {
                return [.. parts.Select((part, index) => isFloor[index] ? floors[index] : part)];
            }
            foreach (int index in low)
            {
                isFloor[index] = true;
            }
        }
    }

    /// <summary>A row's province and operator as a named place of worlds.</summary>
    private static string PlaceOf((string Province, string Operator) row) => Has(row.Province + row.Operator) ? row.Province + row.Operator : $"CN {row.Province} {row.Operator}";

    private static bool IsCloud(string place) => place.StartsWith("CN ", StringComparison.Ordinal);

    /// <summary>Networks that lie in the country as a whole, where its large blocks do not.</summary>
    private static string Access(string country) => Has(country + " access") ? country + " access" : country;

    private static string? Cloud(string province) => s_clouds.Select(cloud => $"CN {province} {cloud}").FirstOrDefault(Has);

    private static string? Smaller(string province) => s_smaller.Select(name => province + name).FirstOrDefault(Has);

    private static bool Has(string place) => AddressPlan.Find(place) is not null;

    private static int Nearest(double number) => (int)(number + 0.5);
}
