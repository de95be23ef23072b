using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// Saves verdicts within the caller's transaction: a changed event gets its next revision with all its rows, an unchanged one nothing, and an
/// event that its target no longer has is withdrawn by a revision that says so. Sealed events stay as they are.
/// </summary>
internal sealed class VerdictWriter(Database database, NameTable exporters, long lastVerdict, long seenCommit, long now)
{
    private long _verdict = lastVerdict;

    /// <returns>The newest verdict's number.</returns>
    public long Write(IReadOnlyList<TargetVerdict> verdicts)
    {
        Judge(verdicts);
        Dictionary<string, (int Revision, bool Retracted, string Digest)> known = database.List(
            "Verdicts/select-known", row => (Id: row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.GetString(3)))
            .ToDictionary(row => row.Id, row => (row.Item2, row.Item3, row.Item4), StringComparer.Ordinal);
        SealedEvents standing = SealedEvents.OfJudged(database);
        Dictionary<string, MergedVerdict> current = verdicts.SelectMany(verdict => verdict.Events).Where(attribution => !standing.Covers(attribution.Event))
            .Select(attribution => new MergedVerdict(attribution))
            .ToDictionary(verdict => verdict.Event.Id, StringComparer.Ordinal);
        Append([.. current.Values.Where(verdict => !IsKnown(verdict))], id => known.TryGetValue(id, out (int Revision, bool, string) old) ? old.Revision + 1 : 1);
        foreach ((string id, (int revision, bool retracted, _)) in known.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!retracted && !current.ContainsKey(id) && !standing.Contains(id))
            {
                database.Execute(
                    "Verdicts/insert-retraction", ("verdict_id", ++_verdict), ("now", now), ("event", id), ("revision", revision));
            }
        }
        database.Execute("Verdicts/delete-stale", ("commit_id", seenCommit));
        exporters.AppendNew(database);
        return _verdict;

        bool IsKnown(MergedVerdict verdict) =>
            known.TryGetValue(verdict.Event.Id, out (int, bool Retracted, string Digest) old) && !old.Retracted && old.Digest == verdict.Digest;
    }

    private void Judge(IReadOnlyList<TargetVerdict> verdicts)
    {
        database.Execute("Verdicts/create-judged");
        database.ExecuteText("DELETE FROM judged");
        using DuckDBAppender appender = database.AppendTemporary("judged");
        foreach (IpPrefix target in verdicts.Select(verdict => verdict.Target).Distinct())
        {
            appender.CreateRow().AppendValue(target).EndRow();
        }
    }

    private void Append(IReadOnlyList<MergedVerdict> verdicts, Func<string, int> revision)
    {
        if (verdicts.Count == 0)
        {
            return;
        }
        using DuckDBAppender events = database.Append("event");
        using DuckDBAppender bursts = database.Append("event_burst");
        using DuckDBAppender participations = database.Append("participation");
        using DuckDBAppender components = database.Append("component");
        using DuckDBAppender seen = database.Append("event_seen");
        foreach (MergedVerdict verdict in verdicts)
        {
            _verdict++;
            AppendEvent(events, verdict, revision(verdict.Event.Id));
            foreach (Burst burst in verdict.Event.Bursts)
            {
                bursts.CreateRow().AppendValue(_verdict).AppendValue(burst.Start).AppendValue(burst.End).EndRow();
            }
            foreach (Participation row in verdict.Participations)
            {
                AppendParticipation(participations, row);
            }
            foreach (SeenResources row in verdict.Seen)
            {
                seen.CreateRow().AppendValue(_verdict).AppendValue((byte)row.Kind).AppendValue(row.Protocol).AppendValue(row.Seen).AppendValue(row.Once)
                    .AppendValue(row.Twice).EndRow();
            }
            foreach (Component row in verdict.Components)
            {
                components.CreateRow().AppendValue(_verdict).AppendValue(exporters.Id(row.Exporter)).AppendValue(row.Interface)
                    .AppendValue((byte)row.Class).AppendValue(row.Packets).AppendValue(row.SampledPackets).AppendValue(row.Rule)
                    .AppendValue(row.Detail).EndRow();
            }
        }
    }

    private void AppendEvent(DuckDBAppender events, MergedVerdict verdict, int revision)
    {
        AttackEvent attack = verdict.Event;
        events.CreateRow().AppendValue(_verdict).AppendValue(attack.Id).AppendValue(revision).AppendValue(now).AppendValue(false)
            .AppendValue(verdict.Digest).AppendValue(attack.Target).AppendValue(attack.Start).AppendValue(attack.End)
            .AppendValue(attack.VectorText).AppendValue(attack.Bursts.Count).AppendValue(attack.Packets).AppendValue(attack.Octets)
            .AppendValue(attack.SampledPackets).AppendValue(attack.PeakPackets).AppendValue(attack.PeakBits).AppendValue(attack.PeakSeconds)
            .AppendValue((byte)attack.Basis).AppendValue(attack.Sampling).AppendValue(attack.Hosts).AppendValue(attack.Trimmed)
            .AppendValue(attack.PossibleDuplicates).AppendValue(verdict.Range.PacketsLow).AppendValue(verdict.Range.PacketsHigh)
            .AppendValue(verdict.Range.OctetsLow).AppendValue(verdict.Range.OctetsHigh)
            .AppendValue(verdict.Count(ResourceKind.Controller)).AppendValue(verdict.Count(ResourceKind.Bot)).AppendValue(verdict.Count(ResourceKind.Reflector))
            .AppendValue(verdict.Count(ResourceKind.SpoofingRouter)).EndRow();
    }

    private void AppendParticipation(DuckDBAppender participations, Participation row)
    {
        ResourceKey resource = row.Resource;
        participations.CreateRow().AppendValue(_verdict).AppendValue((byte)resource.Kind).AppendValue(resource.Protocol)
            .AppendValue((byte)resource.Scope).AppendValue(resource.Address).AppendValue(row.Packets).AppendValue(row.Octets)
            .AppendValue(row.SampledPackets).AppendValue(row.First).AppendValue(row.Last).AppendValue(row.Confidence)
            .AppendValue(row.Exporter.Length == 0 ? null : (uint?)exporters.Id(row.Exporter)).AppendValue(row.Interface)
            .AppendValue(row.Rule).AppendValue(row.Detail).EndRow();
    }
}
