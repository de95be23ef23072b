using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan event ID</c>: one event with its minutes, components, and the resources in it.</summary>
internal static class EventCommand
{
    public static Command Create()
    {
        Argument<string> id = new("ID") { Description = "An event's id, as `suyuan events` prints it." };
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string> language = CommonOptions.Language();
        Option<double> confidence = CommonOptions.MinConfidence();
        Command command = new("event", "One event: its minutes, its components, and the resources behind it.") { id, language, confidence, store, format, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            ReportLanguage wantedLanguage = CommonOptions.ReadLanguage(arguments, language);
            using IAttackReader opened = StoreReading.Open(configuration);
            string wanted = arguments.GetRequiredValue(id);
            ListFilter filter = new() { EventId = wanted, MinConfidence = arguments.GetValue(confidence), AddressDataVersion = opened.AddressDataVersion };
            EventRow found = opened.Events(filter).SingleOrDefault()
                ?? throw new NothingFoundException($"there is no event '{wanted}'; suyuan events lists them");
            OutputFormat wantedFormat = arguments.GetValue(format);
            if (wantedFormat != OutputFormat.Table)
            {
                // One table a command in machine formats: the resources; the others have lists of their own.
                Listing.Write(opened.Participations(filter), EvidenceColumns.Participations(wantedLanguage), wantedFormat, Console.Out);
                return ExitCodes.Ok;
            }
            Write(found, opened, filter, new DetailTexts(wantedLanguage), Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(EventRow found, IAttackReader store, ListFilter filter, DetailTexts texts, TextWriter output)
    {
        IReadOnlyList<ParticipationRow> participations = store.Participations(filter);
        int below = store.Participations(filter with { MinConfidence = 0 }).Count - participations.Count;
        output.WriteLine(texts.Event(found));
        output.WriteLine(texts.Time(found));
        foreach (string line in texts.Traffic(found))
        {
            output.WriteLine(line);
        }
        output.WriteLine(texts.Counts(found, below, filter.MinConfidence));
        foreach (SeenResources seen in store.SeenResources(found.Id))
        {
            output.WriteLine(texts.Seen(seen));
        }
        Section(texts.Minutes, store.AttackMinutes(found.Id), rows => Listing.Write(rows, Minutes(texts), OutputFormat.Table, output, tableLimit: 50, texts.Language));
        Section(texts.Components, store.Components(found.Id), rows => EvidenceListing.Write(rows, texts, output));
        // Of a thousand bots fifty tell enough; a controller or router among them must not be cut off.
        IReadOnlyList<ParticipationRow> resources =
            [.. participations.GroupBy(row => row.Participation.Resource.Kind).OrderBy(kind => kind.Count()).SelectMany(kind => kind.OrderByDescending(row => row.Participation.Packets))];
        Section(texts.Resources, resources, rows => EvidenceListing.Write(rows, texts.Resource, texts, output));

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

    private static IReadOnlyList<Column<AttackMinute>> Minutes(DetailTexts texts) =>
    [
        new(texts.Either("分钟", "minute"), row => Listing.Time(Minute.Start(row.Minute))),
        new(texts.Either("攻击方式", "vector"), row => ResourceWords.Vectors(row.Vector.Token, texts.Language)),
        new(texts.Either("包数", "packets"), row => Listing.Number(row.Packets), true),
        new(texts.Either("字节数", "bytes"), row => Listing.Number(row.Octets), true),
        new(texts.Either("观测包数", "sampled_packets"), row => Listing.Number(row.SampledPackets), true),
        new(texts.Either("来源数", "sources"), row => Listing.Number(row.Sources), true),
        new(texts.Either("峰值包/秒", "peak_pps"), row => Listing.Number(row.PeakPackets), true),
        new(texts.Either("峰值比特/秒", "peak_bps"), row => Listing.Number(row.PeakBits), true),
        new(texts.Either("超过阈值", "over_threshold"), row => row.Trigger ? texts.Either("是", "yes") : texts.Either("否", "no")),
    ];
}
