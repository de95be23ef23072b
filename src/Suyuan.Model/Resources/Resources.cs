namespace Suyuan.Model;

/// <summary>攻击资源: controllers 控制端, bots 肉鸡, reflectors 反射服务器, routers that forward spoofed traffic 伪造流量来源路由器.</summary>
public enum ResourceKind : byte
{
    Controller = 1,
    Bot,
    Reflector,
    SpoofingRouter,
}

/// <summary>Which spoofed traffic a router forwarded; the two are not exclusive, each makes its own row.</summary>
public enum SpoofScope : byte
{
    None = 0,
    /// <summary>跨域: arbitrary forged sources.</summary>
    CrossDomain,
    /// <summary>本地: forged sources of its own region.</summary>
    Local,
}

/// <summary>What makes two rows the same resource.</summary>
/// <param name="Protocol">Of a reflector: vector token without <c>-reflection</c>; empty otherwise.</param>
/// <param name="Address">Of a router: its public address, or the exporter's where none is configured.</param>
public readonly record struct ResourceKey(ResourceKind Kind, string Protocol, SpoofScope Scope, IpAddress Address);

/// <summary>One resource in one event.</summary>
/// <param name="Exporter">Exporter key; empty where the evidence is no flow.</param>
/// <param name="First">Unix ms.</param>
/// <param name="Confidence">Probability that the row is right.</param>
/// <param name="Rule">The name of the rule that decided, one of <see cref="EvidenceRules"/>.</param>
/// <param name="Detail">What the rule saw, see <see cref="EvidenceDetail"/>.</param>
public sealed record Participation(
    string EventId, ResourceKey Resource, long Packets, long Octets, long SampledPackets, long First, long Last, double Confidence,
    string Exporter, uint? Interface, string Rule, string Detail);

/// <summary>The verdict on one exporter interface's share of an event.</summary>
public enum ComponentClass : byte
{
    Undetermined = 0,
    Reflection,
    CrossDomain,
    Local,
    Real,
    /// <summary>Spoofed, but the interface does not face customers: kept, never a router.</summary>
    Transit,
}

/// <summary>One class of an event's traffic at one exporter interface (<c>components.csv</c>).</summary>
public sealed record Component(
    string EventId, string Exporter, uint Interface, ComponentClass Class, long Packets, long SampledPackets, string Rule, string Detail);

/// <summary>What attribution says of an event.</summary>
public sealed record EventAttribution(AttackEvent Event, IReadOnlyList<Participation> Participations, IReadOnlyList<Component> Components)
{
    /// <summary>Of the event's packets and octets.</summary>
    public TrafficRange Range { get; init; } = new(Event.Packets, Event.Packets, Event.Octets, Event.Octets);

    /// <summary>Kinds whose number sampling hides.</summary>
    public IReadOnlyList<SeenResources> Seen { get; init; } = [];
}

public static class ResourceNames
{
    public static string Token(this ResourceKind kind) => kind switch
    {
        ResourceKind.Controller => "controller",
        ResourceKind.Bot => "bot",
        ResourceKind.Reflector => "reflector",
        ResourceKind.SpoofingRouter => "spoofing_router",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Token(this SpoofScope scope) => scope switch
    {
        SpoofScope.CrossDomain => "cross_domain",
        SpoofScope.Local => "local",
        _ => "",
    };

    public static string Token(this ComponentClass verdict) => verdict switch
    {
        ComponentClass.Reflection => "reflection",
        ComponentClass.CrossDomain => "cross_domain",
        ComponentClass.Local => "local",
        ComponentClass.Real => "real",
        ComponentClass.Transit => "transit",
        _ => "undetermined",
    };

    public static string Token(this EventBasis basis) => basis switch
    {
        EventBasis.Command => "command",
        EventBasis.Sensor => "sensor",
        _ => "flows",
    };

    public static bool TryParseKind(string token, out ResourceKind kind)
    {
        kind = token switch
        {
            "controller" => ResourceKind.Controller,
            "bot" => ResourceKind.Bot,
            "reflector" => ResourceKind.Reflector,
            "spoofing_router" => ResourceKind.SpoofingRouter,
            _ => default,
        };
        return kind != default;
    }
}
