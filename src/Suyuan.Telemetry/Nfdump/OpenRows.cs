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
        _batch.Clear(_row, _batch.Room);
        return _batch;
    }
}
