using Suyuan.Model;

namespace Suyuan.Server.Collection;

/// <summary>Datagrams one behind the other, with their senders and times: what receiving hands to decoding in one go.</summary>
internal sealed class DatagramBlock
{
    /// <summary>About 180 full-sized datagrams; the longest UDP payload is a quarter of it.</summary>
    public const int Octets = 256 << 10;

    private const int MostDatagrams = 1024;

    private readonly byte[] _octets = GC.AllocateUninitializedArray<byte>(Octets);
    private readonly Entry[] _entries = new Entry[MostDatagrams];
    private int _used;

    public int Count { get; private set; }

    public bool Fits(int length) => Count < MostDatagrams && length <= Octets - _used;

    public void Add(ReadOnlySpan<byte> datagram, IpAddress sender, long receivedMs)
    {
        datagram.CopyTo(_octets.AsSpan(_used));
        _entries[Count++] = new Entry(_used, datagram.Length, sender, receivedMs);
        _used += datagram.Length;
    }

    public ReadOnlySpan<byte> Datagram(int index, out IpAddress sender, out long receivedMs)
    {
        Entry entry = _entries[index];
        (sender, receivedMs) = (entry.Sender, entry.ReceivedMs);
        return _octets.AsSpan(entry.Offset, entry.Length);
    }

    public void Clear() => (Count, _used) = (0, 0);

    private readonly record struct Entry(int Offset, int Length, IpAddress Sender, long ReceivedMs);
}
