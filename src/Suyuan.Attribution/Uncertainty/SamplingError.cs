using Suyuan.Attribution.Bots;
using Suyuan.Attribution.Spoofing;
using Suyuan.Model;

namespace Suyuan.Attribution.Uncertainty;

/// <summary>What sampling leaves uncertain of an event: its traffic, and how many resources no sampled packet showed.</summary>
internal static class SamplingError
{
    /// <summary>95 % both ways: this much on each side.</summary>
    private const double Tail = 0.025;

    /// <param name="components">Of the event; what another exporter counted already takes no part.</param>
    public static TrafficRange Range(AttackEvent attack, IReadOnlyList<VectorComponent> components)
    {
        VectorComponent[] counted = [.. components.Where(component => !component.Totals.Duplicate && component.Totals.SampledPackets > 0)];
        double packets = counted.Sum(component => (double)component.Totals.Packets);
        double octets = counted.Sum(component => (double)component.Totals.Octets);
        double packetVariance = counted.Sum(component => Variance(component, _ => 1));
        double octetVariance = counted.Sum(component => Variance(component, SquaredLength));
        (double packetLow, double packetHigh) = Factors(packets, packetVariance);
        (double octetLow, double octetHigh) = Factors(octets, octetVariance);
        return new TrafficRange(
            Scale(attack.Packets, packetLow), Scale(attack.Packets, packetHigh), Scale(attack.Octets, octetLow), Scale(attack.Octets, octetHigh));
    }

    /// <summary>Kinds whose number sampling hides; none of an event of which every packet was seen.</summary>
    public static IEnumerable<SeenResources> Seen(AttackEvent attack, IReadOnlyList<VectorComponent> components, IReadOnlyList<JudgedPart> parts)
    {
        if (attack.Sampling <= 1)
        {
            yield break;
        }
        foreach (IGrouping<AttackVector, VectorComponent> vector in components.Where(one => one.Totals.Vector.IsReflection).GroupBy(one => one.Totals.Vector).OrderBy(one => one.Key))
        {
            yield return Count(
                ResourceKind.Reflector, vector.Key.Token[..^"-reflection".Length],
                vector.SelectMany(one => one.Sources.Values).Where(source => source.SolicitedPackets == 0).GroupBy(source => source.Source), vector.Max(one => one.Totals.SampleShift));
        }
        JudgedPart[] real = [.. parts.Where(part => part.Class == ComponentClass.Real)];
        if (real.Length > 0)
        {
            yield return Count(
                ResourceKind.Bot, "", real.SelectMany(part => part.Sources).GroupBy(source => BotRule.BotAddress(source.Source)), real.Max(part => part.Unit.Shift));
        }
    }

    private static SeenResources Count(ResourceKind kind, string protocol, IEnumerable<IGrouping<IpAddress, SourceEvidence>> sources, int shift)
    {
        long[] counts = [.. sources.Select(source => source.Sum(row => row.SampledPackets))];
        return new SeenResources(kind, protocol, (long)counts.Length << shift, (long)counts.Count(count => count == 1) << shift, (long)counts.Count(count => count == 2) << shift);
    }

    /// <summary>Each packet was seen with probability 1 / q: n packets seen leave a variance of n q (q − 1) in their estimate, times the square of what each counts for.</summary>
    private static double Variance(VectorComponent component, Func<VectorComponent, double> square)
    {
        double interval = component.Totals.Packets / (double)component.Totals.SampledPackets;
        return component.Totals.SampledPackets * interval * (interval - 1) * square(component);
    }

    /// <summary>Mean square of a packet's length, as far as sources differ: the lengths of one source's packets are not kept apart.</summary>
    private static double SquaredLength(VectorComponent component)
    {
        double packets = component.Sources.Values.Sum(source => (double)source.Packets);
        double mean = component.Totals.Octets / (double)Math.Max(component.Totals.Packets, 1);
        return packets == 0 ? mean * mean
            : component.Sources.Values.Where(source => source.Packets > 0).Sum(source => (double)source.Octets * source.Octets / source.Packets) / packets;
    }

    /// <summary>Limits as parts of the estimate: those of a Poisson count as uncertain as it is.</summary>
    private static (double Low, double High) Factors(double estimate, double variance)
    {
        if (estimate <= 0 || variance <= 0)
        {
            return (1, 1);
        }
        double count = estimate * estimate / variance;
        return (PoissonLimit.Lower((long)count, Tail) / count, PoissonLimit.Upper((long)Math.Ceiling(count), Tail) / count);
    }

    private static long Scale(long count, double factor) => (long)Math.Min(long.MaxValue / 2, Math.Round(count * factor));
}
