using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Where an event is scored.</summary>
internal enum EventPart
{
    InScope,
    OutOfScope,
    /// <summary>Nothing but an HTTP flood: apart, no bar.</summary>
    HttpFlood,
    /// <summary>Known from orders only.</summary>
    Ordered,
    /// <summary>Known from sensors only.</summary>
    Sensed,
}

/// <summary>Truth and findings side by side: which events are the same, and where each is scored. All later scores rest on this.</summary>
internal sealed class MatchedWorld
{
    private readonly Dictionary<EventFinding, (EventPart Part, string Why)> _truthParts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<EventFinding, EventFinding> _foundOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<EventFinding, EventFinding> _truthOf = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<EventFinding, EventPair> _pairsOfFound;
    private readonly Dictionary<string, EventFinding> _truthById;
    private readonly Dictionary<string, EventFinding> _foundById;

    public MatchedWorld(Findings truth, Findings found, ScopeRules rules)
    {
        Truth = truth;
        Found = found;
        Rules = rules;
        _truthById = truth.Events.ToDictionary(one => one.Id, StringComparer.Ordinal);
        _foundById = found.Events.ToDictionary(one => one.Id, StringComparer.Ordinal);
        ResourcesOfTruth = truth.Resources.ToLookup(row => row.EventId, StringComparer.Ordinal);
        ResourcesOfFound = found.Resources.ToLookup(row => row.EventId, StringComparer.Ordinal);
        ComponentsOfTruth = truth.Components.ToLookup(row => row.EventId, StringComparer.Ordinal);
        ComponentsOfFound = found.Components.ToLookup(row => row.EventId, StringComparer.Ordinal);
        foreach (EventFinding one in truth.Events)
        {
            _truthParts.Add(one, PartOf(one, rules));
        }

        // Telemetry with telemetry, orders with orders, sensors with sensors.
        List<EventPair> all = [];
        foreach (EventBasis basis in Enum.GetValues<EventBasis>())
        {
            IReadOnlyList<EventPair> pairs = EventPairs.Of(
                [.. truth.Events.Where(one => one.Basis == basis)], [.. found.Events.Where(one => one.Basis == basis)]);
            all.AddRange(pairs);
            foreach (EventPair pair in EventPairs.Match(pairs))
            {
                _foundOf.Add(pair.Truth, pair.Found);
                _truthOf.Add(pair.Found, pair.Truth);
            }
        }
        // An order or sighting whose attack telemetry shows in truth, though too small to be asked for, is no false entry.
        all.AddRange(EventPairs.Of([.. truth.Events.Where(one => one.Basis == EventBasis.Flows)], [.. found.Events.Where(one => one.Basis != EventBasis.Flows)]));
        _pairsOfFound = all.ToLookup(pair => pair.Found);
    }

    public Findings Truth { get; }

    public Findings Found { get; }

    public ScopeRules Rules { get; }

    public ILookup<string, ResourceFinding> ResourcesOfTruth { get; }

    public ILookup<string, ResourceFinding> ResourcesOfFound { get; }

    public ILookup<string, ComponentFinding> ComponentsOfTruth { get; }

    public ILookup<string, ComponentFinding> ComponentsOfFound { get; }

    public EventPart PartOf(EventFinding truth) => _truthParts[truth].Part;

    /// <summary>Why a true event is out of scope; empty where it is not.</summary>
    public string WhyOut(EventFinding truth) => _truthParts[truth].Why;

    public EventFinding? FoundOf(EventFinding truth) => _foundOf.GetValueOrDefault(truth);

    public EventFinding? TruthOf(EventFinding found) => _truthOf.GetValueOrDefault(found);

    public EventFinding? TruthById(string id) => _truthById.GetValueOrDefault(id);

    public EventFinding? FoundById(string id) => _foundById.GetValueOrDefault(id);

    /// <summary>True events that the one found may be, its partner or another's.</summary>
    public IEnumerable<EventFinding> TruthNear(EventFinding found) => _pairsOfFound[found].Select(pair => pair.Truth);

    /// <summary>Of a match its truth's part. Of a fragment: false, unless all that it may be a fragment of is scored apart.</summary>
    /// <returns>Null for a false find.</returns>
    public EventPart? PartOfFound(EventFinding found)
    {
        if (TruthOf(found) is EventFinding truth)
        {
            return PartOf(truth);
        }
        EventPart[] near = [.. TruthNear(found).Select(PartOf).Distinct()];
        return found.Basis switch
        {
            EventBasis.Flows when near.Length > 0 && !near.Contains(EventPart.InScope) => near.Contains(EventPart.OutOfScope) ? EventPart.OutOfScope : EventPart.HttpFlood,
            not EventBasis.Flows when TruthNear(found).Any(one => one.Basis == EventBasis.Flows) => EventPart.OutOfScope,
            _ => null,
        };
    }

    /// <summary>Observed packets of a true event: as told, else as its components or resources sum up to.</summary>
    public long? SampledPackets(EventFinding truth) =>
        truth.SampledPackets ?? Sum(ComponentsOfTruth[truth.Id].Select(row => row.SampledPackets)) ?? Sum(ResourcesOfTruth[truth.Id].Select(row => row.SampledPackets));

    private static long? Sum(IEnumerable<long?> told)
    {
        long[] known = [.. told.OfType<long>()];
        return known.Length == 0 ? null : known.Sum();
    }

    private (EventPart, string) PartOf(EventFinding one, ScopeRules rules)
    {
        if (one.Basis != EventBasis.Flows)
        {
            return (one.Basis == EventBasis.Command ? EventPart.Ordered : EventPart.Sensed, "");
        }
        Dictionary<string, int> reflectors = ResourcesOfTruth[one.Id].Select(row => row.Resource).Where(key => key.Kind == ResourceKind.Reflector).Distinct()
            .GroupBy(key => key.Protocol, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return rules.WhyOut(one, SampledPackets(one), reflectors) is string why
            ? (EventPart.OutOfScope, why)
            : (one.IsHttpFlood ? EventPart.HttpFlood : EventPart.InScope, "");
    }
}
