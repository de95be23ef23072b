using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>What lists and detection systems say of controllers, found by controller and by the host that was in contact with one.</summary>
public sealed class KnownControllers
{
    private readonly ILookup<IpAddress, Indicator> _byAddress;
    private readonly ILookup<IpAddress, Indicator> _byPeer;

    /// <param name="indicators">Of controllers; those known by name only link nothing.</param>
    public KnownControllers(IEnumerable<Indicator> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        Indicator[] placed = [.. indicators.Where(one => one is { Kind: IndicatorKind.Controller, Address: not null })];
        _byAddress = placed.ToLookup(one => one.Address!.Value);
        _byPeer = placed.Where(one => one is { Basis: IndicatorBasis.Alert, Peer: not null }).ToLookup(one => one.Peer!.Value);
    }

    public static KnownControllers None { get; } = new([]);

    internal IEnumerable<Indicator> Of(IpAddress controller) => _byAddress[controller];

    /// <summary>Alerts on contacts of this host.</summary>
    internal IEnumerable<Indicator> AlertsOf(IpAddress host) => _byPeer[host];
}
