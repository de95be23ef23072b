namespace Suyuan.Tests;

/// <summary>Real hosts, each as busy as a log-normal draw says (σ = 1 as methods.md §4.3 has it; 0 = all alike).</summary>
internal sealed class Crowd
{
    private readonly uint[] _addresses;
    private readonly double[] _until;

    public Crowd(Dice dice, int hosts, Func<Dice, uint> address, double sigma = 1)
    {
        _addresses = new uint[hosts];
        _until = new double[hosts];
        double sum = 0;
        for (int host = 0; host < hosts; host++)
        {
            _addresses[host] = address(dice);
            sum += Math.Round(Math.Exp(sigma * dice.Normal()), 6);
            _until[host] = sum;
        }
        Addresses = _addresses.ToHashSet();
    }

    public IReadOnlySet<uint> Addresses { get; }

    public uint Draw(Dice dice)
    {
        int at = Array.BinarySearch(_until, dice.Uniform() * _until[^1]);
        return _addresses[Math.Min(at < 0 ? ~at : at, _addresses.Length - 1)];
    }
}
