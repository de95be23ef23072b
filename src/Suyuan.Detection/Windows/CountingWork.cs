using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The rows of a batch that are to be counted, and in which minutes: all that counting needs, so that another thread can do it.</summary>
internal sealed class CountingWork
{
    /// <summary>How many rows ahead a table's memory is asked for: about what the processor keeps under way.</summary>
    private const int Ahead = 12;

    private readonly List<Run> _runs = [];
    private readonly List<Share> _shares = [];
    private readonly uint[] _hashes = new uint[FlowBatch.Capacity];
    private readonly int[] _whole = new int[FlowBatch.Capacity];
    private int _wholeCount;
    private FlowBatch? _batch;

    /// <summary>Rows of <see cref="_whole"/> up to the end, from that of the run before, lie in one minute.</summary>
    private readonly record struct Run(MinuteWindow Window, int End);

    /// <summary>What a record of several minutes carried in one of them, observed.</summary>
    private readonly record struct Share(MinuteWindow Window, int Row, long Packets, long Octets);

    /// <summary>Who still reads the batch.</summary>
    public int Holders;

    public FlowBatch Batch => _batch ?? throw new InvalidOperationException("no batch");

    /// <summary>Rows that are used, ascending; the first <see cref="Kept"/>.</summary>
    public int[] Rows { get; } = new int[FlowBatch.Capacity];

    public int Kept { get; set; }

    public ReadOnlySpan<int> Used => Rows.AsSpan(0, Kept);

    /// <summary>Vector by row of the batch.</summary>
    public byte[] Codes { get; } = new byte[FlowBatch.Capacity];

    public void Begin(FlowBatch batch)
    {
        _batch = batch;
        _runs.Clear();
        _shares.Clear();
        _wholeCount = 0;
    }

    /// <summary>Lets go of the batch.</summary>
    public FlowBatch End()
    {
        FlowBatch batch = Batch;
        _batch = null;
        return batch;
    }

    /// <summary>The row lies in one minute.</summary>
    public void Add(MinuteWindow window, int row)
    {
        _whole[_wholeCount++] = row;
        if (_runs.Count > 0 && _runs[^1].Window == window)
        {
            _runs[^1] = new Run(window, _wholeCount);
        }
        else
        {
            _runs.Add(new Run(window, _wholeCount));
        }
    }

    public void AddShare(MinuteWindow window, int row, long packets, long octets) => _shares.Add(new Share(window, row, packets, octets));

    /// <summary>Adds everything to the minutes' tables.</summary>
    public void Count()
    {
        if (Batch.Family == AddressFamily.V4)
        {
            Count<uint>(Batch, Batch.DestinationV4);
        }
        else
        {
            Count<UInt128>(Batch, Batch.DestinationV6);
        }
    }

    private void Count<TAddress>(FlowBatch batch, ReadOnlySpan<TAddress> targets)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        uint[] hashes = _hashes;
        foreach (int row in Used)
        {
            hashes[row] = MinuteCounters<TAddress>.Hash(targets[row], Codes[row]);
        }
        int from = 0;
        foreach (Run run in _runs)
        {
            MinuteCounters<TAddress> table = run.Window.Table<TAddress>();
            ReadOnlySpan<int> rows = _whole.AsSpan(from, run.End - from);
            for (int index = 0; index < rows.Length; index++)
            {
                if (index + Ahead < rows.Length)
                {
                    table.Prefetch(hashes[rows[index + Ahead]]);
                }
                int row = rows[index];
                long sampling = Math.Max(batch.SamplingInterval[row], 1);
                table.Add(hashes[row], targets[row], Codes[row], batch.Packets[row] * sampling, batch.Octets[row] * sampling, batch.Packets[row]);
            }
            from = run.End;
        }
        for (int index = 0; index < _shares.Count; index++)
        {
            if (index + Ahead < _shares.Count)
            {
                Share ahead = _shares[index + Ahead];
                ahead.Window.Table<TAddress>().Prefetch(hashes[ahead.Row]);
            }
            (MinuteWindow window, int row, long packets, long octets) = _shares[index];
            long sampling = Math.Max(batch.SamplingInterval[row], 1);
            window.Table<TAddress>().Add(hashes[row], targets[row], Codes[row], packets * sampling, octets * sampling, packets);
        }
    }
}
