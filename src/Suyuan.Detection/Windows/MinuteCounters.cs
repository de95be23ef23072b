using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>What the first look knows of one vector on one address (or network) in one minute. 32 octets for IPv4: half a cache line.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TargetCounter<TAddress>
    where TAddress : unmanaged, IEquatable<TAddress>
{
    public TAddress Target;

    /// <summary>0 = an empty slot.</summary>
    public byte Code;

    /// <summary>Observed packets; saturates.</summary>
    public uint Sampled;

    /// <summary>Times added to; of a network: hosts that received the vector.</summary>
    public int Hosts;

    /// <summary>Estimated packets and octets; saturate.</summary>
    public long Packets;
    public long Octets;
}

/// <summary>
/// The first look of one minute: counters by (target, vector) in one open-addressing table. Grows by doubling; nothing is allocated per record.
/// </summary>
internal sealed class MinuteCounters<TAddress>
    where TAddress : unmanaged, IEquatable<TAddress>
{
    private const int Smallest = 64;

    private TargetCounter<TAddress>[] _slots = new TargetCounter<TAddress>[Smallest];

    public int Count { get; private set; }

    /// <summary>The hash whose lower bits place a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(TAddress target, byte code) => unchecked((uint)AddressHash.Of(target, code));

    /// <summary>Asks the processor for the slot's memory before it is added to: a table of a million targets fits no cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(uint hash)
    {
        if (Sse.IsSupported)
        {
            // A moved array makes the address stale, not wrong: a prefetch never faults.
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[(int)(hash & (uint)(_slots.Length - 1))]));
        }
    }

    /// <summary>All slots, empty ones (code 0) among them.</summary>
    public ReadOnlySpan<TargetCounter<TAddress>> Slots => _slots;

    /// <summary>Times that a target was added to, whatever the vector. Vector codes are few, so each is looked up.</summary>
    public long Records(TAddress target)
    {
        long records = 0;
        for (int code = 1; code < VectorCatalog.Tokens.Length; code++)
        {
            int mask = _slots.Length - 1;
            for (int at = unchecked((int)Hash(target, (byte)code)) & mask; _slots[at].Code != 0; at = (at + 1) & mask)
            {
                if (_slots[at].Code == code && _slots[at].Target.Equals(target))
                {
                    records += _slots[at].Hosts;
                    break;
                }
            }
        }
        return records;
    }

    /// <summary>Empties the table and keeps its memory for another minute.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    // Overflow is handled by saturation, so the hot path is unchecked.
    public void Add(TAddress target, byte code, long packets, long octets, long sampled) =>
        Add(Hash(target, code), target, code, packets, octets, sampled);

    /// <summary>The same for a caller that has the hash already.</summary>
    public void Add(uint hash, TAddress target, byte code, long packets, long octets, long sampled)
    {
        unchecked
        {
            TargetCounter<TAddress>[] slots = _slots;
            int mask = slots.Length - 1;
            int at = (int)hash & mask;
            ref TargetCounter<TAddress> slot = ref slots[at];
            while (slot.Code != code || !slot.Target.Equals(target))
            {
                if (slot.Code == 0)
                {
                    slot.Target = target;
                    slot.Code = code;
                    if (++Count * 3L > slots.Length * 2L)
                    {
                        Grow();
                        Add(hash, target, code, packets, octets, sampled);
                        return;
                    }
                    break;
                }
                at = (at + 1) & mask;
                slot = ref slots[at];
            }
            slot.Packets = Saturate(slot.Packets + packets);
            slot.Octets = Saturate(slot.Octets + octets);
            slot.Sampled = (uint)Math.Min(slot.Sampled + sampled, uint.MaxValue);
            slot.Hosts++;
        }
    }

    /// <summary>Both addends were not negative: a negative sum has overflowed.</summary>
    private static long Saturate(long sum) => sum < 0 ? long.MaxValue : sum;

    private void Grow()
    {
        TargetCounter<TAddress>[] old = _slots;
        TargetCounter<TAddress>[] grown = new TargetCounter<TAddress>[checked(old.Length * 2)];
        int mask = grown.Length - 1;
        foreach (ref TargetCounter<TAddress> slot in old.AsSpan())
        {
            if (slot.Code != 0)
            {
                int at = (int)(Hash(slot.Target, slot.Code) & (uint)mask);
                while (grown[at].Code != 0)
                {
                    at = (at + 1) & mask;
                }
                grown[at] = slot;
            }
        }
        _slots = grown;
    }
}
