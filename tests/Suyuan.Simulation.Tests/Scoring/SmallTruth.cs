using Suyuan.Model;
using Suyuan.Simulation.Scoring;

namespace Suyuan.Simulation.Tests.Scoring;

/// <summary>Hand-made findings, in seconds and short words, for tests whose answers are computed by hand.</summary>
internal static class SmallTruth
{
    /// <summary>Numbers of the network profile.</summary>
    public static ScopeRules Network { get; } = new()
    {
        ReflectionBits = 100e6,
        ReflectionPacketsInTenSeconds = 0,
        FloodPacketRate = 20_000,
        FloodBits = 1e9,
        FloodPackets = 0,
    };

    /// <summary>An event well above every trigger, from and to in seconds.</summary>
    public static EventFinding Event(string id, string target, int from, int to, string vectors = "udp-flood", EventBasis basis = EventBasis.Flows) =>
        new(id, IpPrefix.Parse(target), from * 1000L, to * 1000L, vectors.Split('+'), basis)
        {
            PeakPackets = 50_000,
            PeakBits = 2_000_000_000,
            SampledPackets = 6_000,
            Sampling = 1000,
            Reflectors = 100,
        };

    public static ResourceFinding Bot(string id, string address, long sampled = 5, double confidence = 0.95) =>
        new(id, new ResourceKey(ResourceKind.Bot, "", SpoofScope.None, IpAddress.Parse(address))) { Exporter = "10.0.0.1", Interface = 1, SampledPackets = sampled, Confidence = confidence };

    public static ResourceFinding Reflector(string id, string address, string protocol = "ntp", long sampled = 5, double confidence = 0.95) =>
        new(id, new ResourceKey(ResourceKind.Reflector, protocol, SpoofScope.None, IpAddress.Parse(address))) { SampledPackets = sampled, Confidence = confidence };

    public static ResourceFinding Router(string id, string address, SpoofScope scope, long sampled = 3_000, string exporter = "10.0.0.1", uint number = 1) =>
        new(id, new ResourceKey(ResourceKind.SpoofingRouter, "", scope, IpAddress.Parse(address)))
        {
            Exporter = exporter,
            Interface = number,
            SampledPackets = sampled,
            Confidence = 0.95,
        };

    public static ResourceFinding Controller(string id, string address, double confidence = 0.95, string rule = EvidenceRules.ControllerOrder) =>
        new(id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, IpAddress.Parse(address))) { Confidence = confidence, Rule = rule };

    public static ComponentFinding Part(string id, ComponentClass judged, long sampled, uint number = 1) => new(id, "10.0.0.1", number, judged) { SampledPackets = sampled };

    public static Findings Of(IEnumerable<EventFinding> events, IEnumerable<ResourceFinding>? resources = null, IEnumerable<ComponentFinding>? components = null) =>
        new() { Events = [.. events], Resources = [.. resources ?? []], Components = [.. components ?? []], Days = 2 };

    public static Score Score(Findings truth, Findings found) => Scorer.Score(truth, found, Network);

    public static ScoreRow Row(this Score score, string what, string part = "all", double? confidence = null) =>
        score.Rows.Single(row => row.What == what && row.Part == part && (confidence is null || row.Confidence == confidence));

    public static Bar Bar(this Score score, string name) => score.Bars.Single(bar => bar.Name == name);
}
