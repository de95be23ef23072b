using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

internal sealed partial class PeriodStatistics
{
    public Statistic<ResourceTotals> Totals(ResourceSelection selection) => Selected(
        "resource-totals", selection, parameters => One(
            "resource-totals",
            row => new ResourceTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            parameters));

    public Statistic<IReadOnlyList<CategoryCount>> Countries(ResourceSelection selection) => Categories("resource-countries", selection);

    public Statistic<IReadOnlyList<CategoryCount>> Provinces(ResourceSelection selection) => Categories("resource-provinces", selection);

    public Statistic<IReadOnlyList<CategoryCount>> Networks(ResourceSelection selection) => Categories("resource-networks", selection);

    public Statistic<IReadOnlyList<TopResource>> Top(ResourceSelection selection, int count) => Selected<IReadOnlyList<TopResource>>(
        "resource-top",
        selection,
        parameters => Rows(
            "resource-top",
            row => new TopResource(row.Address(0), row.TextOrNull(1), row.TextOrNull(2), row.GetInt64(3), row.GetInt64(4), row.GetDouble(5)),
            parameters),
        ("limit", count));

    public Statistic<IReadOnlyList<CategoryCount>> ReflectorProtocols() => Answer<IReadOnlyList<CategoryCount>>(
        Rows("reflector-protocols", Category), "reflector-protocols", Population(new ResourceSelection(ResourceKind.Reflector)), places: false);

    public Statistic<ControllerActivity> ControllerActivity() => Answer(
        One(
            "controller-activity", row => new ControllerActivity(row.GetInt64(0), row.GetInt64(1)),
            ("from_ms", From), ("to_ms", To), ("controller_confidence", HeadlineRules.ControllerConfidence)),
        "controller-activity", Population(new ResourceSelection(ResourceKind.Controller)), places: false);

    public Statistic<BotProof> BotProof()
    {
        (string, object?)[] rules = [("bot_confidence", HeadlineRules.BotConfidence), ("controller_confidence", HeadlineRules.ControllerConfidence)];
        double perDay = One("bots-per-day", row => row.GetDouble(0), rules[0]);
        return Answer(
            One(
                "bot-proof", row => new BotProof(row.GetInt64(0), row.GetInt64(1), perDay),
                [("proven_confidence", HeadlineRules.ProvenBotConfidence), .. rules]),
            "bot-proof", Population(new ResourceSelection(ResourceKind.Bot)), places: false, rules);
    }

    /// <summary>The resources themselves, in the order of <see cref="Top"/>: as many as the statistics say.</summary>
    public IReadOnlyList<ResourceRow> Counted(ListFilter filter) => Rows(
        "resources-counted", ListReader.ResourceOf,
        ("kind", (int?)filter.Kind), ("protocol", filter.Protocol), ("scope", (int?)filter.Scope), ("home", filter.Counted!.AtHome),
        ("address", filter.Address), ("country", filter.Country), ("province", filter.Province), ("operator", filter.Operator), ("cloud", filter.Cloud),
        ("limit", filter.Limit ?? long.MaxValue));

    private Statistic<IReadOnlyList<CategoryCount>> Categories(string query, ResourceSelection selection) =>
        Selected<IReadOnlyList<CategoryCount>>(query, selection, parameters => Rows(query, Category, parameters));

    private Statistic<T> Selected<T>(
        string query, ResourceSelection selection, Func<(string, object?)[], T> ask, params IEnumerable<(string, object?)> more)
    {
        ArgumentNullException.ThrowIfNull(selection);
        (string, object?)[] parameters = [.. Parameters(selection), .. more];
        return Answer(
            ask(parameters), query, Population(selection), places: true,
            [("kind", selection.Kind.Token()), ("protocol", selection.Protocol), ("scope", selection.Scope == SpoofScope.None ? null : selection.Scope.Token()), .. more]);
    }

    /// <summary>Resources that the statistic chooses its headline from.</summary>
    private long Population(ResourceSelection selection) => One("resource-population", row => row.GetInt64(0), Parameters(selection));

    private static (string, object?)[] Parameters(ResourceSelection selection) =>
        [("kind", (int)selection.Kind), ("protocol", selection.Protocol), ("scope", (int)selection.Scope)];
}
