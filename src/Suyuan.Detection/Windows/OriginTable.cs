using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Where records come from: exporter, input interface, sampling interval, direction.</summary>
internal readonly record struct Origin(ushort Exporter, uint Interface, uint Sampling, FlowDirection Direction);

/// <summary>Interns origins, so that a buffered record carries an index. Remembers the last, since runs of records share it.</summary>
internal sealed class OriginTable
{
    private readonly Dictionary<Origin, int> _index = [];
    private readonly List<Origin> _origins = [];
    private Origin _last;
    private int _lastIndex = -1;

    public Origin this[int index] => _origins[index];

    public int Intern(Origin origin)
    {
        if (_lastIndex >= 0 && origin == _last)
        {
            return _lastIndex;
        }
        if (!_index.TryGetValue(origin, out int index))
        {
            index = _origins.Count;
            _origins.Add(origin);
            _index.Add(origin, index);
        }
        (_last, _lastIndex) = (origin, index);
        return index;
    }
}
