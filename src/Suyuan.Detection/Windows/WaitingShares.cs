namespace Suyuan.Detection.Windows;

/// <summary>Shares of long records, added to their minutes' tables some way behind: by then the memory that was asked for has come.</summary>
internal sealed class WaitingShares<TAddress>
    where TAddress : unmanaged, IEquatable<TAddress>
{
    /// <summary>As many lines of memory as the processor's first cache has room for beside all else.</summary>
    private const int Capacity = 64;

    private readonly Share[] _shares = new Share[Capacity];
    private int _count;

    private readonly record struct Share(MinuteCounters<TAddress> Table, uint Hash, TAddress Target, byte Code, long Packets, long Octets, long Sampled);

    public void Add(MinuteCounters<TAddress> table, uint hash, TAddress target, byte code, long packets, long octets, long sampled)
    {
        if (_count == Capacity)
        {
            Count();
        }
        table.Prefetch(hash);
        _shares[_count++] = new Share(table, hash, target, code, packets, octets, sampled);
    }

    /// <summary>Counts those that wait.</summary>
    public void Count()
    {
        foreach (ref readonly Share share in _shares.AsSpan(0, _count))
        {
            share.Table.Add(share.Hash, share.Target, share.Code, share.Packets, share.Octets, share.Sampled);
        }
        _count = 0;
    }
}
