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
        Argument<string> figure = new("FIGURE") { Description = "fig-1 …, table-1 …; the report's JSON names them all." };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Command command = new("explain", "Go from a figure of the report back to its evidence.") { period, figure, store, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            using LoadedPlaces places = AddressDataFolder.OpenOrFetch(configuration, Console.Error);
            using DuckDbStore opened = StoredReport.Open(configuration, places.Lookup);
            Report report = StoredReport.Build(opened, arguments.GetRequiredValue(period), places.Lookup, configuration, TimeProvider.System);
            string id = arguments.GetRequiredValue(figure);
            Exhibit exhibit = report.FindFigure(id) ?? throw new NothingFoundException(
                $"the report has no '{id}'; it has {string.Join(", ", report.Figures.Select(one => one.Id).Concat(report.Tables.Select(one => one.Id)))}");
            Write(exhibit, opened, report.Period, Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(Exhibit exhibit, DuckDbStore store, Period period, TextWriter output)
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
        foreach (ListFilter filter in exhibit.Lineage.Select(lineage => FilterOf(lineage, period)).OfType<ListFilter>().Distinct())
        {
            WriteResources(store, filter with { AddressDataVersion = store.AddressDataVersion }, output);
        }
    }

    private static void WriteResources(DuckDbStore store, ListFilter filter, TextWriter output)
    {
        IReadOnlyList<ResourceRow> resources = store.Resources(filter);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nthe resources behind it ({Math.Min(Shown, resources.Count)} of {resources.Count:N0}):"));
        Listing.Write(resources.Take(Shown), ListColumns.Resources, OutputFormat.Table, output);
        string scope = filter.Scope is SpoofScope one ? $" --scope {one.Token()}" : "";
        string protocol = filter.Protocol is string name ? $" --protocol {name}" : "";
        output.WriteLine($"all of them:    suyuan resources --period {filter.Period!.Name} --kind {filter.Kind!.Value.Token()}{protocol}{scope}");
        if (resources.Count > 0)
        {
            output.WriteLine($"one of them:    suyuan resource {resources[0].Resource.Address}     (its events, and the rule that named it in each)");
            output.WriteLine("one event:      suyuan event ID     (its minutes, components and flows counted)");
        }
    }

    private static ListFilter? FilterOf(Lineage lineage, Period period)
    {
        if (!lineage.Parameters.TryGetValue("kind", out string? kind) || !ResourceNames.TryParseKind(kind, out ResourceKind known))
        {
            return null;
        }
        lineage.Parameters.TryGetValue("protocol", out string? protocol);
        lineage.Parameters.TryGetValue("scope", out string? scope);
        return new ListFilter
        {
            Period = period,
            Kind = known,
            Protocol = protocol,
            Scope = scope switch
            {
                "cross_domain" => SpoofScope.CrossDomain,
                "local" => SpoofScope.Local,
                _ => null,
            },
        };
    }
}
