using System.Runtime.InteropServices;

namespace Suyuan.Telemetry.Sflow5;

/// <summary>
/// Follows what each data source of an agent counts on: packets that could have been sampled, samples dropped. Both run modulo 2^32; a step backwards is
/// a late datagram or an agent that began anew, and counts nothing.
/// </summary>
internal sealed class SampleSources
{
    /// <summary>Sources followed; more are not, which loses no samples, only their counts.</summary>
    private const int MaxSources = 65_536;

    /// <summary>More late samples in a row are a new count.</summary>
    private const int MaxLate = 64;

    private readonly Dictionary<SourceKey, Counters> _sources = [];

    public long Pool { get; private set; }

    public long Dropped { get; private set; }

    /// <param name="source">Class and index of the data source.</param>
    public void Add(ushort exporter, uint subAgent, ulong source, uint pool, uint dropped)
    {
        SourceKey key = new(source, subAgent, exporter);
        if (_sources.Count >= MaxSources && !_sources.ContainsKey(key))
        {
            return;
        }
        ref Counters counters = ref CollectionsMarshal.GetValueRefOrAddDefault(_sources, key, out bool known);
        if (known)
        {
            int step = unchecked((int)(pool - counters.Pool));
            int drops = unchecked((int)(dropped - counters.Dropped));
            if ((step < 0 || drops < 0) && counters.Late < MaxLate)
            {
                counters.Late++;
                return;
            }
            Pool += Math.Max(0, step);
            Dropped += Math.Max(0, drops);
        }
        counters = new Counters { Pool = pool, Dropped = dropped };
    }

    private readonly record struct SourceKey(ulong Source, uint SubAgent, ushort Exporter)
    {
        public override int GetHashCode()
        {
            unchecked
            {
                return (int)(((Source ^ ((ulong)SubAgent << 32) ^ ((ulong)Exporter << 20)) * 0x9E3779B97F4A7C15) >> 32);
            }
        }
    }

    private struct Counters
    {
        public uint Pool;
        public uint Dropped;
        public int Late;
    }
}
