using Suyuan.Server.Api;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>The lists of the command line, for the server.</summary>
internal sealed class CsvLists : ICsvLists
{
    private const string Events = "events";
    private const string Resources = "resources";
    private const string Participations = "participations";

    public IReadOnlyList<string> Names { get; } = [Events, Resources, Participations];

    public void Write(string list, IAttackReader store, ListFilter filter, TextWriter output)
    {
        switch (list)
        {
            case Events:
                Listing.Write(store.Events(filter), ListColumns.Events, OutputFormat.Csv, output);
                break;
            case Resources:
                Listing.Write(store.Resources(filter), ListColumns.Resources, OutputFormat.Csv, output);
                break;
            default:
                Listing.Write(store.Participations(filter), ListColumns.Participations, OutputFormat.Csv, output);
                break;
        }
    }
}
