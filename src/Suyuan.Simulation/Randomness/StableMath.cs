namespace Suyuan.Simulation.Randomness;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions only, which IEEE 754 rounds the same everywhere; Math.Exp and Math.Log are the platform's
/// and may differ in their last bit, enough to change a count and with it every octet after it.
/// </summary>
internal static class StableMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>e^x for |x| ≤ 700.</summary>
    public static double Exp(double x)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, 700);
        ArgumentOutOfRangeException.ThrowIfLessThan(x, -700);
        double halves = (x / Ln2) + (x < 0 ? -0.5 : 0.5);
        int power = (int)halves;
        double rest = x - (power * Ln2);
        double term = 1;
        double sum = 1;
        for (int n = 1; n <= 16; n++)
        {
            term = term * rest / n;
            sum += term;
        }
        // 2^power by its bits: |power| ≤ 1010 keeps the exponent field normal.
        return sum * BitConverter.Int64BitsToDouble((long)(power + 1023) << 52);
    }

    /// <summary>ln x for 1e-300 ≤ x ≤ 1e300, by Halley's iteration on <see cref="Exp"/>, which triples the right digits each time.</summary>
    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(x, 1e-300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, 1e300);
        long power = (BitConverter.DoubleToInt64Bits(x) >> 52) - 1023;
        double log = (power + 0.5) * Ln2;
        for (int round = 0; round < 4; round++)
        {
            double reached = Exp(log);
            log += 2 * (x - reached) / (x + reached);
        }
        return log;
    }
}
