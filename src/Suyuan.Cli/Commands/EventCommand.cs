using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan event ID</c>: one event with its minutes, components, and the resources in it.</summary>
internal static class EventCommand
{
    private static readonly IReadOnlyList<Column<AttackMinute>> s_minutes =
    [
        new("minute", row => Listing.Time(Minute.Start(row.Minute))),
        new("vector", row => row.Vector.Token),
        new("packets", row => Listing.Number(row.Packets), true),
        new("bytes", row => Listing.Number(row.Octets), true),
        new("sampled_packets", row => Listing.Number(row.SampledPackets), true),
        new("sources", row => Listing.Number(row.Sources), true),
        new("peak_pps", row => Listing.Number(row.PeakPackets), true),
        new("peak_bps", row => Listing.Number(row.PeakBits), true),
        new("over_threshold", row => row.Trigger ? "yes" : "no"),
    ];

    public static Command Create()
    {
        Argument<string> id = new("ID") { Description = "An event's id, as `suyuan events` prints it." };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string> language = CommonOptions.Language();
        Command command = new("event", "One event: its minutes, its components, and the resources behind it.") { id, language, store, format, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            ReportLanguage wantedLanguage = CommonOptions.ReadLanguage(arguments, language);
            using DuckDbStore opened = DuckDbStore.Open(configuration.Store.Path, StoreAccess.Read, TimeProvider.System);
            string wanted = arguments.GetRequiredValue(id);
            ListFilter filter = new() { EventId = wanted, MinConfidence = 0, AddressDataVersion = opened.AddressDataVersion };
            EventRow found = opened.Events(filter).SingleOrDefault()
                ?? throw new NothingFoundException($"there is no event '{wanted}'; suyuan events lists them");
            OutputFormat wantedFormat = arguments.GetValue(format);
            if (wantedFormat != OutputFormat.Table)
            {
                // One table a command in machine formats: the resources; the others have lists of their own.
                Listing.Write(opened.Participations(filter), EvidenceColumns.Participations(wantedLanguage), wantedFormat, Console.Out);
                return ExitCodes.Ok;
            }
            Write(found, opened, filter, wantedLanguage, Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(EventRow found, DuckDbStore store, ListFilter filter, ReportLanguage language, TextWriter output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        output.WriteLine($"event {found.Id} on {found.Target}, {found.Vectors}, by {found.Basis.Token()}");
        output.WriteLine($"{Listing.Time(found.Start)} … {Listing.Time(found.End)}, {found.Bursts} bursts");
        output.WriteLine(string.Create(
            culture, $"{found.Packets:N0} packets, {found.Octets:N0} bytes estimated from {found.SampledPackets:N0} packets observed at 1 in {Math.Max(found.Sampling, 1):N0}"));
        if (found.Sampling > 1)
        {
            output.WriteLine(string.Create(
                culture, $"with 95 % between {found.Range.PacketsLow:N0} and {found.Range.PacketsHigh:N0} packets, {found.Range.OctetsLow:N0} and {found.Range.OctetsHigh:N0} bytes"));
        }
        output.WriteLine(string.Create(
            culture, $"peak {found.PeakPackets:N0} packets/s, {found.PeakBits / 1e6:N1} Mbit/s over {found.PeakSeconds} s"));
        output.WriteLine(string.Create(
            culture, $"{found.Controllers:N0} controllers, {found.Bots:N0} bots, {found.Reflectors:N0} reflectors, {found.Routers:N0} routers"));
        foreach (SeenResources seen in store.SeenResources(found.Id))
        {
            string kind = seen.Protocol.Length > 0 ? $"{seen.Protocol} reflectors" : "real sources";
            output.WriteLine(string.Create(
                culture, $"{seen.Seen:N0} {kind} in the sample, {seen.Once:N0} of them once: at least {seen.Low:N0} took part with 95 %, probably {seen.Estimate:N0} or more"));
        }
        Section("minutes", store.AttackMinutes(found.Id), rows => Listing.Write(rows, s_minutes, OutputFormat.Table, output, tableLimit: 50));
        Section("what passed each exporter's interfaces, by class", store.Components(found.Id), rows => EvidenceListing.Write(rows, language, output));
        // Of a thousand bots fifty tell enough; a controller or router among them must not be cut off.
        IReadOnlyList<ParticipationRow> resources =
            [.. store.Participations(filter).GroupBy(row => row.Participation.Resource.Kind).OrderBy(kind => kind.Count()).SelectMany(kind => kind.OrderByDescending(row => row.Participation.Packets))];
        Section("resources, the rarer kind first, then the largest", resources, rows => EvidenceListing.Write(rows, EvidenceListing.Resource, language, output));

        void Section<T>(string title, IReadOnlyList<T> rows, Action<IReadOnlyList<T>> write)
        {
            if (rows.Count > 0)
            {
                output.WriteLine();
                output.WriteLine(title);
                write(rows);
            }
        }
    }
}
