using System.Numerics;
using System.Runtime.InteropServices;
using Suyuan.Model;

namespace Suyuan.Server.Collection;

/// <summary>
/// What an exporter's records counted, by the sampling rate that they are multiplied by. Written by the decoding thread, read by anyone. Bounded: rates beyond
/// <see cref="MostRates"/>, which no working exporter has, are kept together by origin.
/// </summary>
internal sealed class SampledTraffic
{
    /// <summary>Rates of one exporter that are told apart.</summary>
    public const int MostRates = 32;

    /// <summary>No record in truth counts so much; where all of a batch are below, their sum fits too.</summary>
    private const long Implausible = 1L << 48;

    private readonly List<Part> _parts = [];
    private volatile Part[] _published = [];
    private Part? _last;

    public IReadOnlyList<Part> Parts => _published;

    public double ObservedPackets => Parts.Sum(part => (double)part.Packets);

    public double ObservedOctets => Parts.Sum(part => (double)part.Octets);

    public double EstimatedPackets => Parts.Sum(part => part.EstimatedPackets);

    public double EstimatedOctets => Parts.Sum(part => part.EstimatedOctets);

    /// <summary>Books rows [from, to), run by run of one rate.</summary>
    public void Note(FlowBatch batch, int from, int to)
    {
        while (from < to)
        {
            SamplingRate rate = new(batch.SamplingInterval[from], batch.SamplingOrigin[from]);
            int length = Math.Min(
                Run(batch.SamplingInterval.AsSpan(from, to - from), rate.Interval),
                Run(MemoryMarshal.Cast<SamplingOrigin, byte>(batch.SamplingOrigin.AsSpan(from, to - from)), (byte)rate.Origin));
            Of(rate).Add(rate.Factor, length, Sum(batch.Packets.AsSpan(from, length)), Sum(batch.Octets.AsSpan(from, length)));
            from += length;
        }
    }

    private static int Run<TValue>(ReadOnlySpan<TValue> values, TValue value)
        where TValue : IEquatable<TValue>
    {
        int run = values.IndexOfAnyExcept(value);
        return run < 0 ? values.Length : run;
    }

    private Part Of(SamplingRate rate)
    {
        if (_last?.Rate == rate)
        {
            return _last;
        }
        Part? part = _parts.Find(one => one.Rate == rate);
        if (part is null)
        {
            SamplingRate kept = _parts.Count < MostRates ? rate : new SamplingRate(0, rate.Origin);
            part = _parts.Find(one => one.Rate == kept);
            if (part is null)
            {
                _parts.Add(part = new Part(kept));
                _published = [.. _parts];
            }
        }
        return _last = part;
    }

    /// <summary>Unchecked, since it is on the way of every record: records that cannot be, which detection refuses by name, are left out.</summary>
    private static long Sum(ReadOnlySpan<long> values)
    {
        Vector<long> sum = Vector<long>.Zero;
        Vector<long> bits = Vector<long>.Zero;
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        foreach (Vector<long> vector in vectors)
        {
            sum += vector;
            bits |= vector;
        }
        unchecked
        {
            (long total, long all) = (Vector.Sum(sum), 0);
            for (int lane = 0; lane < Vector<long>.Count; lane++)
            {
                all |= bits[lane];
            }
            foreach (long value in values[(vectors.Length * Vector<long>.Count)..])
            {
                total += value;
                all |= value;
            }
            return (ulong)all < Implausible ? total : SumOfPlausible(values);
        }
    }

    private static long SumOfPlausible(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
        {
            sum += value is >= 0 and < Implausible ? value : 0;
        }
        return sum;
    }

    /// <summary>The records of one rate.</summary>
    /// <param name="rate">Interval 0 where it was not told, or of several beyond those that are told apart.</param>
    internal sealed class Part(SamplingRate rate)
    {
        public SamplingRate Rate { get; } = rate;

        public long Records { get; private set; }

        /// <summary>As observed; what cannot be is not among them.</summary>
        public long Packets { get; private set; }
        public long Octets { get; private set; }

        /// <summary>As multiplied, record by record.</summary>
        public double EstimatedPackets { get; private set; }
        public double EstimatedOctets { get; private set; }

        public void Add(uint factor, int records, long packets, long octets)
        {
            unchecked
            {
                Records += records;
                Packets += packets;
                Octets += octets;
            }
            EstimatedPackets += (double)packets * factor;
            EstimatedOctets += (double)octets * factor;
        }
    }
}
