using System.Numerics;
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

    /// <summary>Has passed the limits.</summary>
    public bool IsLarge;

    /// <summary>Observed packets; saturates.</summary>
    public uint Sampled;

    /// <summary>Times added to; of a network: hosts that received the vector.</summary>
    public int Hosts;

    /// <summary>Estimated packets and octets; saturate.</summary>
    public long Packets;
    public long Octets;
}

/// <summary>
/// The first look of one minute: counters by (target, vector) in one open-addressing table. Grows by doubling; nothing is allocated per record. Of any length, not
/// only powers of two: what a table is too large is memory that the system must clear, at more than the counting costs. Where there are too many targets, counters of the
/// fewest packets go (as in lossy counting: Manku and Motwani, VLDB 2002): a counter then lacks no more than what the largest that went had, each time that some went.
/// </summary>
internal sealed unsafe class MinuteCounters<TAddress> : IDisposable
    where TAddress : unmanaged, IEquatable<TAddress>
{
    private const int Smallest = 64;

    private PageMemory<TargetCounter<TAddress>> _memory = new(Smallest);
    private TargetCounter<TAddress>* _slots;
    private uint _length;

    /// <summary>By vector: estimated packets below which no counter passes the limits.</summary>
    private readonly long[] _leastPackets = new long[byte.MaxValue + 1];
    private readonly CounterLimits? _limits;
    private readonly List<int> _large = [];
    private readonly int _most;

    /// <summary>Counters before some must go: more than <see cref="_most"/> only where too many of them are large.</summary>
    private int _room;

    /// <param name="limits">From which counters are listed as large, and never go; null = none is.</param>
    /// <param name="most">Counters kept.</param>
    public MinuteCounters(CounterLimits? limits = null, int most = int.MaxValue)
    {
        (_limits, _most, _room) = (limits, most, most);
        Array.Fill(_leastPackets, long.MaxValue);
        limits?.LeastPackets.CopyTo(_leastPackets);
        Take(_memory);
    }

    public int Count { get; private set; }

    /// <summary>Counters that went for want of room.</summary>
    public long Dropped { get; private set; }

    /// <summary>The hash that places a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(TAddress target, byte code) => unchecked((uint)AddressHash.Of(target, code));

    /// <summary>Asks the processor for the slot's memory before it is added to: a table of a million targets fits no cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(uint hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_slots + Place(hash, _length));
        }
    }

    /// <summary>All slots, empty ones (code 0) among them.</summary>
    public ReadOnlySpan<TargetCounter<TAddress>> Slots => _memory.Span;

    /// <summary>Slots of the counters that have passed the limits: what is asked of few must not cost the reading of all.</summary>
    public ReadOnlySpan<int> Large => CollectionsMarshal.AsSpan(_large);

    /// <summary>Makes room for so many counters at once: growing step by step moves each of them again and again.</summary>
    public void Expect(int counters)
    {
        if (Count == 0 && counters * 3L > _memory.Length * 2L)
        {
            Take(new PageMemory<TargetCounter<TAddress>>(checked((int)(counters * 3L / 2) + 1)));
        }
    }

    /// <summary>Times that a target was added to, whatever the vector. Vector codes are few, so each is looked up.</summary>
    public long Records(TAddress target)
    {
        long records = 0;
        for (int code = 1; code < VectorCatalog.Tokens.Length; code++)
        {
            for (uint at = Place(Hash(target, (byte)code), _length); _slots[at].Code != 0; at = Next(at, _length))
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
        _memory.Span.Clear();
        _large.Clear();
        Count = 0;
        Dropped = 0;
        _room = _most;
    }

    public void Dispose() => _memory.Dispose();

    // Overflow is handled by saturation, so the hot path is unchecked.
    public void Add(TAddress target, byte code, long packets, long octets, long sampled) =>
        Add(Hash(target, code), target, code, packets, octets, sampled);

    /// <summary>The same for a caller that has the hash already.</summary>
    public void Add(uint hash, TAddress target, byte code, long packets, long octets, long sampled)
    {
        unchecked
        {
            TargetCounter<TAddress>* slots = _slots;
            uint length = _length;
            uint at = Place(hash, length);
            while (!slots[at].Target.Equals(target) || slots[at].Code != code)
            {
                if (slots[at].Code == 0)
                {
                    if (!HasRoom(length))
                    {
                        MakeRoom();
                        Add(hash, target, code, packets, octets, sampled);
                        return;
                    }
                    slots[at].Target = target;
                    slots[at].Code = code;
                    Count++;
                    break;
                }
                at = Next(at, length);
            }
            TargetCounter<TAddress>* slot = slots + at;
            slot->Packets = Saturate(slot->Packets + packets);
            slot->Octets = Saturate(slot->Octets + octets);
            slot->Sampled = (uint)Math.Min(slot->Sampled + sampled, uint.MaxValue);
            slot->Hosts++;
            if (slot->Packets >= _leastPackets[code] && !slot->IsLarge && _limits!.Pass(*slot))
            {
                slot->IsLarge = true;
                _large.Add((int)at);
            }
        }
    }

    /// <summary>Both addends were not negative: a negative sum has overflowed.</summary>
    private static long Saturate(long sum) => sum < 0 ? long.MaxValue : sum;

    /// <summary>For one more counter: three slots of four may be taken.</summary>
    private bool HasRoom(uint length) => (Count + 1) * 4L <= length * 3L && Count < _room;

    private void MakeRoom()
    {
        if (Count >= _room)
        {
            DropSmall();
            _room = (int)Math.Max(_most, Math.Min(int.MaxValue, Count + (_most / 8L) + 1));
        }
        if (!HasRoom(_length))
        {
            PageMemory<TargetCounter<TAddress>> grown = new(checked((int)Math.Min(_memory.Length * 2L, (_room * 3L / 2) + Smallest)));
            _large.Clear();
            Place(_memory.Span, grown);
            Take(grown);
        }
    }

    /// <summary>Half of the counters go at least, those of the fewest packets, but for large ones: all below a power of two alike, so that none is chosen by its place.</summary>
    private void DropSmall()
    {
        Span<int> classes = stackalloc int[sizeof(long) * 8];
        foreach (ref readonly TargetCounter<TAddress> slot in _memory.Span)
        {
            if (slot.Code != 0 && !slot.IsLarge)
            {
                classes[BitOperations.Log2((ulong)slot.Packets)]++;
            }
        }
        int dropped = 0;
        int least = 0;
        while (dropped < Count / 2 && least < classes.Length)
        {
            dropped += classes[least++];
        }
        using PageMemory<TargetCounter<TAddress>> kept = new(Math.Max(1, Count - dropped));
        int at = 0;
        foreach (ref readonly TargetCounter<TAddress> slot in _memory.Span)
        {
            if (slot.Code != 0 && (slot.IsLarge || BitOperations.Log2((ulong)slot.Packets) >= least))
            {
                kept.Start[at++] = slot;
            }
        }
        (Count, Dropped) = (at, Dropped + dropped);
        _memory.Span.Clear();
        _large.Clear();
        Place(kept.Span, _memory);
    }

    /// <summary>Puts counters where their hashes say, into memory that is empty, and lists the large ones.</summary>
    private void Place(ReadOnlySpan<TargetCounter<TAddress>> counters, PageMemory<TargetCounter<TAddress>> into)
    {
        TargetCounter<TAddress>* slots = into.Start;
        uint length = (uint)into.Length;
        foreach (ref readonly TargetCounter<TAddress> counter in counters)
        {
            if (counter.Code != 0)
            {
                uint at = Place(Hash(counter.Target, counter.Code), length);
                while (slots[at].Code != 0)
                {
                    at = Next(at, length);
                }
                slots[at] = counter;
                if (counter.IsLarge)
                {
                    _large.Add((int)at);
                }
            }
        }
    }

    private void Take(PageMemory<TargetCounter<TAddress>> memory)
    {
        if (memory != _memory)
        {
            _memory.Dispose();
        }
        _memory = memory;
        _slots = memory.Start;
        _length = (uint)memory.Length;
    }

    /// <summary>Scales the hash to the table (Lemire, "Fast Random Integer Generation in an Interval", 2019): a product in place of a division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Place(uint hash, uint length) => (uint)(((ulong)hash * length) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Next(uint at, uint length) => unchecked(at + 1) == length ? 0 : at + 1;
}
