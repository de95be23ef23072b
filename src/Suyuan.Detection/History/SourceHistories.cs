using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>
/// Had an exporter seen a source before, outside attacks? Over a hashed sample of sources, in Bloom filters that rotate, so that memory is bounded whatever comes:
/// about 56 MB once data is there. Looks back between 20 and 24 hours, and only back.
/// </summary>
internal sealed class SourceHistories(ExporterTable exporters)
{
    /// <summary>One source in 2^this is followed.</summary>
    public const int SampleShift = 4;

    /// <summary>Filters, of four hours each.</summary>
    private const int Filters = 6;
    private const long FilterMinutes = 240;

    /// <summary>Less history than this says nothing of who is missing from it (design.md §2).</summary>
    private const long LeastMinutes = 60;

    /// <summary>2^26 bits a filter: with a million followed pairs of exporter and source in four hours, one in 10,000 is taken for another (three bits each).</summary>
    private const int Bits = 26;
    private const int BitsEach = 3;

    private readonly PageMemory<ulong>?[] _filters = new PageMemory<ulong>[Filters];
    private readonly long[] _periods = new long[Filters];
    private readonly Dictionary<ushort, (long First, ulong Seed)> _exporters = [];

    /// <summary>Minutes come in ascending order.</summary>
    public void Learn(long minute, ushort exporter, IpAddress source)
    {
        ulong seed = Seed(minute, exporter);
        Span<ulong> filter = Filter(minute);
        for (int index = 0; index < BitsEach; index++)
        {
            int bit = Bit(source, seed, index);
            filter[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    public SourceHistory Find(long minute, ushort exporter, IpAddress source)
    {
        if (!AddressHash.IsInSample(source, SampleShift) || !_exporters.TryGetValue(exporter, out (long First, ulong Seed) known) || minute - known.First < LeastMinutes)
        {
            return SourceHistory.NotMeasured;
        }
        long period = minute / FilterMinutes;
        for (int at = 0; at < Filters; at++)
        {
            if (_filters[at] is PageMemory<ulong> filter && _periods[at] > period - Filters && Holds(filter.Span, source, known.Seed))
            {
                return SourceHistory.Seen;
            }
        }
        return SourceHistory.Unseen;
    }

    private static bool Holds(Span<ulong> filter, IpAddress source, ulong seed)
    {
        for (int index = 0; index < BitsEach; index++)
        {
            int bit = Bit(source, seed, index);
            if ((filter[bit >> 6] >> (bit & 63) & 1) == 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>By the exporter's key, not its index: which sources are confused must not depend on the order in which exporters were met.</summary>
    private ulong Seed(long minute, ushort exporter)
    {
        if (!_exporters.TryGetValue(exporter, out (long First, ulong Seed) known))
        {
            ulong seed = 0;
            foreach (char letter in exporters.Key(exporter))
            {
                seed = AddressHash.Mix(unchecked(seed + letter + 1));
            }
            _exporters.Add(exporter, known = (minute, seed));
        }
        return known.Seed;
    }

    private Span<ulong> Filter(long minute)
    {
        long period = minute / FilterMinutes;
        int at = (int)(((period % Filters) + Filters) % Filters);
        PageMemory<ulong> filter = _filters[at] ??= new PageMemory<ulong>(1 << (Bits - 6));
        if (_periods[at] != period)
        {
            filter.Span.Clear();
            _periods[at] = period;
        }
        return filter.Span;
    }

    private static int Bit(IpAddress source, ulong seed, int index) =>
        (int)(AddressHash.Mix(unchecked(AddressHash.OfSource(source.Value) + (seed * (ulong)((2 * index) + 1)))) >> (64 - Bits));
}
