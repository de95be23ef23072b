using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <param name="Packets">In the whole conversation.</param>
/// <param name="Weight">How many conversations are of this size, relative to the other classes.</param>
internal readonly record struct SizeClass(int Packets, double Weight);

/// <summary>What 1-in-N sampling leaves of conversations of several sizes: large ones are always seen, small ones seldom.</summary>
internal sealed class SessionSizes
{
    /// <summary>From this mean on a binomial count is drawn as a normal one.</summary>
    private const double NormalFrom = 32;

    private readonly SizeClass[] _classes;
    private readonly double[] _unseen;
    private readonly double[] _cumulative;
    private readonly uint _sampling;

    public SessionSizes(ReadOnlySpan<SizeClass> classes, uint sampling)
    {
        _classes = classes.ToArray();
        _sampling = sampling;
        _unseen = new double[classes.Length];
        _cumulative = new double[classes.Length];
        double weights = 0;
        double packets = 0;
        double seen = 0;
        for (int index = 0; index < classes.Length; index++)
        {
            weights += classes[index].Weight;
            packets += classes[index].Weight * classes[index].Packets;
            _unseen[index] = Power(1 - (1.0 / sampling), classes[index].Packets);
            seen += classes[index].Weight * (1 - _unseen[index]);
            _cumulative[index] = seen;
        }
        Mean = packets / weights;
        SeenShare = seen / weights;
    }

    /// <summary>Packets of a conversation.</summary>
    public double Mean { get; }

    /// <summary>Conversations with at least one sampled packet.</summary>
    public double SeenShare { get; }

    /// <returns>Size and sampled packets, at least one, of a conversation that is seen.</returns>
    public (int Size, int Seen) Draw(SeededGenerator random)
    {
        double at = random.Unit() * _cumulative[^1];
        int index = 0;
        while (_cumulative[index] <= at)
        {
            index++;
        }
        int size = _classes[index].Packets;
        if (_sampling == 1)
        {
            return (size, size);
        }
        double mean = (double)size / _sampling;
        return (size, mean >= NormalFrom ? Normal(size, mean, random) : AtLeastOne(size, _unseen[index], random));
    }

    /// <summary>Which of a conversation's packets are the sampled ones.</summary>
    public static void Pick(int size, int seen, List<int> positions, SeededGenerator random)
    {
        positions.Clear();
        if (seen == 1)
        {
            positions.Add(random.Below(size));
            return;
        }
        if (seen > size / 8)
        {
            // Knuth's selection sampling: in order, each with the chance that is left.
            for (int index = 0; index < size && positions.Count < seen; index++)
            {
                if (random.Unit() * (size - index) < seen - positions.Count)
                {
                    positions.Add(index);
                }
            }
            return;
        }
        while (positions.Count < seen)
        {
            int position = random.Below(size);
            if (!positions.Contains(position))
            {
                positions.Add(position);
            }
        }
    }

    private static int Normal(int size, double mean, SeededGenerator random) =>
        Math.Clamp((int)(mean + (Math.Sqrt(mean) * random.Normal()) + 0.5), 1, size);

    /// <summary>Binomial, given that it is not zero, by its distribution function.</summary>
    private int AtLeastOne(int size, double unseen, SeededGenerator random)
    {
        double odds = 1.0 / (_sampling - 1.0);
        double goal = unseen + (random.Unit() * (1 - unseen));
        double term = unseen;
        double sum = unseen;
        int count = 0;
        while (sum < goal && count < size)
        {
            term *= (size - count) / (count + 1.0) * odds;
            sum += term;
            count++;
        }
        return Math.Max(1, count);
    }

    /// <summary>By squaring: the same on every machine.</summary>
    private static double Power(double value, int exponent)
    {
        double result = 1;
        for (int rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                result *= value;
            }
            value *= value;
        }
        return result;
    }
}
