using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The first look of one minute, both address families, and which exporters were heard.</summary>
internal sealed class MinuteWindow(long minute)
{
    public long Minute { get; } = minute;

    public MinuteCounters<uint> V4 { get; } = new();

    public MinuteCounters<UInt128> V6 { get; } = new();

    public Dictionary<ushort, (long Records, uint Sampling)> Exporters { get; } = [];

    public TargetCounter Find(IpAddress target, byte code) => target.IsV4 ? V4.Find(target.V4, code) : V6.Find(target.Value, code);

    /// <summary>Each record is covered once, in the minute of its end.</summary>
    public void Cover(ushort exporter, uint sampling)
    {
        Exporters.TryGetValue(exporter, out (long Records, uint Sampling) known);
        Exporters[exporter] = (known.Records + 1, Math.Max(known.Sampling, sampling));
    }
}
