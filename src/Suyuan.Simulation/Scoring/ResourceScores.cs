using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Resources by (kind, protocol, scope, address), whatever events they were found in.</summary>
internal sealed class ResourceScores
{
    public const string Reflectors = "reflectors";
    public const string Bots = "bots";
    public const string Controllers = "controllers";
    public const string ControllersByFlows = "controllers by flows alone";
    public const string CrossRouters = "cross-domain routers";
    public const string LocalRouters = "local routers";

    /// <summary>Lists show from here on: precision and recall are asked at this one point, what a headline counts has rows of its own.</summary>
    public const double ListedConfidence = HeadlineRules.BotConfidence;

    /// <summary>The bar on controllers from flows alone holds up to this sampling interval.</summary>
    public const uint FlowControllerSampling = 100;

    private readonly MatchedWorld _world;
    private readonly ILookup<ResourceKey, ResourceFinding> _truth;
    private readonly ILookup<ResourceKey, ResourceFinding> _found;
    private readonly ILookup<IpAddress, ResourceKey> _trueKeys;
    private readonly HashSet<ResourceKey> _inScope;
    private readonly Dictionary<ResourceKey, double> _confidence;

    public ResourceScores(MatchedWorld world)
    {
        _world = world;
        _truth = world.Truth.Resources.ToLookup(row => row.Resource);
        _trueKeys = _truth.Select(rows => rows.Key).ToLookup(key => key.Address);
        _inScope = [.. _truth.Where(rows => IsInScope(rows.Key, rows.Where(Counts))).Select(rows => rows.Key)];
        _found = world.Found.Resources.ToLookup(row => row.Resource);
        _confidence = _found.ToDictionary(rows => rows.Key, rows => rows.Max(row => row.Confidence));
    }

    public IEnumerable<ScoreRow> Rows() =>
    [
        .. OfKind(Bots, HeadlineRules.BotConfidence, key => key.Kind == ResourceKind.Bot),
        .. OfKind(Bots, HeadlineRules.ProvenBotConfidence, key => key.Kind == ResourceKind.Bot),
        .. OfKind(Reflectors, ListedConfidence, key => key.Kind == ResourceKind.Reflector),
        Row(Reflectors, "all", HeadlineRules.ReflectorConfidence, key => key.Kind == ResourceKind.Reflector),
        .. Protocols().Select(protocol => Row(Reflectors, protocol, ListedConfidence, key => key.Kind == ResourceKind.Reflector && key.Protocol == protocol)),
        Row(Controllers, "with logs", ListedConfidence, IsLogged),
        Row(Controllers, "with logs", HeadlineRules.ControllerConfidence, IsLogged),
        ByFlowsAlone("all", _ => true),
        ByFlowsAlone($"up to {EventScores.Sampling(FlowControllerSampling)}", sampling => sampling <= FlowControllerSampling),
        .. OfKind(CrossRouters, ListedConfidence, key => key.Kind == ResourceKind.SpoofingRouter && key.Scope == SpoofScope.CrossDomain),
        .. OfKind(LocalRouters, ListedConfidence, key => key.Kind == ResourceKind.SpoofingRouter && key.Scope == SpoofScope.Local),
    ];

    public bool IsTrue(ResourceKey key) => _truth.Contains(key);

    public double Confidence(ResourceKey key) => _confidence.GetValueOrDefault(key);

    public IEnumerable<ResourceFinding> TruthRows(ResourceKey key) => _truth[key];

    public IEnumerable<ResourceFinding> FoundRows(ResourceKey key) => _found[key];

    public IEnumerable<ResourceKey> TrueKeys => _truth.Select(rows => rows.Key);

    /// <summary>What an address is in truth; nothing where it takes part in no attack.</summary>
    public IEnumerable<ResourceKey> TrueKeysOf(IpAddress address) => _trueKeys[address];

    public IEnumerable<ResourceKey> FoundKeys => _confidence.Keys;

    public bool IsInScope(ResourceKey key) => _inScope.Contains(key);

    /// <summary>
    /// Rows that count towards the floor: of events in scope, or known from orders; of controllers that logs name, all; and rows without an event.
    /// </summary>
    private bool Counts(ResourceFinding row) => row.EventId.Length == 0 || (_world.TruthById(row.EventId) is EventFinding truth
        && (_world.PartOf(truth) == EventPart.InScope || truth.Basis != EventBasis.Flows || IsLogged(row.Resource)));

    /// <summary>Counts that are not told put nothing out of scope.</summary>
    private static bool IsInScope(ResourceKey key, IEnumerable<ResourceFinding> counted)
    {
        ResourceFinding[] rows = [.. counted];
        return rows.Length > 0 && key.Kind switch
        {
            ResourceKind.Controller => true,
            ResourceKind.SpoofingRouter => rows.GroupBy(row => (row.EventId, row.Exporter, row.Interface)).Any(unit => Reaches(unit, ScopeRules.RouterSampledPackets)),
            ResourceKind.Bot => Reaches(rows, ScopeRules.BotSampledPackets),
            _ => Reaches(rows, ScopeRules.ReflectorSampledPackets),
        };
    }

    private IEnumerable<string> Protocols() => TrueKeys.Concat(FoundKeys).Where(key => key.Kind == ResourceKind.Reflector)
        .Select(key => key.Protocol).Distinct().Order(StringComparer.Ordinal);

    private static bool Reaches(IEnumerable<ResourceFinding> rows, long floor) =>
        rows.Any(row => row.SampledPackets is null) || rows.Sum(row => row.SampledPackets!.Value) >= floor;

    private IEnumerable<ScoreRow> OfKind(string what, double confidence, Func<ResourceKey, bool> isOfKind)
    {
        yield return Row(what, "all", confidence, isOfKind);
        foreach (uint sampling in _world.Truth.Events.Select(one => one.Sampling).OfType<uint>().Distinct().Order())
        {
            yield return OfSampling(what, sampling, confidence, isOfKind);
        }
    }

    private ScoreRow Row(string what, string part, double confidence, Func<ResourceKey, bool> belongs)
    {
        long truth = 0;
        long right = 0;
        long outside = 0;
        long foundOutside = 0;
        foreach (ResourceKey key in TrueKeys.Where(belongs))
        {
            int found = Confidence(key) >= confidence && _found.Contains(key) ? 1 : 0;
            if (IsInScope(key))
            {
                truth++;
                right += found;
            }
            else
            {
                outside++;
                foundOutside += found;
            }
        }
        long wrong = _confidence.Count(one => belongs(one.Key) && one.Value >= confidence && !IsTrue(one.Key));
        return new ScoreRow(what, part, confidence, truth, right, wrong, outside, foundOutside);
    }

    /// <summary>By what the events of one sampling interval show: floors count only there; a find counts wherever it was made.</summary>
    private ScoreRow OfSampling(string what, uint sampling, double confidence, Func<ResourceKey, bool> belongs)
    {
        ResourceKey[] truth =
        [
            .. _truth.Where(rows => belongs(rows.Key) && IsInScope(rows.Key, rows.Where(row => Counts(row) && _world.TruthById(row.EventId)?.Sampling == sampling)))
                .Select(rows => rows.Key),
        ];
        long wrong = _found.Count(rows => belongs(rows.Key) && !IsTrue(rows.Key) && rows.Any(row => row.Confidence >= confidence && SamplingOf(row) == sampling));
        long right = truth.Count(key => _found.Contains(key) && Confidence(key) >= confidence);
        return new ScoreRow(what, EventScores.Sampling(sampling), confidence, truth.Length, right, wrong);
    }

    /// <summary>No log names them.</summary>
    private ScoreRow ByFlowsAlone(string part, Func<uint, bool> sampled)
    {
        ResourceKey[] found =
        [
            .. _found.Where(rows => IsUnlogged(rows.Key) && Confidence(rows.Key) >= ListedConfidence && Sampled(rows, SamplingOf)).Select(rows => rows.Key),
        ];
        long truth = _truth.Count(rows => IsUnlogged(rows.Key) && IsInScope(rows.Key) && Sampled(rows, row => _world.TruthById(row.EventId)?.Sampling));
        return new ScoreRow(ControllersByFlows, part, ListedConfidence, truth, found.Count(IsInScope), found.Count(key => !IsTrue(key)));

        bool Sampled(IEnumerable<ResourceFinding> rows, Func<ResourceFinding, uint?> of) => rows.Any(row => of(row) is uint sampling && sampled(sampling));
    }

    private bool IsLogged(ResourceKey key) => key.Kind == ResourceKind.Controller && _world.Found.LoggedControllers.Contains(key.Address);

    private bool IsUnlogged(ResourceKey key) => key.Kind == ResourceKind.Controller && !IsLogged(key);

    private uint? SamplingOf(ResourceFinding row) =>
        _world.FoundById(row.EventId) is EventFinding found ? _world.TruthOf(found)?.Sampling ?? found.Sampling : null;
}
