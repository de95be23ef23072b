using System.Numerics;

namespace Suyuan.Enrichment;

/// <summary>Walks several tracks side by side, stopping wherever any of them changes.</summary>
internal sealed class TrackSweep<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly Track<T>[] _tracks;
    private readonly int[] _next;
    private readonly int[] _values;

    public TrackSweep(params Track<T>[] tracks)
    {
        _tracks = tracks;
        _next = new int[tracks.Length];
        _values = new int[tracks.Length];
        Array.Fill(_values, -1);
    }

    /// <summary>Where the current values begin.</summary>
    public T Start { get; private set; }

    /// <summary>The value of each track from <see cref="Start"/> on.</summary>
    public ReadOnlySpan<int> Values => _values;

    /// <summary>Goes to the next place where a track changes; false at the end.</summary>
    public bool MoveNext()
    {
        bool isFound = false;
        T nearest = default;
        for (int i = 0; i < _tracks.Length; i++)
        {
            T[] starts = _tracks[i].Starts;
            if (_next[i] < starts.Length && (!isFound || starts[_next[i]] < nearest))
            {
                nearest = starts[_next[i]];
                isFound = true;
            }
        }
        if (!isFound)
        {
            return false;
        }
        for (int i = 0; i < _tracks.Length; i++)
        {
            Track<T> track = _tracks[i];
            if (_next[i] < track.Starts.Length && track.Starts[_next[i]] == nearest)
            {
                _values[i] = track.Values[_next[i]++];
            }
        }
        Start = nearest;
        return true;
    }
}
