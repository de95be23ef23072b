using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>Where an alarm stands.</summary>
public enum AlarmState
{
    /// <summary>The vector has just crossed its threshold on the target.</summary>
    Opened,
    /// <summary>It goes on in a further minute, or its rate has doubled.</summary>
    Updated,
    /// <summary>Nothing for longer than a burst's pause.</summary>
    Closed,
}

/// <summary>What is seen of an attack while its minutes are still open; the minute's close, not the alarm, settles what belongs to it.</summary>
/// <param name="First">First packet seen, Unix ms.</param>
/// <param name="Last">Last packet seen, Unix ms.</param>
/// <param name="PacketRate">Estimated packets per second over the busiest ten seconds so far.</param>
/// <param name="BitRate">Estimated bits per second over the same.</param>
public sealed record AttackAlarm(IpPrefix Target, AttackVector Vector, long First, long Last, long PacketRate, long BitRate, AlarmState State);

/// <summary>Receives alarms, each state once. Called on the thread that owns the detector.</summary>
public interface IAlarmSink
{
    void Raise(AttackAlarm alarm);
}
