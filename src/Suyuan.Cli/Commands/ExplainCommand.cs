using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Cli.Places;
using Suyuan.Cli.Reports;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan explain PERIOD FIGURE</c>: from a figure back to the query, the resources and the events behind its numbers.</summary>
internal static class ExplainCommand
{
    /// <summary>Resources shown; the command printed below them lists all.</summary>
    private const int Shown = 10;

    public static Command Create()
    {
        Argument<string> period = new("PERIOD") { Description = "2021Q2, 2021-04 …" };
        Argument<string> figure = new("FIGURE") { Description = "As the report prints it: fig-1 …, table-1 …" };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Command command = new("explain", "Go from a figure of the report back to its evidence.") { period, figure, store, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using IAttackReader opened = StoredReport.Open(configuration, places.Lookup);
            Report report = StoredReport.Build(opened, arguments.GetRequiredValue(period), places.Lookup, configuration, TimeProvider.System);
            string id = arguments.GetRequiredValue(figure);
            Exhibit exhibit = report.FindFigure(id) ?? throw new NothingFoundException(
                $"the report has no '{id}'; it has {string.Join(", ", report.Figures.Select(one => Numbered("fig", one.Number, one.Id)).Concat(report.Tables.Select(one => Numbered("table", one.Number, one.Id))))}");
            Write(exhibit, opened, report, Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Numbered(string kind, int number, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}") is string printed && printed != id ? $"{printed} ({id})" : id;

    private static void Write(Exhibit exhibit, IAttackReader store, Report report, TextWriter output)
    {
        output.WriteLine(exhibit.Title);
        Listing.Write(
            exhibit.Rows, exhibit.Columns.Select((name, index) => new Column<IReadOnlyList<string>>(name, row => row[index])).ToArray(), OutputFormat.Table, output);
        foreach (Lineage lineage in exhibit.Lineage)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nquery {lineage.Query}, answered from {lineage.Rows:N0} rows"));
            output.WriteLine($"  {string.Join(' ', lineage.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}");
            if (lineage.AddressData.Length > 0)
            {
                output.WriteLine($"  address data {lineage.AddressData}");
            }
        }
        foreach (Population population in exhibit.Populations)
        {
            WriteResources(store, population, report, output);
        }
        if (exhibit.Populations.Count == 0)
        {
            output.WriteLine($"\nthe events behind it:    suyuan events --period {report.Period.Name}");
        }
    }

    private static void WriteResources(IAttackReader store, Population population, Report report, TextWriter output)
    {
        ResourceSelection selection = population.Selection;
        IReadOnlyList<ResourceRow> resources = store.Resources(new ListFilter
        {
            Period = report.Period,
            Kind = selection.Kind,
            Protocol = selection.Protocol,
            Scope = selection.Scope == SpoofScope.None ? null : selection.Scope,
            Counted = new CountedPart(report.Home, population.AtHome),
            Limit = population.Limit,
            AddressDataVersion = store.AddressDataVersion,
        });
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\nthe {Name(population)} behind it ({Math.Min(Shown, resources.Count)} of {resources.Count:N0}):"));
        Listing.Write(resources.Take(Shown), ListColumns.Resources, OutputFormat.Table, output);
        if (resources.Count > 0)
        {
            output.WriteLine($"all of them:    {Command(population, report.Period)}");
            output.WriteLine($"one of them:    suyuan resource {resources[0].Resource.Address}     (its events, and the rule that named it in each)");
            output.WriteLine("one event:      suyuan event ID     (its minutes, components and flows counted)");
        }
    }

    private static string Name(Population population) => string.Join(' ', new[]
    {
        population.Selection.Protocol ?? "", population.Selection.Scope.Token(), population.Selection.Kind.Token() + "s",
        population.AtHome switch { true => "at home", false => "abroad", null => "" },
    }.Where(word => word.Length > 0));

    /// <summary>Lists the same resources.</summary>
    internal static string Command(Population population, Period period)
    {
        ResourceSelection selection = population.Selection;
        string protocol = selection.Protocol is string name ? $" --protocol {name}" : "";
        string scope = selection.Scope == SpoofScope.None ? "" : $" --scope {selection.Scope.Token()}";
        string limit = population.Limit is int count ? string.Create(CultureInfo.InvariantCulture, $" --limit {count}") : "";
        return $"suyuan resources --period {period.Name} --kind {selection.Kind.Token()}{protocol}{scope} --counted {CountedTokens.Of(population.AtHome)}{limit}";
    }
}
