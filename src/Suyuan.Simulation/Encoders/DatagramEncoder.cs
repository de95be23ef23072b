using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>What the flow export protocols share: fill a datagram, send it when it is full or its first record has waited.</summary>
internal abstract class DatagramEncoder(IDatagramPath path, int maxPayload = DatagramCapture.MaxPayload) : IFlowEncoder
{
    /// <summary>Longest wait of a record for company.</summary>
    private const long MaxWaitMs = 15_000;

    private long _waitingSince = long.MaxValue;
    private bool _isLost;

    protected OctetWriter Datagram { get; } = new(maxPayload);

    /// <summary>Records in the open datagram.</summary>
    protected int Pending { get; private set; }

    public bool Add(in MeteredFlow flow, long now)
    {
        Tick(now);
        if (Pending == 0)
        {
            Datagram.Clear();
            _isLost = path.NextIsLost();
            Begin(now);
            _waitingSince = now;
        }
        Append(flow);
        Pending++;
        bool arrives = !_isLost;
        if (IsFull)
        {
            Send(now);
        }
        return arrives;
    }

    public void Tick(long now)
    {
        if (Pending > 0 && now - _waitingSince >= MaxWaitMs)
        {
            Send(_waitingSince + MaxWaitMs);
        }
    }

    public void Finish(long now)
    {
        if (Pending > 0)
        {
            Send(now);
        }
    }

    public void Restart(long now)
    {
        Finish(now);
        Reset(now);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => path.Dispose();

    protected abstract bool IsFull { get; }

    /// <summary>Sequence, uptime and templates begin anew.</summary>
    protected abstract void Reset(long bootMs);

    /// <summary>Headers, and templates where due.</summary>
    protected abstract void Begin(long now);

    protected abstract void Append(in MeteredFlow flow);

    /// <summary>Fills in what only the end knows: counts, lengths, the time of sending.</summary>
    protected abstract void Close(long now);

    private void Send(long now)
    {
        Close(now);
        if (!_isLost)
        {
            path.Write(now, Datagram.Written);
        }
        Pending = 0;
        _waitingSince = long.MaxValue;
    }
}
