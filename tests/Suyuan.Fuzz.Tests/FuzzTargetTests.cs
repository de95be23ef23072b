using Suyuan.Fuzz;
using Suyuan.Fuzz.Driver;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Every target holds for its seeds, for what once broke it, and for a short run of mutations; and the oracles bite.</summary>
public sealed class FuzzTargetTests
{
    /// <summary>Of one target: some 20 s for all.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(0.5);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Seeds_and_former_findings_hold(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        int tried = 0;
        foreach (byte[] input in Corpus.Of(target))
        {
            tried++;
            Assert.Null(InProcessDriver.Try(target, input, out _)?.Error);
        }
        Assert.True(tried > 0);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_short_run_of_mutations_finds_nothing(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        DriverResult result = new InProcessDriver(target, seed: 1).Run(Corpus.Of(target), s_short);
        Assert.True(result.Finding is null, $"{result.Finding?.Error}\ninput: {Convert.ToHexString(result.Finding?.Input ?? [])}");
        Assert.True(result.Inputs > 10);
    }

    [Theory]
    [InlineData("netflow5")]
    [InlineData("netflow7")]
    [InlineData("netflow9")]
    [InlineData("ipfix")]
    [InlineData("sflow5")]
    public void Captured_datagrams_hold_cut_at_every_octet_and_with_every_length_forced(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        List<byte[]> datagrams = Datagrams.Split(target.Seeds().First());
        for (int number = 0; number < datagrams.Count; number++)
        {
            byte[] whole = datagrams[number];
            for (int at = 0; at < whole.Length; at++)
            {
                Hold([.. datagrams[..number], whole[..at], .. datagrams[(number + 1)..]]);
            }
            // Length and count fields of all formats stand at even octets.
            for (int at = 0; at + 2 <= whole.Length; at += 2)
            {
                foreach ((byte high, byte low) in new (byte, byte)[] { (0, 0), (0, 1), (0xFF, 0xFF) })
                {
                    byte[] forced = [.. whole];
                    (forced[at], forced[at + 1]) = (high, low);
                    Hold([.. datagrams[..number], forced, .. datagrams[(number + 1)..]]);
                }
            }
        }

        void Hold(byte[][] changed) => Assert.Null(InProcessDriver.Try(target, Datagrams.Join(changed), out _)?.Error);
    }

    [Fact]
    public void The_same_seed_mutates_alike_and_another_does_not()
    {
        Assert.Equal(Mutations(1), Mutations(1));
        Assert.NotEqual(Mutations(1), Mutations(2));

        static string[] Mutations(ulong seed)
        {
            Mutator mutator = new(seed, "test");
            return [.. Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(mutator.Mutate("abcdefgh"u8.ToArray(), "other"u8.ToArray(), framed: false)))];
        }
    }

    [Fact]
    public void Datagrams_are_split_as_they_were_joined()
    {
        byte[][] datagrams = [[1, 2, 3], [], [4]];
        Assert.Equal(datagrams, Datagrams.Split(Datagrams.Join(datagrams)));
        Assert.Equal([[1, 2, 3], [], []], Datagrams.Split(Datagrams.Join(datagrams).AsSpan()[..^1]));
    }

    /// <summary>What a guard on the fourth octet hides is found step by step, since inputs that come nearer are kept.</summary>
    [Fact]
    public void A_planted_mistake_is_found_and_its_input_shows_it()
    {
        DriverResult result = new InProcessDriver(new PlantedTarget(), seed: 1).Run([[0, 0, 0, 0, 0, 0]], TimeSpan.FromSeconds(30));
        Assert.NotNull(result.Finding);
        Assert.IsType<IndexOutOfRangeException>(result.Finding.Error);
        Assert.NotNull(InProcessDriver.Try(new PlantedTarget(), result.Finding.Input, out _));
    }

    [Fact]
    public void Allocation_beyond_the_limit_is_a_finding() =>
        Assert.IsType<OracleException>(InProcessDriver.Try(new GreedyTarget(), [1], out _)?.Error);

    [Fact]
    public void A_row_with_a_column_that_nobody_told_is_a_finding()
    {
        RowSink sink = new(0xA5);
        FlowWriter writer = new(sink.Pool, sink);
        FlowBatch batch = writer.Open(AddressFamily.V4);
        batch.Clear(0, 2);
        for (int row = 0; row < 2; row++)
        {
            (batch.SourceV4[row], batch.DestinationV4[row], batch.Start[row], batch.Packets[row], batch.Octets[row], batch.Exporter[row]) = (1, 2, 3, 4, 5, 6);
        }
        batch.TcpFlags[1] = 2;
        writer.Commit(batch, 2);
        Assert.Contains(nameof(FlowFields.TcpFlags), Assert.Throws<OracleException>(writer.Flush).Message, StringComparison.Ordinal);
    }

    private sealed class PlantedTarget() : FuzzTarget("planted")
    {
        public override IEnumerable<byte[]> Seeds() => [];

        public override ulong Run(byte[] input)
        {
            ulong right = 0;
            foreach (byte expected in "DDoS"u8)
            {
                if (right >= (ulong)input.Length || input[(int)right] != expected)
                {
                    return right;
                }
                right++;
            }
            return input[input.Length];
        }
    }

    private sealed class GreedyTarget() : FuzzTarget("greedy")
    {
        public override long MaxAllocation => 1 << 20;

        public override IEnumerable<byte[]> Seeds() => [];

        public override ulong Run(byte[] input) => (ulong)new byte[2 << 20].Length;
    }
}
