using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Resources in scope that are missing from the lists, and resources listed that are none.</summary>
internal static class ResourceMistakes
{
    public static IEnumerable<Mistake> Of(MatchedWorld world, ResourceScores scores)
    {
        foreach (ResourceKey key in scores.TrueKeys
            .Where(key => scores.IsInScope(key) && scores.Confidence(key) < ResourceScores.ListedConfidence).OrderBy(Order))
        {
            ResourceFinding[] rows = [.. scores.TruthRows(key).OrderByDescending(row => row.SampledPackets)];
            yield return new Mistake(Mistake.Missed, key.Kind.Token(), Name(key), WhyMissed(key, rows, world, scores), MissedFacts(key, rows, world), rows[0].EventId)
            {
                Where = At(rows[0]),
            };
        }
        foreach (ResourceKey key in scores.FoundKeys.Where(key => !scores.IsTrue(key) && scores.Confidence(key) >= ResourceScores.ListedConfidence).OrderBy(Order))
        {
            ResourceFinding[] rows = [.. scores.FoundRows(key).OrderByDescending(row => row.Confidence).ThenByDescending(row => row.SampledPackets)];
            yield return new Mistake(Mistake.False, key.Kind.Token(), Name(key), WhyFalse(key, rows, world, scores), FalseFacts(rows, world), rows[0].EventId)
            {
                Where = At(rows[0]),
            };
        }
    }

    private static string WhyMissed(ResourceKey key, ResourceFinding[] rows, MatchedWorld world, ResourceScores scores)
    {
        if (scores.FoundRows(key).MaxBy(row => row.Confidence) is ResourceFinding weak)
        {
            return FormattableString.Invariant($"found at confidence {weak.Confidence:0.##} by {weak.Rule}");
        }
        EventFinding[] events = [.. rows.Select(row => world.TruthById(row.EventId)).OfType<EventFinding>().Where(one => world.PartOf(one) == EventPart.InScope)];
        EventFinding[] found = [.. events.Where(one => world.FoundOf(one) is not null)];
        if (events.Length > 0 && found.Length == 0)
        {
            return "its events were missed";
        }
        if (key.Kind == ResourceKind.Controller)
        {
            return world.Found.LoggedControllers.Contains(key.Address) ? "named by a log" : "named by no log";
        }
        // The verdict on most of the packets that came by its interfaces.
        ComponentFinding? judged = JudgedAt(rows, world).MaxBy(row => row.SampledPackets);
        return judged is null ? "no evidence kept at its interfaces" : $"not named where its interface was judged {judged.Class.Token()} by {judged.Rule}";
    }

    private static string MissedFacts(ResourceKey key, ResourceFinding[] rows, MatchedWorld world)
    {
        string count = FormattableString.Invariant($"{rows.Select(row => row.EventId).Distinct().Count():N0} events");
        if (key.Kind == ResourceKind.Controller)
        {
            return count;
        }
        string seen = FormattableString.Invariant($"{rows.Sum(row => row.SampledPackets ?? 0):N0} packets observed in {count}");
        if (key.Kind != ResourceKind.SpoofingRouter)
        {
            return At(rows[0]).Length == 0 ? seen : $"{seen}, most of them at {At(rows[0])}";
        }
        // Of a router all that is known: what passed the interface in truth, and what was judged of it, event by event.
        const int Shown = 4;
        IEnumerable<string> events = rows.Where(row => world.TruthById(row.EventId) is not null).Take(Shown).Select(row =>
        {
            EventFinding truth = world.TruthById(row.EventId)!;
            EventFinding? found = world.FoundOf(truth);
            string told = Mistake.Describe(world.ComponentsOfTruth[truth.Id].Where(part => part.Exporter == row.Exporter && part.Interface == row.Interface));
            string judged = found is null
                ? "event missed"
                : Judged(world.ComponentsOfFound[found.Id].Where(part => part.Exporter == row.Exporter && part.Interface == row.Interface));
            return $"{truth.Target} {truth.VectorText}: truth {told}, found {judged}";
        });
        return $"{seen}; {string.Join(" | ", events)}";
    }

    private static string Judged(IEnumerable<ComponentFinding> parts)
    {
        string[] verdicts = [.. parts.OrderByDescending(part => part.SampledPackets)
            .Select(part => FormattableString.Invariant($"{part.Class.Token()} {part.SampledPackets:N0} by {part.Rule} ({part.Detail})"))];
        return verdicts.Length == 0 ? "nothing there" : string.Join(", ", verdicts);
    }

    private static string WhyFalse(ResourceKey key, ResourceFinding[] rows, MatchedWorld world, ResourceScores scores)
    {
        if (scores.TrueKeysOf(key.Address).Select(Name).FirstOrDefault() is string otherwise)
        {
            return $"in truth it is a {string.Join(' ', otherwise.Split(' ')[..^1])}";
        }
        if (key.Kind == ResourceKind.Bot && SpoofedBots.IsSpoofed(key, world, scores))
        {
            return "takes no part, in an event with forged traffic";
        }
        EventFinding[] found = [.. rows.Select(row => world.FoundById(row.EventId)).OfType<EventFinding>()];
        return found.Length > 0 && found.All(one => world.PartOfFound(one) is null) ? "its events are false" : "takes no part in the event";
    }

    private static string FalseFacts(ResourceFinding[] rows, MatchedWorld world)
    {
        ResourceFinding first = rows[0];
        string target = world.FoundById(first.EventId) is EventFinding found ? $"{found.Target} {found.VectorText}" : "unknown event";
        long sampled = rows.Sum(row => row.SampledPackets ?? 0);
        string place = At(first).Length == 0 ? "" : $" at {At(first)}";
        return FormattableString.Invariant(
            $"confidence {first.Confidence:0.##} by {first.Rule} ({first.Detail}), {sampled:N0} packets observed in {rows.Length:N0} events, first against {target}{place}");
    }

    private static IEnumerable<ComponentFinding> JudgedAt(ResourceFinding[] rows, MatchedWorld world) =>
        from row in rows
        let truth = world.TruthById(row.EventId)
        where truth is not null
        let found = world.FoundOf(truth)
        where found is not null
        from component in world.ComponentsOfFound[found.Id]
        where component.Exporter == row.Exporter && component.Interface == row.Interface
        select component;

    private static string At(ResourceFinding row) => row.Exporter.Length == 0 ? "" : FormattableString.Invariant($"{row.Exporter}/{row.Interface}");

    private static string Name(ResourceKey key) =>
        string.Join(' ', new[] { key.Kind.Token(), key.Protocol, key.Scope.Token(), key.Address.ToString() }.Where(word => word.Length > 0));

    private static (ResourceKind, string, SpoofScope, IpAddress) Order(ResourceKey key) => (key.Kind, key.Protocol, key.Scope, key.Address);
}
