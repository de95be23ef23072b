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
/// only powers of two: what a table is too large is memory that the system must clear, at more than the counting costs.
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

    /// <param name="limits">From which counters are listed as large; null = none is.</param>
    public MinuteCounters(CounterLimits? limits = null)
    {
        _limits = limits;
        Array.Fill(_leastPackets, long.MaxValue);
        limits?.LeastPackets.CopyTo(_leastPackets);
        Take(_memory);
    }

    public int Count { get; private set; }

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
                    slots[at].Target = target;
                    slots[at].Code = code;
                    if (++Count * 4L > length * 3L)
                    {
                        Grow();
                        Add(hash, target, code, packets, octets, sampled);
                        return;
                    }
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

    private void Grow()
    {
        PageMemory<TargetCounter<TAddress>> old = _memory;
        PageMemory<TargetCounter<TAddress>> grown = new(checked(old.Length * 2));
        TargetCounter<TAddress>* slots = grown.Start;
        uint length = (uint)grown.Length;
        _large.Clear();
        foreach (ref TargetCounter<TAddress> slot in old.Span)
        {
            if (slot.Code != 0)
            {
                uint at = Place(Hash(slot.Target, slot.Code), length);
                while (slots[at].Code != 0)
                {
                    at = Next(at, length);
                }
                slots[at] = slot;
                if (slot.IsLarge)
                {
                    _large.Add((int)at);
                }
            }
        }
        Take(grown);
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
