using System.Numerics;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Where records come from: exporter, input interface, sampling interval, direction.</summary>
internal readonly record struct Origin(ushort Exporter, uint Interface, uint Sampling, FlowDirection Direction);

/// <summary>
/// Interns origins, so that a buffered record carries an index. A small table of recent ones answers nearly every record. Bounded: an exporter that names ever new
/// interfaces or rates is one without interfaces, of rates rounded down to a power of two, once there are too many.
/// </summary>
internal sealed class OriginTable
{
    /// <summary>Many times what the routers of a country have; about 60 MB.</summary>
    internal const int Most = 1 << 19;

    private const int Recent = 1024;

    private readonly Dictionary<Origin, int> _index = [];
    private readonly List<Origin> _origins = [];
    private readonly (Origin Origin, int Index)[] _recent = new (Origin, int)[Recent];

    public OriginTable() => Array.Fill(_recent, (default, -1));

    public int Count => _origins.Count;

    public Origin this[int index] => _origins[index];

    public int Intern(Origin origin)
    {
        ref (Origin Origin, int Index) recent = ref _recent[Slot(origin)];
        if (recent.Index >= 0 && recent.Origin == origin)
        {
            return recent.Index;
        }
        if (!_index.TryGetValue(origin, out int index))
        {
            Origin rest = new(origin.Exporter, 0, 1u << BitOperations.Log2(Math.Max(origin.Sampling, 1)), origin.Direction);
            if (_origins.Count >= Most && origin != rest)
            {
                return Intern(rest);
            }
            index = _origins.Count;
            _origins.Add(origin);
            _index.Add(origin, index);
        }
        recent = (origin, index);
        return index;
    }

    private static int Slot(in Origin origin)
    {
        unchecked
        {
            return (int)(((origin.Interface * 0x9E3779B1) + (origin.Exporter * 0x85EBCA6Bu)) >> 22);
        }
    }
}
