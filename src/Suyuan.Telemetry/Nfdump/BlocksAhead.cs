namespace Suyuan.Telemetry.Nfdump;

/// <summary>How many blocks the readers of a run may hold that are decoded ahead of their turn: bounds memory, however many files are open.</summary>
internal sealed class BlocksAhead(int most)
{
    private int _free = most;

    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _free) >= 0)
        {
            return true;
        }
        Interlocked.Increment(ref _free);
        return false;
    }

    public void Return() => Interlocked.Increment(ref _free);
}
