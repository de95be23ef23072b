using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>An endpoint that several hosts were in contact with.</summary>
internal sealed class ContactPeer(IpAddress address, ushort port)
{
    /// <summary>Minutes of a slot: sixty of them are the six hours that contacts are remembered.</summary>
    public const long SlotMinutes = 6;

    /// <summary>Hosts that are kept of an endpoint: of more, a sample by hash. What everybody visits shows in a thousand of its visitors.</summary>
    private const int MostVisitors = 1024;

    private ulong _slots;
    private long _newestSlot = long.MinValue;

    public IpAddress Address { get; } = address;

    public ushort Port { get; } = port;

    /// <summary>Hosts in contact, with the minute of the last.</summary>
    public Dictionary<ContactHost, long> Visitors { get; } = [];

    /// <summary>Visitors are kept whose hash falls in 1 / 2^shift.</summary>
    public int Shift { get; private set; }

    /// <summary>Minute of the first contact in memory, about, and of the last.</summary>
    public long First { get; private set; } = long.MaxValue;
    public long Last { get; private set; } = long.MinValue;

    /// <summary>Slots with contacts up to a minute, and slots since the first of them.</summary>
    public (int With, int Since) SlotsAt(long minute)
    {
        long behind = (minute / SlotMinutes) - _newestSlot;
        ulong slots = behind >= 64 ? 0 : _slots << (int)Math.Max(behind, 0);
        slots &= (1UL << 61) - 1;
        return (System.Numerics.BitOperations.PopCount(slots), 64 - System.Numerics.BitOperations.LeadingZeroCount(slots));
    }

    /// <returns>Change of the number of visitors.</returns>
    public int Add(ContactHost host, long minute)
    {
        long slot = minute / SlotMinutes;
        long ahead = _newestSlot == long.MinValue ? 64 : slot - _newestSlot;
        _slots = (ahead >= 64 ? 0 : _slots << (int)ahead) | 1;
        _newestSlot = slot;
        First = Math.Min(First, minute);
        Last = minute;
        int before = Visitors.Count;
        if (SourceHash.IsKept(host.Address, Shift))
        {
            Visitors[host] = minute;
            host.Peers.Add(this);
        }
        while (Visitors.Count > MostVisitors)
        {
            Shift++;
            Drop(visitor => !SourceHash.IsKept(visitor.Key.Address, Shift));
        }
        return Visitors.Count - before;
    }

    /// <returns>Visitors dropped.</returns>
    public int DropBefore(long minute)
    {
        First = Math.Max(First, minute);
        return Drop(visitor => visitor.Value < minute);
    }

    /// <returns>Visitors dropped.</returns>
    public int Drop(Predicate<KeyValuePair<ContactHost, long>> goes)
    {
        int dropped = 0;
        foreach (KeyValuePair<ContactHost, long> visitor in Visitors)
        {
            if (goes(visitor))
            {
                // A dictionary may be removed from while it is read.
                Visitors.Remove(visitor.Key);
                visitor.Key.Peers.Remove(this);
                dropped++;
            }
        }
        return dropped;
    }
}
