using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Whom attacks hit: a target once named, or drawn ones, no two in the same network.</summary>
internal sealed class TargetDraw(Surroundings world)
{
    private const int MostTries = 10_000;
    private readonly HashSet<IpPrefix> _networks = [];

    public IpPrefix Next(AttackSection section, SeededGenerator random)
    {
        if (section.Target is string text)
        {
            return IpPrefix.TryParse(text, out IpPrefix named) ? named : throw world.Refuse(section, $"target: '{text}' is no address or prefix");
        }
        (int shortest, int longest) = section.Ipv6 ? (48, 128) : (16, 32);
        int length = section.TargetPrefix ?? longest;
        if (length < shortest || length > longest)
        {
            throw world.Refuse(section, $"target_prefix: {shortest} to {longest}");
        }
        Func<SeededGenerator, IpAddress> host = world.Hosts(section, section.Targets ?? throw world.Refuse(section, "'target' or 'targets' is missing: whom it hits"), section.Ipv6);
        for (int tries = 0; tries < MostTries; tries++)
        {
            IpPrefix target = host(random).Around(length);
            if (IsFree(target))
            {
                return target;
            }
        }
        throw world.Refuse(section, "targets: these places are too small for so many attacks");
    }

    /// <summary>Takes the /24s that the target lies in; of IPv6 the /48, within which targets may be joined.</summary>
    private bool IsFree(IpPrefix target)
    {
        int length = target.Address.IsV4 ? 120 : 48;
        UInt128 size = UInt128.One << (128 - length);
        IpPrefix first = new(target.Address, length);
        int count = target.Length >= length ? 1 : 1 << (length - target.Length);
        IpPrefix[] networks = [.. Enumerable.Range(0, count).Select(number => new IpPrefix(new IpAddress(first.Address.Value + ((UInt128)number * size)), length))];
        if (networks.Any(_networks.Contains))
        {
            return false;
        }
        _networks.UnionWith(networks);
        return true;
    }
}
