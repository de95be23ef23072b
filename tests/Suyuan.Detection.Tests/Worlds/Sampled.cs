using Suyuan.Detection;
using Suyuan.Model;

namespace Suyuan.Tests.Worlds;

/// <summary>Sampled packets of a stream, one record each, at random times: what a sampling exporter shows of it.</summary>
internal static class Sampled
{
    public const uint Interval = 1000;

    /// <param name="rate">Packets per second, before sampling.</param>
    /// <param name="from">Seconds after <see cref="SyntheticRun.Noon"/>.</param>
    public static IEnumerable<Flow> Of(double rate, double from, double to, int seed, Func<Random, Flow> packet, uint sampling = Interval)
    {
        Random random = new(seed);
        for (double at = from; ;)
        {
            at -= Math.Log(1 - random.NextDouble()) * sampling / rate;
            if (at >= to)
            {
                yield break;
            }
            yield return packet(random) with { Start = SyntheticRun.Noon + (long)(at * 1000), Sampling = sampling };
        }
    }

    /// <summary>Quiet traffic of strangers from the first minute on, so that the exporters have been heard before anything happens.</summary>
    public static IEnumerable<Flow> Quiet(double to, params ushort[] exporters) => exporters.SelectMany(exporter => Of(20_000, 0, to, exporter, random =>
        new Flow(0x20000000 + (uint)random.Next(1 << 24), 0x30000000 + (uint)random.Next(1 << 26), 0)
        {
            Protocol = 6,
            TcpFlags = 16,
            SourcePort = (ushort)random.Next(1024, 65_000),
            DestinationPort = 443,
            Length = random.Next(40, 1400),
            Exporter = exporter,
            Interface = 1,
        }));

    public static SyntheticRun Run(IEnumerable<Flow> flows, ExporterDirectory? directory = null) =>
        SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionOptions.For(DetectionProfile.Network), directory: directory);

    public static ushort HighPort(Random random) => (ushort)random.Next(1024, 65_000);
}
