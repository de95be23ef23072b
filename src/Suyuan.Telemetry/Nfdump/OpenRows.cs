using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// The rows of one family that are being written: clears a batch's room once and commits many rows at once. Nobody else may write to the
/// same <see cref="FlowWriter"/> between <see cref="Next"/> and <see cref="Commit"/>.
/// </summary>
internal sealed class OpenRows(FlowWriter writer, AddressFamily family)
{
    private FlowBatch? _batch;
    private int _row;
    private int _expected = FlowBatch.Capacity;

    /// <summary>No more than this many rows come before the next call: a batch's room is cleared no further.</summary>
    public void Expect(int rows) => _expected = rows;

    /// <summary>A cleared row; it counts once <see cref="Keep"/> is called.</summary>
    public FlowBatch Next(out int row)
    {
        FlowBatch batch = _batch ?? Open();
        row = _row;
        return batch;
    }

    public void Keep()
    {
        if (++_row == FlowBatch.Capacity)
        {
            Commit();
        }
    }

    public void Commit()
    {
        if (_batch is not null)
        {
            writer.Commit(_batch, _row - _batch.Count);
            _batch = null;
        }
    }

    private FlowBatch Open()
    {
        _batch = writer.Open(family);
        _row = _batch.Count;
        _batch.Clear(_row, Math.Min(_batch.Room, _expected));
        return _batch;
    }
}
