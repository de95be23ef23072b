using System.Numerics;
using Suyuan.Attribution.Controllers;
using Xunit;

namespace Suyuan.Tests;

public sealed class HypergeometricTests
{
    [Fact]
    public void Small_populations_agree_with_counted_draws()
    {
        for (int all = 1; all <= 14; all++)
        {
            for (int marked = 0; marked <= all; marked++)
            {
                for (int drawn = 0; drawn <= all; drawn++)
                {
                    for (int least = 0; least <= drawn + 1; least++)
                    {
                        double counted = Counted(all, marked, drawn, least);
                        double tail = Hypergeometric.TailLog10(all, marked, drawn, least);
                        Assert.True(
                            counted == 0 ? double.IsNegativeInfinity(tail) : Math.Abs(Math.Log10(counted) - tail) < 1e-9, $"{all} {marked} {drawn} {least}: {counted} {tail}");
                    }
                }
            }
        }
    }

    [Theory]
    // Begins far below the peak, at it, and far above it, where no double holds the chance itself.
    [InlineData(1_000_000, 400_000, 300_000, 100_000, 0)]
    [InlineData(200_000, 20_000, 10_000, 1_000, -0.297)]
    [InlineData(100_000, 500, 500, 500, -1365.371)]
    public void Large_populations_neither_overflow_nor_lose_what_is_small(long all, long marked, long drawn, long least, double log) =>
        Assert.Equal(log, Hypergeometric.TailLog10(all, marked, drawn, least), 3);

    [Fact]
    public void More_of_them_is_never_likelier()
    {
        double[] tails = [.. Enumerable.Range(0, 401).Select(least => Hypergeometric.TailLog10(5_000, 700, 400, least))];
        Assert.Equal(0, tails[0]);
        Assert.All(tails.Zip(tails.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-9));
    }

    private static double Counted(int all, int marked, int drawn, int least)
    {
        BigInteger hits = 0;
        for (int value = Math.Max(least, 0); value <= Math.Min(marked, drawn); value++)
        {
            hits += Choose(marked, value) * Choose(all - marked, drawn - value);
        }
        return (double)hits / (double)Choose(all, drawn);
    }

    private static BigInteger Choose(int of, int count)
    {
        if (count < 0 || count > of)
        {
            return 0;
        }
        BigInteger ways = 1;
        for (int index = 0; index < count; index++)
        {
            ways = ways * (of - index) / (index + 1);
        }
        return ways;
    }
}
