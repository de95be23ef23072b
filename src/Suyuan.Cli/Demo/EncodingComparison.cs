using System.Globalization;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Output;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Cli.Demo;

/// <summary>One encoding of the sample's real attack, as ingested into a store of its own.</summary>
internal sealed record EncodingRow(string File, string Format, long Records, EventRow? Event);

/// <summary>The same real attack in every encoding, each into its own temporary store: the numbers should agree as far as the encodings carry them.</summary>
internal static class EncodingComparison
{
    private static readonly IReadOnlyList<Column<EncodingRow>> s_columns =
    [
        new("file", row => row.File),
        new("format", row => row.Format),
        new("records", row => Listing.Number(row.Records), true),
        // A third party's address, though its publisher anonymised it: masked wherever the demo prints it.
        new("target", row => row.Event?.Target.ToMaskedString() ?? "none found"),
        new("vectors", row => row.Event?.Vectors ?? ""),
        new("seconds", row => row.Event is EventRow found ? ((found.End - found.Start) / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) : "", true),
        new("packets", row => row.Event is EventRow found ? Listing.Number(found.Packets) : "", true),
        new("bytes", row => row.Event is EventRow found ? Listing.Number(found.Octets) : "", true),
        new("reflectors", row => row.Event is EventRow found ? Listing.Number(found.Reflectors) : "", true),
        new("sampling", row => row.Event is EventRow found ? Listing.Number(found.Sampling) : "", true),
    ];

    public static IReadOnlyList<EncodingRow> Ingest(string folder, IPlaceLookup places, TimeProvider clock, CancellationToken cancel)
    {
        List<EncodingRow> rows = [];
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("suyuan-demo-");
        try
        {
            foreach (InputPath input in InputCollector.Collect([folder]).Files)
            {
                string name = Path.GetFileName(input.Path);
                using DuckDbStore store = DuckDbStore.Open(Path.Combine(temporary.FullName, name + ".duckdb"), StoreAccess.Write, clock);
                IngestSummary summary = new Pipeline(store, places, new IngestOptions(), clock, new SilentProgress()).Ingest([input.Path], cancel);
                IReadOnlyList<EventRow> events = store.Events(new ListFilter { MinConfidence = 0 });
                rows.Add(new EncodingRow(
                    name, summary.Finished.Count == 0 ? summary.NotRead.Single().Value : summary.Finished[0].File.Format, summary.Used, events.MaxBy(one => one.Packets)));
            }
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
        return rows;
    }

    public static void Write(IReadOnlyList<EncodingRow> rows, TextWriter output) => Listing.Write(rows, s_columns, OutputFormat.Table, output);
}
