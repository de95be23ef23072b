using CsCheck;
using Suyuan.Simulation.Randomness;
using Xunit;

namespace Suyuan.Simulation.Tests.Randomness;

public sealed class StableMathTests
{
    [Fact]
    public void Exponential_is_the_platforms_to_thirteen_digits() =>
        Gen.Double[-600, 600].Sample(x => Math.Abs((StableMath.Exp(x) / Math.Exp(x)) - 1) < 1e-13);

    [Fact]
    public void Zero_gives_exactly_one() => Assert.Equal(1.0, StableMath.Exp(0));
}
