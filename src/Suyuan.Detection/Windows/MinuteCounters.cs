using System.Numerics;

namespace Suyuan.Detection.Windows;

/// <summary>What the first look knows of one vector on one target in one minute.</summary>
internal struct TargetCounter
{
    /// <summary>Estimated packets and octets.</summary>
    public long Packets;
    public long Octets;

    /// <summary>Observed packets.</summary>
    public long Sampled;

    /// <summary>Linear counter of sources: a bit per hash class (Whang et al. 1990). Enough to tell ten from one.</summary>
    public ulong Sources;

    /// <summary>Estimated distinct sources; saturates near 260.</summary>
    public readonly double DistinctSources
    {
        get
        {
            int empty = 64 - BitOperations.PopCount(Sources);
            return empty == 0 ? double.PositiveInfinity : -64 * Math.Log(empty / 64.0);
        }
    }
}

/// <summary>
/// The first look of one minute: counters by (target, vector) in one open-addressing table. Grows by doubling; nothing is allocated per record.
/// </summary>
internal sealed class MinuteCounters<TAddress>
    where TAddress : unmanaged, IEquatable<TAddress>
{
    private TAddress[] _targets = new TAddress[1024];
    private byte[] _codes = new byte[1024];
    private TargetCounter[] _counters = new TargetCounter[1024];

    public int Count { get; private set; }

    public void Add(TAddress target, byte code, long packets, long octets, long sampled, int sourceBit)
    {
        if (Count * 4 > _codes.Length * 3)
        {
            Grow();
        }
        int slot = Slot(target, code);
        if (_codes[slot] == 0)
        {
            _targets[slot] = target;
            _codes[slot] = code;
            Count++;
        }
        ref TargetCounter counter = ref _counters[slot];
        counter.Packets += packets;
        counter.Octets += octets;
        counter.Sampled += sampled;
        counter.Sources |= 1UL << sourceBit;
    }

    public TargetCounter Find(TAddress target, byte code) => _counters[Slot(target, code)];

    /// <summary>Calls back for each counter.</summary>
    public void ForEach(Action<TAddress, byte, TargetCounter> visit)
    {
        for (int slot = 0; slot < _codes.Length; slot++)
        {
            if (_codes[slot] != 0)
            {
                visit(_targets[slot], _codes[slot], _counters[slot]);
            }
        }
    }

    private int Slot(TAddress target, byte code)
    {
        int mask = _codes.Length - 1;
        int slot = (int)(AddressHash.Of(target, code) & (uint)mask);
        while (_codes[slot] != 0 && !(_codes[slot] == code && _targets[slot].Equals(target)))
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void Grow()
    {
        (TAddress[] targets, byte[] codes, TargetCounter[] counters) = (_targets, _codes, _counters);
        _targets = new TAddress[targets.Length * 2];
        _codes = new byte[targets.Length * 2];
        _counters = new TargetCounter[targets.Length * 2];
        for (int slot = 0; slot < codes.Length; slot++)
        {
            if (codes[slot] != 0)
            {
                int moved = Slot(targets[slot], codes[slot]);
                (_targets[moved], _codes[moved], _counters[moved]) = (targets[slot], codes[slot], counters[slot]);
            }
        }
    }
}
