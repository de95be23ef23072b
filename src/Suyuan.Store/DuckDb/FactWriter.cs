using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>Where the store's own numbers stand.</summary>
internal readonly record struct Counters(long Commit, long Segment, long Background, long Verdict)
{
    public static Counters Load(Database database) => database.Single(
        "Facts/select-counters", row => new Counters(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));
}

/// <summary>Appends one commit, within the caller's transaction. Tables without rows are not touched.</summary>
internal sealed class FactWriter(Database database, NameTable exporters, NameTable vectors, EvidenceCommit commit, Counters before, long now)
{
    private readonly long _commit = before.Commit + 1;
    private long _segment = before.Segment;
    private long _background = before.Background;

    /// <returns>The counters after it.</returns>
    public Counters Write()
    {
        ReplaceLogs();
        AppendMinutes();
        AppendSegments();
        AppendBackground();
        AppendCommands();
        AppendCheckins();
        AppendSightings();
        AppendIndicators();
        AppendSettled();
        AppendInputs();
        AppendStaleTargets();
        if (commit.Checkins.Count > 0)
        {
            database.Execute("Facts/insert-stale-of-checkins", ("commit_id", _commit));
        }
        if (commit.Indicators.Count > 0)
        {
            database.Execute("Facts/insert-stale-of-indicators", ("commit_id", _commit));
        }
        if (commit.Segments.Any(segment => segment.Contacts.Count > 0))
        {
            database.Execute("Facts/insert-stale-of-contacts", ("commit_id", _commit));
        }
        exporters.AppendNew(database);
        vectors.AppendNew(database);
        AppendLog();
        return before with { Commit = _commit, Segment = _segment, Background = _background };
    }

    /// <summary>A log that comes again (a rebuild gives it again) takes the place of its rows.</summary>
    private void ReplaceLogs()
    {
        IEnumerable<string> sources =
        [
            .. commit.Commands.Select(row => row.Source), .. commit.Checkins.Select(row => row.Source), .. commit.Sightings.Select(row => row.Source),
            .. commit.Indicators.Select(row => row.Source),
        ];
        foreach (string digest in sources.Select(source => source.Split(':')[0]).Distinct(StringComparer.Ordinal))
        {
            foreach (string table in (string[])["command", "checkin", "sighting", "indicator"])
            {
                database.Execute($"Facts/delete-log-{table}", ("digest", digest));
            }
        }
    }

    private void AppendLog()
    {
        long[] minutes = [.. commit.Settled.ByExporter.Values.Where(byMinute => byMinute.Count > 0).SelectMany(Ends)];
        using DuckDBAppender appender = database.Append("commit_log");
        appender.CreateRow().AppendValue(_commit).AppendValue(now)
            .AppendValue(minutes.Length == 0 ? null : (long?)minutes.Min()).AppendValue(minutes.Length == 0 ? null : (long?)minutes.Max()).EndRow();
    }

    private static IEnumerable<long> Ends(SortedDictionary<long, SettledMinute> minutes) => [minutes.Keys.First(), minutes.Keys.Last()];

    private void AppendMinutes()
    {
        if (commit.Minutes.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("attack_minute");
        foreach (AttackMinute minute in commit.Minutes)
        {
            appender.CreateRow().AppendValue(_commit).AppendValue(minute.Target).AppendValue(Vector(minute.Vector)).AppendValue(minute.Minute)
                .AppendValue(minute.First).AppendValue(minute.Last).AppendValue(minute.Packets).AppendValue(minute.Octets)
                .AppendValue(minute.SampledPackets).AppendValue(minute.Sources).AppendValue(minute.PeakPackets).AppendValue(minute.PeakBits)
                .AppendValue(minute.PeakSeconds).AppendValue(minute.Trigger).AppendValue(minute.Hosts).AppendValue(minute.Sampling)
                .AppendValue(minute.Trimmed).AppendValue(minute.PossibleDuplicates).EndRow();
        }
    }

    private void AppendSegments()
    {
        if (commit.Segments.Count == 0)
        {
            return;
        }
        using DuckDBAppender segments = database.Append("segment");
        using DuckDBAppender components = database.Append("component_totals");
        using DuckDBAppender sources = database.Append("source_evidence");
        using DuckDBAppender contacts = database.Append("shared_contact");
        foreach (Segment segment in commit.Segments)
        {
            _segment++;
            segments.CreateRow().AppendValue(_segment).AppendValue(_commit).AppendValue(segment.Target).AppendValue(segment.FromMinute)
                .AppendValue(segment.ToMinute).AppendValue((long)segment.Sources.Count).EndRow();
            foreach (ComponentTotals component in segment.Components)
            {
                components.CreateRow().AppendValue(_segment).AppendValue(Vector(component.Vector)).AppendValue(Exporter(component.Exporter))
                    .AppendValue(component.Interface).AppendValue(component.First).AppendValue(component.Last).AppendValue(component.Packets)
                    .AppendValue(component.Octets).AppendValue(component.SampledPackets).AppendValue(component.SourcesKept)
                    .AppendValue(component.SampleShift).AppendValue(component.Sampling).AppendValue(component.Duplicate).EndRow();
            }
            foreach (SourceEvidence source in segment.Sources)
            {
                sources.CreateRow().AppendValue(_segment).AppendValue(Vector(source.Vector)).AppendValue(Exporter(source.Exporter))
                    .AppendValue(source.Interface).AppendValue(source.Source).AppendValue(source.First).AppendValue(source.Last)
                    .AppendValue(source.Packets).AppendValue(source.Octets).AppendValue(source.SampledPackets)
                    .AppendValue(source.SignaturePackets).AppendValue(source.SolicitedPackets).AppendValue(source.EstablishedPackets)
                    .AppendValue(source.Minutes).AppendValue(source.MinTtl).AppendValue(source.MaxTtl).AppendValue(source.SourcePort)
                    .AppendValue((byte)source.History).AppendValue(source.TwoWay).EndRow();
            }
            foreach (SharedContact contact in segment.Contacts)
            {
                contacts.CreateRow().AppendValue(_segment).AppendValue(contact.Peer).AppendValue(contact.Port).AppendValue(contact.Minute)
                    .AppendValue(contact.Bots).AppendValue(contact.Sources).AppendValue(contact.Visitors).AppendValue(contact.Hosts)
                    .AppendValue(contact.HostileVisitors).AppendValue(contact.HostileHosts).AppendValue(contact.Endpoints).AppendValue(contact.Slots)
                    .AppendValue(contact.SlotsSince).AppendValue(contact.First).AppendValue(contact.Last).EndRow();
            }
        }
    }

    private void AppendBackground()
    {
        if (commit.Background.Count == 0)
        {
            return;
        }
        using DuckDBAppender interfaces = database.Append("interface_background");
        using DuckDBAppender sources = database.Append("background_source");
        foreach (InterfaceBackground background in commit.Background)
        {
            _background++;
            interfaces.CreateRow().AppendValue(_background).AppendValue(_commit).AppendValue(Exporter(background.Exporter))
                .AppendValue(background.Interface).AppendValue(background.SampledPackets).AppendValue(background.SampleShift).EndRow();
            foreach ((IpAddress source, long packets) in background.Sources)
            {
                sources.CreateRow().AppendValue(_background).AppendValue(source).AppendValue(packets).EndRow();
            }
        }
    }

    private void AppendCommands()
    {
        if (commit.Commands.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("botnet_command");
        foreach (BotnetCommand command in commit.Commands)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(_commit).AppendValue(command.Time.ToUnixTimeMilliseconds())
                .AppendValue(command.Controller).AppendValue(command.Port).AppendValue(command.Family);
            row = command.Target is IpPrefix target ? row.AppendValue(target) : row.AppendNullValue().AppendNullValue();
            row.AppendValue(command.TargetName).AppendValue(command.Method).AppendValue(command.Duration).AppendValue(command.Source).EndRow();
        }
    }

    private void AppendCheckins()
    {
        if (commit.Checkins.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("botnet_checkin");
        foreach (BotnetCheckin checkin in commit.Checkins)
        {
            appender.CreateRow().AppendValue(_commit).AppendValue(checkin.Time.ToUnixTimeMilliseconds()).AppendValue(checkin.Controller)
                .AppendValue(checkin.Port).AppendValue(checkin.Family).AppendValue(checkin.Bot).AppendValue(checkin.Source).EndRow();
        }
    }

    private void AppendSightings()
    {
        if (commit.Sightings.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("sensor_sighting");
        foreach (SensorSighting sighting in commit.Sightings)
        {
            appender.CreateRow().AppendValue(_commit).AppendValue(sighting.Time.ToUnixTimeMilliseconds()).AppendValue(sighting.Sensor)
                .AppendValue(sighting.Protocol).AppendValue(sighting.Victim).AppendValue(sighting.Port).AppendValue(sighting.Packets)
                .AppendValue(sighting.Source).EndRow();
        }
    }

    private void AppendIndicators()
    {
        if (commit.Indicators.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("indicator");
        foreach (Indicator indicator in commit.Indicators)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(_commit).AppendValue((byte)indicator.Kind).AppendValue((byte)indicator.Basis);
            row = indicator.Address is IpAddress address ? row.AppendValue(address) : row.AppendNullValue();
            row = row.AppendValue(indicator.Name).AppendValue(indicator.Port).AppendValue(indicator.Service);
            row = indicator.Peer is IpAddress peer ? row.AppendValue(peer) : row.AppendNullValue();
            row.AppendValue(indicator.Feed).AppendValue(indicator.First.ToUnixTimeMilliseconds()).AppendValue(indicator.Last.ToUnixTimeMilliseconds())
                .AppendValue(indicator.Times).AppendValue(indicator.Family).AppendValue((byte?)indicator.Confidence).AppendValue(indicator.Source).EndRow();
        }
    }

    private void AppendSettled()
    {
        if (commit.Settled.ByExporter.Count == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("settled");
        foreach ((string exporter, SortedDictionary<long, SettledMinute> minutes) in commit.Settled.ByExporter.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            uint id = exporters.Id(exporter);
            foreach ((long minute, SettledMinute settled) in minutes)
            {
                appender.CreateRow().AppendValue(_commit).AppendValue(id).AppendValue(minute).AppendValue(settled.Records)
                    .AppendValue(settled.Sampling).EndRow();
            }
        }
    }

    /// <summary>An input that was withdrawn and comes again takes the place of its first row.</summary>
    private void AppendInputs()
    {
        foreach (FinishedInput input in commit.FinishedInputs)
        {
            database.Execute("Facts/delete-input", ("sha256", input.File.Sha256));
            database.Execute("Facts/delete-input-refusals", ("sha256", input.File.Sha256));
        }
        if (commit.FinishedInputs.Count == 0)
        {
            return;
        }
        using DuckDBAppender inputs = database.Append("input");
        using DuckDBAppender refusals = database.Append("input_refusal");
        foreach (FinishedInput input in commit.FinishedInputs.DistinctBy(input => input.File.Sha256))
        {
            InputFile file = input.File;
            inputs.CreateRow().AppendValue(_commit).AppendValue(file.Sha256).AppendValue(file.Name).AppendValue(input.Path).AppendValue(file.Format)
                .AppendValue(file.Bytes).AppendValue(file.From).AppendValue(file.To).AppendValue(file.Records).AppendValue(input.RecordsUsed)
                .AppendValue(file.Simulated).AppendValue(input.IngestedAt.ToUnixTimeMilliseconds()).AppendValue(false).EndRow();
            foreach ((string reason, long records) in input.RefusedByReason)
            {
                refusals.CreateRow().AppendValue(file.Sha256).AppendValue(reason).AppendValue(records).EndRow();
            }
        }
    }

    private void AppendStaleTargets()
    {
        IpPrefix[] targets =
        [
            .. commit.Minutes.Select(minute => minute.Target)
                .Concat(commit.Segments.Select(segment => segment.Target))
                .Concat(commit.Commands.Where(command => command.Target is not null).Select(command => command.Target!.Value))
                .Concat(commit.Sightings.Select(sighting => IpPrefix.Host(sighting.Victim)))
                .Distinct(),
        ];
        if (targets.Length == 0)
        {
            return;
        }
        using DuckDBAppender appender = database.Append("stale_target");
        foreach (IpPrefix target in targets)
        {
            appender.CreateRow().AppendValue(_commit).AppendValue(target).EndRow();
        }
    }

    private byte Vector(AttackVector vector) => (byte)vectors.Id(vector.Token);

    private uint Exporter(ushort index) => exporters.Id(commit.Exporters.Key(index));
}
