using Suyuan.Model;

namespace Suyuan.Server.Collection;

/// <summary>Who may send. UDP senders can be forged: this keeps strangers out, not liars; a filter on the router in front does.</summary>
internal sealed class AllowList(IReadOnlyList<IpPrefix> prefixes)
{
    private readonly HashSet<IpAddress> _hosts = [.. prefixes.Where(prefix => prefix.IsHost).Select(prefix => prefix.Address)];
    private readonly IpPrefix[] _networks = [.. prefixes.Where(prefix => !prefix.IsHost)];

    public bool Allows(IpAddress sender)
    {
        if (prefixes.Count == 0 || _hosts.Contains(sender))
        {
            return true;
        }
        foreach (IpPrefix network in _networks)
        {
            if (network.Contains(sender))
            {
                return true;
            }
        }
        return false;
    }
}
