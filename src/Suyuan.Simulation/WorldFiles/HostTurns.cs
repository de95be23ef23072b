using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Hosts that take turns: dealt in an order of chance, and in a new one once each has come. None comes oftener than another, but for those of the round under way.</summary>
internal sealed class HostTurns(IReadOnlyList<WeightedHost> hosts)
{
    private readonly WeightedHost[] _order = [.. hosts];
    private int _next = hosts.Count;
    private double _owed;

    /// <summary>The next so many, as a share of all; what is less than a host is owed to later ones.</summary>
    public WeightedHost[] Take(double share, SeededGenerator random)
    {
        // Sums of shares fall short of whole numbers by rounding alone.
        const double Slack = 1e-9;
        _owed += share * _order.Length;
        int count = (int)(_owed + Slack);
        _owed -= count;
        WeightedHost[] taken = new WeightedHost[count];
        for (int index = 0; index < count; index++)
        {
            if (_next == _order.Length)
            {
                Shuffle(random);
                _next = 0;
            }
            taken[index] = _order[_next++];
        }
        // Who was the last of a round and is among the first of the next comes once.
        return [.. taken.DistinctBy(host => host.Address)];
    }

    private void Shuffle(SeededGenerator random)
    {
        for (int last = _order.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (_order[last], _order[other]) = (_order[other], _order[last]);
        }
    }
}
