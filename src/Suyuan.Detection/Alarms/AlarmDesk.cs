using Suyuan.Detection.Events;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Alarms;

/// <summary>Alarms that are open: one for each target and vector while its burst lasts.</summary>
internal sealed class AlarmDesk(IAlarmSink sink, DetectionThresholds thresholds)
{
    /// <summary>An alarm is raised again within its minute when its rate is so many times what was last said.</summary>
    private const int GrowthTold = 2;

    private readonly Dictionary<(IpPrefix Target, byte Code), AttackAlarm> _open = [];

    /// <summary>The alarm was raised in this minute: no need to look again.</summary>
    public bool IsRaised(IpPrefix target, byte code, long minute) =>
        _open.TryGetValue((target, code), out AttackAlarm? alarm) && Minute.Of(alarm.Last) >= minute;

    public void See(IpPrefix target, VectorVerdict verdict, long minute)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        (long first, long last) = (long.MaxValue, long.MinValue);
        foreach (TargetRecord record in verdict.Counted)
        {
            first = Math.Min(first, Math.Max(record.Start, Minute.Start(minute)));
            last = Math.Max(last, Math.Min(record.Start + record.Duration, Minute.End(minute) - 1));
        }
        (long packets, long bits) = ((long)verdict.Unexplained.Packets / 60, (long)verdict.Unexplained.Octets * 8 / 60);
        (IpPrefix, byte) key = (target, verdict.Vector.Code);
        AttackAlarm alarm = _open.TryGetValue(key, out AttackAlarm? known)
            ? known with
            {
                First = Math.Min(first, known.First),
                Last = Math.Max(last, known.Last),
                PacketRate = Math.Max(packets, known.PacketRate),
                BitRate = Math.Max(bits, known.BitRate),
                State = AlarmState.Updated,
            }
            : new AttackAlarm(target, verdict.Vector, first, last, packets, bits, AlarmState.Opened);
        _open[key] = alarm;
        if (known is null || Minute.Of(alarm.Last) > Minute.Of(known.Last))
        {
            sink.Raise(alarm);
        }
    }

    /// <summary>
    /// Follows an alarm raised in this minute by the counter of the first look, which costs no record: all of the vector, the target's ordinary traffic among it.
    /// </summary>
    /// <param name="packets">Estimated, of the minute so far; octets likewise.</param>
    /// <param name="nowMs">As far as the records have come, Unix ms.</param>
    public void Follow(IpPrefix target, byte code, long minute, long packets, long octets, long nowMs)
    {
        AttackAlarm known = _open[(target, code)];
        long from = Math.Max(Minute.Start(minute), known.First);
        double seconds = Math.Max((Math.Min(nowMs, Minute.End(minute)) - from) / 1000.0, thresholds.RateSeconds);
        (long packetRate, long bitRate) = ((long)(packets / seconds), (long)(octets * 8.0 / seconds));
        if (packetRate >= GrowthTold * known.PacketRate || bitRate >= GrowthTold * known.BitRate)
        {
            AttackAlarm alarm = known with
            {
                Last = Math.Max(known.Last, Math.Min(nowMs, Minute.End(minute) - 1)),
                PacketRate = Math.Max(packetRate, known.PacketRate),
                BitRate = Math.Max(bitRate, known.BitRate),
                State = AlarmState.Updated,
            };
            _open[(target, code)] = alarm;
            sink.Raise(alarm);
        }
    }

    /// <summary>Closes alarms whose burst is over at this time.</summary>
    public void Close(long nowMs)
    {
        foreach (AttackAlarm over in _open.Values.Where(alarm => nowMs - alarm.Last > EventRule.BurstPauseMs).OrderBy(alarm => alarm.Target).ThenBy(alarm => alarm.Vector).ToArray())
        {
            _open.Remove((over.Target, over.Vector.Code));
            sink.Raise(over with { State = AlarmState.Closed });
        }
    }
}
