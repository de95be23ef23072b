using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The first look of one minute, both address families, and which exporters were heard.</summary>
/// <param name="limits">What counters are listed by as large.</param>
/// <param name="most">Counters kept of each family.</param>
internal sealed class MinuteWindow(long minute, CounterLimits limits, int most = int.MaxValue) : IDisposable
{
    private readonly Dictionary<ushort, (long Records, uint Sampling)> _exporters = [];

    public long Minute { get; private set; } = minute;

    /// <summary>Times that records came for it.</summary>
    public long Touches { get; set; }

    /// <summary><see cref="Touches"/> at the last early look, and when the buffer was last thinned by it.</summary>
    public long LookedAt { get; set; }
    public long ThinnedAt { get; set; }

    public MinuteCounters<uint> V4 { get; } = new(limits, most);

    public MinuteCounters<UInt128> V6 { get; } = new(limits, most);

    /// <summary>Counters that had to go.</summary>
    public long Dropped => V4.Dropped + V6.Dropped;

    /// <summary>Each record is covered once, in the minute of its end.</summary>
    public void Cover(ushort exporter, long records, uint sampling)
    {
        _exporters.TryGetValue(exporter, out (long Records, uint Sampling) known);
        _exporters[exporter] = (known.Records + records, Math.Max(known.Sampling, sampling));
    }

    public MinuteCoverage[] Coverage() =>
        _exporters.OrderBy(pair => pair.Key).Select(pair => new MinuteCoverage(pair.Key, pair.Value.Records, pair.Value.Sampling)).ToArray();

    /// <summary>Records that came for a host in the minute, whatever their vector.</summary>
    public long Records(IpAddress host) => host.IsV4 ? V4.Records(host.V4) : V6.Records(host.Value);

    public MinuteCounters<TAddress> Table<TAddress>()
        where TAddress : unmanaged, IEquatable<TAddress> =>
        typeof(TAddress) == typeof(uint) ? (MinuteCounters<TAddress>)(object)V4 : (MinuteCounters<TAddress>)(object)V6;

    /// <summary>Empties the tables and keeps their memory.</summary>
    public void Clear()
    {
        V4.Clear();
        V6.Clear();
        _exporters.Clear();
    }

    public void Dispose()
    {
        V4.Dispose();
        V6.Dispose();
    }

    /// <summary>Minutes are alike: makes room for what another one counted.</summary>
    public void Expect(MinuteWindow like)
    {
        V4.Expect(like.V4.Count);
        V6.Expect(like.V6.Count);
    }

    /// <summary>Becomes another minute's window, once cleared.</summary>
    public void Reuse(long minute)
    {
        Minute = minute;
        Touches = LookedAt = ThinnedAt = 0;
    }
}
