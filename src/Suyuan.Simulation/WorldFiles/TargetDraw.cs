using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Whom attacks hit: a target once named, or drawn ones, no two in the same network.</summary>
internal sealed class TargetDraw(Surroundings world)
{
    private const int IPv4Offset = 96;
    private const int MostTries = 10_000;
    private readonly HashSet<uint> _networks = [];

    public IpPrefix Next(AttackSection section, SeededGenerator random)
    {
        if (section.Target is string text)
        {
            return IpPrefix.TryParse(text, out IpPrefix named) && named.Address.IsV4
                ? named
                : IpAddress.TryParse(text, out IpAddress host) && host.IsV4 ? IpPrefix.Host(host) : throw world.Refuse(section, $"target: '{text}' is no IPv4 address or prefix");
        }
        if (section.TargetPrefix is < 16 or > 32)
        {
            throw world.Refuse(section, "target_prefix: 16 to 32");
        }
        Func<SeededGenerator, uint> host4 = world.Hosts(section, section.Targets ?? throw world.Refuse(section, "'target' or 'targets' is missing: whom it hits"));
        for (int tries = 0; tries < MostTries; tries++)
        {
            uint mask = section.TargetPrefix == 32 ? uint.MaxValue : ~(uint.MaxValue >> section.TargetPrefix);
            uint address = host4(random) & mask;
            if (IsFree(address, section.TargetPrefix))
            {
                return new IpPrefix(IpAddress.FromV4(address), IPv4Offset + section.TargetPrefix);
            }
        }
        throw world.Refuse(section, "targets: these places are too small for so many attacks");
    }

    /// <summary>Takes the /24s that the target lies in.</summary>
    private bool IsFree(uint address, int length)
    {
        uint first = address >> 8;
        uint count = length >= 24 ? 1 : 1u << (24 - length);
        for (uint network = first; network < first + count; network++)
        {
            if (_networks.Contains(network))
            {
                return false;
            }
        }
        for (uint network = first; network < first + count; network++)
        {
            _networks.Add(network);
        }
        return true;
    }
}
