using Suyuan.Detection;
using Suyuan.Model;

namespace Suyuan.Server.Alarms;

/// <summary>An alarm that is open, with what was told of it last.</summary>
internal sealed class OpenAlarm
{
    /// <summary>Told again when its peak is so many times what was told.</summary>
    private const int GrowthTold = 2;

    private readonly Dictionary<AttackVector, VectorPart> _vectors = [];
    private readonly HashSet<IpPrefix> _networks = [];
    private readonly DateTimeOffset _raised;

    /// <summary>Networks that an earlier process saw, and that are not known by name.</summary>
    private readonly int _networksBefore;
    private long _toldPackets;
    private long _toldBits;
    private int _toldVectors;
    private IpPrefix _toldTarget;

    public OpenAlarm(string id, int burst, long start, AttackAlarm first, DateTimeOffset now)
    {
        (Id, Burst, Start, BurstStart, Last, Target, _raised, Changed) = (id, burst, start, first.First, first.Last, first.Target, now, now);
        Add(first);
    }

    /// <summary>As an earlier process left it.</summary>
    public OpenAlarm(Alarm saved)
    {
        (Id, Burst, Revision, PartOf) = (saved.Id, saved.Burst, saved.Revision, saved.PartOf);
        (Start, BurstStart, Last) = (saved.Start.ToUnixTimeMilliseconds(), saved.BurstStart.ToUnixTimeMilliseconds(), saved.Last.ToUnixTimeMilliseconds());
        (Target, _raised, Changed, _networksBefore) = (IpPrefix.Parse(saved.Target), saved.Raised, saved.Changed, saved.Networks);
        foreach (AlarmVector vector in saved.Vectors)
        {
            _vectors.Add(AttackVector.Parse(vector.Vector), new VectorPart(vector));
        }
        Tell();
    }

    public string Id { get; }

    public int Burst { get; }

    /// <summary>First packet of the event's first burst, of this one, and last packet; Unix ms.</summary>
    public long Start { get; }

    public long BurstStart { get; }

    public long Last { get; private set; }

    public IpPrefix Target { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset Changed { get; private set; }

    public string? PartOf { get; private set; }

    private long PeakPackets => _vectors.Values.Sum(vector => vector.PeakPackets);

    private long PeakBits => _vectors.Values.Sum(vector => vector.PeakBits);

    public IReadOnlyCollection<AttackVector> Vectors => _vectors.Keys;

    public bool Has(AttackVector vector) => _vectors.ContainsKey(vector);

    /// <summary>It goes on, at no other size.</summary>
    public void GoOn(long lastMs) => Last = Math.Max(Last, lastMs);

    public void Add(AttackAlarm seen)
    {
        Last = Math.Max(Last, seen.Last);
        while (!Target.Contains(seen.Target))
        {
            Target = new IpPrefix(Target.Address, Target.Length - 1);
        }
        if (!seen.Target.IsHost)
        {
            _networks.Add(seen.Target);
        }
        if (!_vectors.TryGetValue(seen.Vector, out VectorPart? vector))
        {
            _vectors.Add(seen.Vector, vector = new VectorPart(seen.First));
        }
        vector.Add(seen);
    }

    /// <summary>Why there is news; null = it goes on as told.</summary>
    public AlarmReason? News => _vectors.Count != _toldVectors ? AlarmReason.Vector
        : Target != _toldTarget ? AlarmReason.Wider
        : PeakPackets >= GrowthTold * _toldPackets || PeakBits >= GrowthTold * _toldBits ? AlarmReason.Grew
        : null;

    /// <summary>A message about it.</summary>
    public AlarmNotice Tell(AlarmChange change, AlarmReason reason, DateTimeOffset now, string? partOf = null)
    {
        Tell();
        Revision++;
        Changed = now;
        PartOf = partOf;
        Alarm alarm = ToAlarm(change == AlarmChange.Closed ? AlarmState.Closed : AlarmState.Open);
        return new AlarmNotice(AlarmBook.MessageVersion, change, reason, AlarmText.Of(change, reason, alarm), alarm);
    }

    public Alarm ToAlarm(AlarmState state) => new(
        Id, Revision, state, Target.ToString(), Target.IsHost ? 0 : Math.Max(_networksBefore, _networks.Count), Burst, Moment(Start), Moment(BurstStart), Moment(Last), _raised, Changed,
        PeakPackets, PeakBits, [.. _vectors.OrderBy(vector => vector.Key).Select(vector => vector.Value.ToVector(vector.Key))], PartOf);

    private void Tell() => (_toldPackets, _toldBits, _toldVectors, _toldTarget) = (PeakPackets, PeakBits, _vectors.Count, Target);

    private static DateTimeOffset Moment(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);

    /// <summary>One vector: over all networks that it hits, each at its peak.</summary>
    private sealed class VectorPart(long first)
    {
        private readonly Dictionary<IpPrefix, (long Packets, long Bits)> _peaks = [];
        private readonly (long Packets, long Bits) _before;
        private long _first = first;
        private long _last;

        public VectorPart(AlarmVector saved)
            : this(saved.First.ToUnixTimeMilliseconds()) => (_last, _before) = (saved.Last.ToUnixTimeMilliseconds(), (saved.PeakPps, saved.PeakBps));

        public long PeakPackets => Math.Max(_before.Packets, _peaks.Values.Sum(peak => peak.Packets));

        public long PeakBits => Math.Max(_before.Bits, _peaks.Values.Sum(peak => peak.Bits));

        public void Add(AttackAlarm seen)
        {
            (_first, _last) = (Math.Min(_first, seen.First), Math.Max(_last, seen.Last));
            (long packets, long bits) = _peaks.GetValueOrDefault(seen.Target);
            _peaks[seen.Target] = (Math.Max(packets, seen.PacketRate), Math.Max(bits, seen.BitRate));
        }

        public AlarmVector ToVector(AttackVector vector) => new(vector.Token, Moment(_first), Moment(_last), PeakPackets, PeakBits);
    }
}
