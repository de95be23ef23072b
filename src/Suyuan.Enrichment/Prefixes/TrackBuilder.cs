using System.Numerics;

namespace Suyuan.Enrichment;

/// <summary>
/// Collects ranges in any order. Where they overlap the later beginning wins, and of equal beginnings the shorter range: with
/// prefixes that is the longest match. Of two equal ranges the one added last wins.
/// </summary>
internal sealed class TrackBuilder<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly List<Range> _ranges = [];
    private readonly List<T> _starts = [];
    private readonly List<int> _values = [];
    private bool _isOrdered = true;

    /// <summary>How many ranges began inside another one; databases that promise otherwise are reported.</summary>
    public int Overlaps { get; private set; }

    public int Count => _ranges.Count;

    public void Add(T first, T last, int value)
    {
        if (last < first)
        {
            throw new ArgumentException("a range ends before it begins", nameof(last));
        }
        _isOrdered &= _ranges.Count == 0 || first > _ranges[^1].Last;
        _ranges.Add(new Range(first, last, value, _ranges.Count));
    }

    public Track<T> Build()
    {
        if (!_isOrdered)
        {
            _ranges.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First)
                : a.Last != b.Last ? b.Last.CompareTo(a.Last)
                : a.Order.CompareTo(b.Order));
        }
        // A sweep with a stack of the ranges that are open; the innermost one is on top.
        Stack<Range> open = new();
        foreach (Range range in _ranges)
        {
            CloseBefore(range.First, open);
            Overlaps += open.Count > 0 ? 1 : 0;
            Start(range.First, range.Value);
            open.Push(range);
        }
        CloseBefore(T.MaxValue, open);
        return new Track<T>([.. _starts], [.. _values]);
    }

    /// <summary>Drops the ranges that end before a limit; what lies below them shows again.</summary>
    private void CloseBefore(T limit, Stack<Range> open)
    {
        while (open.TryPeek(out Range top) && top.Last < limit)
        {
            open.Pop();
            T next = top.Last + T.One;
            // An outer range that ended earlier or right here shows nothing.
            while (open.TryPeek(out Range outer) && outer.Last < next)
            {
                open.Pop();
            }
            Start(next, open.TryPeek(out Range below) ? below.Value : -1);
        }
    }

    private void Start(T start, int value)
    {
        if (_starts.Count > 0 && _starts[^1] == start)
        {
            _starts.RemoveAt(_starts.Count - 1);
            _values.RemoveAt(_values.Count - 1);
        }
        if (value != (_values.Count > 0 ? _values[^1] : -1))
        {
            _starts.Add(start);
            _values.Add(value);
        }
    }

    private readonly record struct Range(T First, T Last, int Value, int Order);
}
