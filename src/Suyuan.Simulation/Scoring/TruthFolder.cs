using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>
/// Reads a truth folder of any generator that keeps the contract's columns: found by header, in any order, others passed over, unknown values empty.
/// </summary>
public static class TruthFolder
{
    /// <exception cref="TruthFileException">A file is missing, or a row cannot be used; the message names file and line.</exception>
    public static Findings Read(string folder)
    {
        List<ResourceFinding> resources = CsvTable.Read(Path.Combine(folder, "participations.csv"), row => Resource(row, row.Text("event_id")));
        // Resources that take part in no event told: true, but of unknown scope.
        HashSet<ResourceKey> taking = [.. resources.Select(row => row.Resource)];
        resources.AddRange(CsvTable.Read(Path.Combine(folder, "resources.csv"), row => Resource(row, "")).Where(row => !taking.Contains(row.Resource)));
        HashSet<string> ids = new(StringComparer.Ordinal);
        return new Findings
        {
            Events = CsvTable.Read(Path.Combine(folder, "events.csv"), row =>
            {
                EventFinding told = Event(row);
                return ids.Add(told.Id) ? told : throw row.Bad("id", "names an earlier event");
            }),
            Resources = resources,
            Components = CsvTable.Read(Path.Combine(folder, "components.csv"), Component),
        };
    }

    private static EventFinding Event(CsvRow row) => new(
        row.Needed("id"), row.Target("target"), row.Time("start"), row.Time("end"),
        [.. row.Text("vectors").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Order(StringComparer.Ordinal)],
        row.Text("basis") switch
        {
            "" or "flows" => EventBasis.Flows,
            "command" => EventBasis.Command,
            "sensor" => EventBasis.Sensor,
            _ => throw row.Bad("basis", "is not flows, command or sensor"),
        })
    {
        Packets = row.Number("packets"),
        PeakPackets = row.Number("peak_pps"),
        PeakBits = row.Number("peak_bps"),
        SampledPackets = row.Number("sampled_packets"),
        Reflectors = (int?)row.Number("reflectors"),
        Sampling = (uint?)row.Number("sampling"),
    };

    private static ResourceFinding Resource(CsvRow row, string eventId)
    {
        ResourceKind kind = ResourceNames.TryParseKind(row.Needed("kind"), out ResourceKind known)
            ? known
            : throw row.Bad("kind", "is not controller, bot, reflector or spoofing_router");
        SpoofScope scope = row.Text("scope") switch
        {
            "" => SpoofScope.None,
            "cross_domain" => SpoofScope.CrossDomain,
            "local" => SpoofScope.Local,
            _ => throw row.Bad("scope", "is not cross_domain or local"),
        };
        return new ResourceFinding(eventId, new ResourceKey(kind, row.Text("protocol"), scope, row.Address("address")))
        {
            Exporter = row.Exporter("exporter"),
            Interface = (uint?)row.Number("interface"),
            SampledPackets = row.Number("sampled_packets"),
        };
    }

    private static ComponentFinding Component(CsvRow row) => new(
        row.Needed("event_id"), row.Exporter("exporter"), (uint)(row.Number("interface") ?? 0), row.Needed("class") switch
        {
            "reflection" => ComponentClass.Reflection,
            "cross_domain" => ComponentClass.CrossDomain,
            "local" => ComponentClass.Local,
            "real" => ComponentClass.Real,
            "undetermined" => ComponentClass.Undetermined,
            _ => throw row.Bad("class", "is not reflection, cross_domain, local, real or undetermined"),
        })
    {
        SampledPackets = row.Number("sampled_packets"),
    };
}
