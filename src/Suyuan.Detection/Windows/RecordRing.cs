using Suyuan.Detection.Baselines;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The buffered records of the minutes that are not final, bounded in octets.</summary>
internal sealed class RecordRing(DetectionOptions options, NetworkLevels levels)
{
    /// <summary>Emptied blocks kept for reuse, about 50 MB of IPv4.</summary>
    private const int MostSpare = 64;

    private readonly List<RecordBlock> _blocks = [];
    private readonly Stack<RecordBlock> _spareV4 = new();
    private readonly Stack<RecordBlock> _spareV6 = new();
    private RecordBlock? _openV4;
    private RecordBlock? _openV6;
    private long _size;

    public IReadOnlyList<RecordBlock> Blocks => _blocks;

    /// <summary>Records that had to go to keep the bound, since they were last asked for.</summary>
    public long Trimmed { get; private set; }

    public long TakeTrimmed()
    {
        long trimmed = Trimmed;
        Trimmed = 0;
        return trimmed;
    }

    public void Add(FlowBatch batch, ReadOnlySpan<int> rows, byte[] codes, int[] origins, IEnumerable<MinuteWindow> windows)
    {
        ref RecordBlock? open = ref batch.Family == AddressFamily.V4 ? ref _openV4 : ref _openV6;
        while (rows.Length > 0)
        {
            if (open is null || open.IsFull)
            {
                if (_size > options.BufferOctets)
                {
                    Trim(windows);
                }
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
            if (block.LastMs >= time || block == _openV4 || block == _openV6)
            {
                _blocks[kept++] = block;
                continue;
            }
            _size -= block.Size;
            Spare(block);
        }
        _blocks.RemoveRange(kept, _blocks.Count - kept);
    }

    private void Spare(RecordBlock block)
    {
        Stack<RecordBlock> spare = block.Family == AddressFamily.V4 ? _spareV4 : _spareV6;
        if (!block.IsThinned && spare.Count < MostSpare)
        {
            block.Clear();
            spare.Push(block);
        }
    }

    private RecordBlock Take(AddressFamily family)
    {
        if (!(family == AddressFamily.V4 ? _spareV4 : _spareV6).TryPop(out RecordBlock? block))
        {
            block = new RecordBlock(family);
        }
        _blocks.Add(block);
        _size += block.Size;
        return block;
    }

    /// <summary>
    /// Thins the oldest blocks: only records towards or from targets that could matter in some open minute stay. When all are thinned, what is left is attack
    /// traffic and stays: the bound is soft by that much.
    /// </summary>
    private void Trim(IEnumerable<MinuteWindow> windows)
    {
        // Down to half, since what matters is costly to find out.
        long excess = _size - (options.BufferOctets / 2);
        List<int> chosen = [];
        for (int index = 0; index < _blocks.Count && excess > 0; index++)
        {
            RecordBlock block = _blocks[index];
            if (block != _openV4 && block != _openV6 && !block.IsThinned)
            {
                chosen.Add(index);
                excess -= block.Size;
            }
        }
        HashSet<IpAddress> matter = [];
        AddressFilter filter = new();
        foreach (MinuteWindow window in windows.Where(window => chosen.Exists(index => _blocks[index].Overlaps(window.Minute))))
        {
            foreach (IpAddress host in Candidates.Of(window, options.Thresholds, levels).Hosts.Keys)
            {
                matter.Add(host);
                filter.Add(host);
            }
        }
        foreach (int index in chosen)
        {
            RecordBlock block = _blocks[index];
            _blocks[index] = block.Thin(matter, filter);
            _size += _blocks[index].Size - block.Size;
            Trimmed += block.Count - _blocks[index].Count;
            Spare(block);
        }
    }
}
