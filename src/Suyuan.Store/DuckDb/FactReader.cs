using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// Reads the facts of targets, portion by portion: as many targets at a time as together have few rows, so that one query serves many small
/// targets and memory holds one portion. A portion is read whole before its first target is handed out; the caller may write in between.
/// </summary>
internal sealed class FactReader(Database database, NameTable exporters, NameTable vectors, ExporterTable table)
{
    /// <summary>Rows of sources and minutes of a portion, unless one target has more.</summary>
    private const long PortionRows = 200_000;

    /// <summary>Targets of a portion.</summary>
    private const int PortionTargets = 2_000;

    private readonly ushort[] _exporters = [.. exporters.Names.Select(table.Intern)];
    private readonly AttackVector[] _vectors = [.. vectors.Names.Select(AttackVector.Parse)];

    public IEnumerable<TargetFacts> ReadStale()
    {
        List<(IpPrefix Target, long Rows)> stale =
            database.List("Facts/select-stale-targets", row => (row.Prefix(0, 1), row.GetInt64(2)));
        for (int from = 0; from < stale.Count;)
        {
            int count = 0;
            long rows = 0;
            while (from + count < stale.Count && count < PortionTargets && (count == 0 || rows + stale[from + count].Rows <= PortionRows))
            {
                rows += stale[from + count].Rows;
                count++;
            }
            IpPrefix[] targets = [.. stale.Skip(from).Take(count).Select(row => row.Target)];
            foreach (TargetFacts facts in ReadPortion(targets))
            {
                yield return facts;
            }
            from += count;
        }
    }

    public static AttackMinute MinuteOf(DuckDBDataReader row, Func<byte, AttackVector> vector) => new(
        row.Prefix(0, 1), vector(row.GetByte(2)), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7),
        row.GetInt64(8), row.GetInt32(9), row.GetInt64(10), row.GetInt64(11), row.GetInt32(12), row.GetBoolean(13), row.GetInt32(14),
        row.GetFieldValue<uint>(15), row.GetInt64(16), row.GetBoolean(17));

    private List<TargetFacts> ReadPortion(IReadOnlyList<IpPrefix> targets)
    {
        database.Execute("Facts/create-portion");
        database.ExecuteText("DELETE FROM portion");
        using (DuckDBAppender appender = database.AppendTemporary("portion"))
        {
            foreach (IpPrefix target in targets)
            {
                appender.CreateRow().AppendValue(target).EndRow();
            }
        }
        ILookup<IpPrefix, AttackMinute> minutes = database
            .List("Facts/select-portion-minutes", row => MinuteOf(row, code => _vectors[code])).ToLookup(minute => minute.Target);
        ILookup<IpPrefix, Segment> segments = Segments().ToLookup(segment => segment.Target);
        ILookup<IpPrefix, BotnetCommand> commands = database
            .List("Facts/select-portion-commands", Command).ToLookup(command => command.Target!.Value);
        ILookup<IpPrefix, SensorSighting> sightings = database
            .List("Facts/select-portion-sightings", Sighting).ToLookup(sighting => IpPrefix.Host(sighting.Victim));
        return
        [
            .. targets.Select(target => new TargetFacts(
                target, [.. minutes[target]], [.. segments[target]], [.. commands[target]], [.. sightings[target]])),
        ];
    }

    private List<Segment> Segments()
    {
        List<(long Id, Segment Segment)> segments = database.List(
            "Facts/select-portion-segments",
            row => (row.GetInt64(0), new Segment(row.Prefix(1, 2), row.GetInt64(3), row.GetInt64(4), new List<ComponentTotals>(), new List<SourceEvidence>()) { Contacts = new List<SharedContact>() }));
        Dictionary<long, Segment> byId = segments.ToDictionary(row => row.Id, row => row.Segment);
        foreach (DuckDBDataReader row in database.Stream("Facts/select-portion-components"))
        {
            Segment segment = byId[row.GetInt64(0)];
            ((List<ComponentTotals>)segment.Components).Add(ComponentOf(row, segment.Target));
        }
        foreach (DuckDBDataReader row in database.Stream("Facts/select-portion-sources"))
        {
            Segment segment = byId[row.GetInt64(0)];
            ((List<SourceEvidence>)segment.Sources).Add(SourceOf(row, segment.Target));
        }
        foreach (DuckDBDataReader row in database.Stream("Facts/select-portion-contacts"))
        {
            ((List<SharedContact>)byId[row.GetInt64(0)].Contacts).Add(ContactOf(row));
        }
        return [.. segments.Select(row => row.Segment)];
    }

    private static SharedContact ContactOf(DuckDBDataReader row) => new(
        row.Address(1), row.GetFieldValue<ushort>(2), row.GetInt64(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8),
        row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.GetInt32(12), row.GetInt64(13), row.GetInt64(14))
    {
        EarlierTargets = row.GetInt32(15),
    };

    private ComponentTotals ComponentOf(DuckDBDataReader row, IpPrefix target) => new(
        target, _vectors[row.GetByte(1)], _exporters[row.GetFieldValue<uint>(2)], row.GetFieldValue<uint>(3), row.GetInt64(4), row.GetInt64(5),
        row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt32(10), row.GetFieldValue<uint>(11), row.GetBoolean(12));

    private SourceEvidence SourceOf(DuckDBDataReader row, IpPrefix target) => new()
    {
        Target = target,
        Vector = _vectors[row.GetByte(1)],
        Exporter = _exporters[row.GetFieldValue<uint>(2)],
        Interface = row.GetFieldValue<uint>(3),
        Source = row.Address(4),
        First = row.GetInt64(5),
        Last = row.GetInt64(6),
        Packets = row.GetInt64(7),
        Octets = row.GetInt64(8),
        SampledPackets = row.GetInt64(9),
        SignaturePackets = row.GetInt64(10),
        SolicitedPackets = row.GetInt64(11),
        EstablishedPackets = row.GetInt64(12),
        Minutes = row.GetInt32(13),
        MinTtl = row.GetByte(14),
        MaxTtl = row.GetByte(15),
        SourcePort = row.GetFieldValue<ushort>(16),
        History = (SourceHistory)row.GetByte(17),
        TwoWay = row.GetBoolean(18),
    };

    private static BotnetCommand Command(DuckDBDataReader row) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.Address(3), row.OrNull<ushort>(4), row.TextOrNull(5), row.Prefix(0, 1),
        row.TextOrNull(6), row.TextOrNull(7), row.OrNull<int>(8), row.GetString(9));

    public static Indicator Indicator(DuckDBDataReader row) => new(
        (IndicatorKind)row.GetByte(0), (IndicatorBasis)row.GetByte(1), row.IsDBNull(2) ? null : row.Address(2), row.TextOrNull(3), row.OrNull<ushort>(4),
        row.GetString(5), row.IsDBNull(6) ? null : row.Address(6), row.GetString(7), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)), row.GetInt64(10), row.TextOrNull(11), row.OrNull<byte>(12), row.GetString(13));

    private static SensorSighting Sighting(DuckDBDataReader row) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.Address(0), row.OrNull<ushort>(4),
        row.GetInt64(5), row.GetString(6));
}
