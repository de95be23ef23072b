namespace Suyuan.Store.DuckDb;

/// <summary>A list as it was made once, in a table that goes when the list has a newer edition and nobody reads this one.</summary>
/// <param name="change">The change of the store up to which it was made.</param>
/// <param name="begunAt">When its making began, a timestamp of the clock; the list holds what the store held then.</param>
/// <param name="asOf">The same for people.</param>
/// <param name="gate">Guards its readers.</param>
internal sealed class KeptEdition(string table, long change, long begunAt, DateTimeOffset asOf, TimeSpan took, Lock gate, Action<string> drop) : IDisposable
{
    private int _readers;
    private bool _isRetired;

    public string Table => table;

    public long Change => change;

    public long BegunAt => begunAt;

    public TimeSpan Took => took;

    public DateTimeOffset AsOf => asOf;

    /// <summary>Under the gate.</summary>
    public KeptEdition Use()
    {
        _readers++;
        return this;
    }

    /// <summary>Under the gate: nobody takes it any more.</summary>
    public void Retire()
    {
        _isRetired = true;
        DropUnread();
    }

    public void Dispose()
    {
        lock (gate)
        {
            _readers--;
            DropUnread();
        }
    }

    private void DropUnread()
    {
        if (_isRetired && _readers == 0)
        {
            drop(table);
        }
    }
}
