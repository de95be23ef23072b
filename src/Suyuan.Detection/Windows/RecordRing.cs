using Suyuan.Detection.Baselines;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The buffered records of the minutes that are not final, bounded in octets.</summary>
/// <param name="windows">The open minutes, with all that was added.</param>
internal sealed class RecordRing(DetectionOptions options, NetworkLevels levels, Func<IEnumerable<MinuteWindow>> windows)
{
    /// <summary>A block of each family that is being filled, and one full.</summary>
    private const long LeastKept = 4L * RecordBlock.Capacity * 78;

    /// <summary>Blocks thinned for each that is begun: who adds never waits for many, and what leaves is gone before the bound is reached.</summary>
    private const int ThinnedAtOnce = 4;

    private readonly List<RecordBlock> _blocks = [];
    private readonly Stack<RecordBlock> _spareV4 = new();
    private readonly Stack<RecordBlock> _spareV6 = new();
    private RecordBlock? _openV4;
    private RecordBlock? _openV6;
    private readonly RecordThinner _thinner = new();
    private RecordBlock? _keptV4;
    private RecordBlock? _keptV6;
    private long _size;
    private long _spareSize;
    private long _keptSize;

    public IReadOnlyList<RecordBlock> Blocks => _blocks;

    /// <summary>Records that had to go to keep the bound, since they were last asked for.</summary>
    public long Trimmed { get; private set; }

    public long TakeTrimmed()
    {
        long trimmed = Trimmed;
        Trimmed = 0;
        return trimmed;
    }

    public void Add(FlowBatch batch, ReadOnlySpan<int> rows, byte[] codes, int[] origins)
    {
        ref RecordBlock? open = ref batch.Family == AddressFamily.V4 ? ref _openV4 : ref _openV6;
        while (rows.Length > 0)
        {
            if (open is null || open.IsFull)
            {
                Trim();
                open = Take(batch.Family);
            }
            int part = Math.Min(rows.Length, open.Room);
            open.Add(batch, rows[..part], codes, origins);
            rows = rows[part..];
        }
    }

    /// <summary>Drops records that ended before this time. Open blocks stay where they are found: they are still being filled.</summary>
    public void DropBefore(long time)
    {
        int kept = 0;
        for (int index = 0; index < _blocks.Count; index++)
        {
            RecordBlock block = _blocks[index];
            if (block.LastMs >= time || block == _openV4 || block == _openV6 || block == _keptV4 || block == _keptV6)
            {
                _blocks[kept++] = block;
                continue;
            }
            Free(block);
        }
        _blocks.RemoveRange(kept, _blocks.Count - kept);
        _thinner.DropBefore(Minute.Of(time));
    }

    private void Spare(RecordBlock block)
    {
        Stack<RecordBlock> spare = block.Family == AddressFamily.V4 ? _spareV4 : _spareV6;
        // What is in use and what waits for use keep the bound together: memory that is given back must be cleared again.
        if (_size + _spareSize + block.Size <= options.BufferOctets)
        {
            block.Clear();
            spare.Push(block);
            _spareSize += block.Size;
        }
    }

    private RecordBlock Take(AddressFamily family)
    {
        if ((family == AddressFamily.V4 ? _spareV4 : _spareV6).TryPop(out RecordBlock? block))
        {
            _spareSize -= block.Size;
        }
        else
        {
            block = new RecordBlock(family);
        }
        _blocks.Add(block);
        _size += block.Size;
        return block;
    }

    /// <summary>
    /// Thins the oldest blocks, some at a time: only records towards or from targets that could matter in some open minute stay. Where what stays outgrows half of the
    /// buffer, hosts with many records are thinned too, so that the bound holds whatever comes.
    /// </summary>
    private void Trim()
    {
        List<RecordBlock> leaving = _blocks.FindAll(block => block.IsLeaving);
        if (leaving.Count == 0 && _size > options.BufferOctets / 8 * 7)
        {
            leaving = Choose();
        }
        Thin(leaving[..Math.Min(leaving.Count, ThinnedAtOnce)]);
        // The last block of each family is not worth it.
        while (_keptSize > Math.Max(options.BufferOctets / 2, LeastKept))
        {
            do
            {
                _thinner.Halve();
                _thinner.Prepare();
                Thin(_blocks.FindAll(block => block.IsThinned));
            }
            while (_keptSize > Math.Max(options.BufferOctets * 3L / 8, LeastKept));
        }
    }

    /// <summary>Blocks that leave, so many that a quarter of the bound is left to what is new: what matters is costly to find out, and is known best of what is old.</summary>
    private List<RecordBlock> Choose()
    {
        long excess = _size - _keptSize - (options.BufferOctets / 4);
        List<RecordBlock> chosen = [];
        foreach (RecordBlock block in _blocks)
        {
            if (excess <= 0)
            {
                break;
            }
            if (block != _openV4 && block != _openV6 && !block.IsThinned)
            {
                block.IsLeaving = true;
                chosen.Add(block);
                excess -= block.Size;
            }
        }
        // Who reads waits for this: the scans of the tables go side by side.
        foreach ((MinuteWindow window, Candidates candidates) in windows().Where(window => window.ThinnedAt != window.Touches && chosen.Exists(block => block.Overlaps(window.Minute))).ToArray()
            .AsParallel().AsOrdered().Select(window => (window, Candidates.Of(window, options.Thresholds, levels))))
        {
            _thinner.Learn(window.Minute, candidates.Hosts.Values, window.Records);
            window.ThinnedAt = window.Touches;
        }
        _thinner.Prepare();
        return chosen;
    }

    /// <summary>Moves the rows that stay together, in their order, and frees these blocks.</summary>
    private void Thin(List<RecordBlock> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }
        HashSet<RecordBlock> leaving = [.. blocks];
        _blocks.RemoveAll(leaving.Contains);
        RecordBlock? keptV4 = leaving.Contains(_keptV4!) ? null : _keptV4;
        RecordBlock? keptV6 = leaving.Contains(_keptV6!) ? null : _keptV6;
        foreach (RecordBlock block in blocks)
        {
            ref RecordBlock? kept = ref block.Family == AddressFamily.V4 ? ref keptV4 : ref keptV6;
            for (int row = 0; row < block.Count; row++)
            {
                if (!_thinner.Keeps(block, row, out byte shift))
                {
                    Trimmed++;
                    continue;
                }
                if (kept is null || kept.IsFull)
                {
                    kept = Take(block.Family);
                    kept.IsThinned = true;
                    _keptSize += kept.Size;
                }
                kept.Add(block, row, shift);
            }
            Free(block);
        }
        (_keptV4, _keptV6) = (keptV4, keptV6);
    }

    private void Free(RecordBlock block)
    {
        _size -= block.Size;
        _keptSize -= block.IsThinned ? block.Size : 0;
        Spare(block);
    }
}
