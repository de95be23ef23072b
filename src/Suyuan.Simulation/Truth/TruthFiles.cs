using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Truth;

/// <summary>Writes <c>truth/</c> in the columns of the contracts; columns that the world does not decide stay empty.</summary>
internal static class TruthFiles
{
    public static void Write(string folder, TruthBook book)
    {
        Directory.CreateDirectory(folder);
        IReadOnlyList<TruthParticipation> participations = book.Participations();
        IReadOnlyList<TruthComponent> components = book.Components();
        Save(folder, "participations.csv", "event_id,kind,protocol,scope,address,packets,bytes,first_seen,last_seen,confidence,exporter,interface,sampled_packets",
            participations.Select(row => Line(
                row.EventId, row.Kind, row.Protocol, row.Scope, row.Address, row.Packets, row.Octets, Time(row.First), Time(row.Last), "", row.Exporter,
                row.Interface, row.SampledPackets)));
        Save(folder, "resources.csv",
            "kind,protocol,scope,address,country,province,operator,cloud,asn,first_seen,last_seen,events,packets,bytes,confidence,sampled_packets",
            participations.GroupBy(row => (row.Kind, row.Protocol, row.Scope, row.Address))
                .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.Protocol, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Scope, StringComparer.Ordinal).ThenBy(group => group.Key.Address)
                .Select(group => Line(
                    group.Key.Kind, group.Key.Protocol, group.Key.Scope, group.Key.Address, "", "", "", "", "", Time(group.Min(row => row.First)),
                    Time(group.Max(row => row.Last)), group.Select(row => row.EventId).Distinct().Count(), group.Sum(row => row.Packets),
                    group.Sum(row => row.Octets), "", group.Sum(row => row.SampledPackets))));
        Save(folder, "components.csv", "event_id,exporter,interface,class,packets,sampled_packets",
            components.Select(row => Line(row.EventId, row.Exporter, row.Interface, row.Class, row.Packets, row.SampledPackets)));
        ILookup<(string, string), TruthParticipation> byKind = participations.ToLookup(row => (row.EventId, row.Kind));
        Save(folder, "events.csv",
            "id,target,start,end,vectors,bursts,packets,bytes,peak_pps,peak_bps,controllers,bots,reflectors,routers,sampled_packets,peak_seconds,basis,sampling",
            book.Events.Select(truth => EventLine(truth, book, byKind)).Concat(book.CommandEntries().Select(entry => CommandLine(entry, byKind))));
    }

    private static string EventLine(TruthEvent truth, TruthBook book, ILookup<(string, string), TruthParticipation> byKind)
    {
        AttackPart[] parts = [.. book.EntriesOf(truth).Where(TruthBook.HitsTarget)];
        IEnumerable<string> vectors = parts.Select(part => part.Stage).Select(stage => stage.Vector.Token).Distinct().Order(StringComparer.Ordinal);
        (long peakPackets, long peakBits) = Peaks(parts);
        uint sampling = parts.Max(part => part.Exporter.Sampling);
        return Line(
            truth.Id, truth.Target, Time(truth.Start), Time(truth.End), string.Join('+', vectors), truth.Bursts.Count,
            parts.Sum(part => part.Stage.Packets), parts.Sum(TruthBook.OctetsOf), peakPackets, peakBits,
            byKind[(truth.Id, "controller")].Count(), byKind[(truth.Id, "bot")].Count(), byKind[(truth.Id, "reflector")].Count(),
            byKind[(truth.Id, "spoofing_router")].Count(), parts.Sum(part => part.Exported), 60, "flows", sampling);
    }

    private static string CommandLine(CommandEntry entry, ILookup<(string, string), TruthParticipation> byKind) => Line(
        entry.Id, entry.Target, Time(entry.Start), Time(entry.End), "", 1, "", "", "", "", byKind[(entry.Id, "controller")].Count(), 0, 0, 0, 0, "",
        "command", "");

    /// <summary>Busiest minute of the clock.</summary>
    private static (long Packets, long Bits) Peaks(AttackPart[] parts)
    {
        Dictionary<long, (double Packets, double Octets)> minutes = [];
        foreach (AttackPart part in parts)
        {
            double length = part.Exported == 0 ? 0 : (double)part.ExportedOctets / part.Exported;
            for (long minute = Minute.Of(part.Stage.Start); Minute.Start(minute) < part.Stage.End; minute++)
            {
                long sending = part.Stage.OnMilliseconds(Minute.End(minute)) - part.Stage.OnMilliseconds(Minute.Start(minute));
                double packets = part.Stage.PacketsPerSecond * sending / 1000.0;
                (double before, double octets) = minutes.GetValueOrDefault(minute);
                minutes[minute] = (before + packets, octets + (packets * length));
            }
        }
        return ((long)(minutes.Values.Max(value => value.Packets) / 60), (long)(minutes.Values.Max(value => value.Octets) * 8 / 60));
    }

    private static void Save(string folder, string name, string header, IEnumerable<string> lines)
    {
        using StreamWriter writer = new(Path.Combine(folder, name)) { NewLine = "\r\n" };
        writer.WriteLine(header);
        foreach (string line in lines)
        {
            writer.WriteLine(line);
        }
    }

    // No value here holds a comma or a quote.
    private static string Line(params object?[] values) => string.Join(',', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
