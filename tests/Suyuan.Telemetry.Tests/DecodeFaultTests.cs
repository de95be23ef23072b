using Suyuan.Telemetry;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class DecodeFaultTests
{
    [Fact]
    public void Every_reason_for_a_refusal_is_documented_and_no_other()
    {
        string[] documented = File.ReadLines(Path.Combine(Fixtures.Root, "docs", "formats.md"))
            .SkipWhile(line => !line.StartsWith("## What is refused", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("## What is missing", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',').Select(name => name.Trim(' ', '`')))
            .Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Enum.GetNames<DecodeFault>().Where(name => name != nameof(DecodeFault.None)).Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public void Counts_are_added_by_reason()
    {
        DecodeFaultCounts one = new();
        one.Add(DecodeFault.NotIp, 2);
        DecodeFaultCounts all = new();
        all.Add(DecodeFault.NotAFlow);
        all.Add(one);
        Assert.Equal(3, all.Total);
        Assert.Equal([DecodeFault.NotAFlow, DecodeFault.NotIp], all.NonZero.Select(pair => pair.Key));
    }
}
