using Suyuan.Server.Alarms;

namespace Suyuan.Tests.Alarms;

internal static class Notices
{
    public static AlarmNotice Opened(int revision = 1)
    {
        DateTimeOffset noon = new(2026, 7, 6, 12, 0, 0, TimeSpan.Zero);
        Alarm alarm = new(
            "0123456789abcdef", revision, AlarmState.Open, "203.0.113.7", 0, 1, noon, noon, noon.AddSeconds(9), noon.AddSeconds(10), noon.AddSeconds(10), 1_234_567, 987_654_321,
            [new AlarmVector("ntp-reflection", noon, noon.AddSeconds(9), 1_234_567, 987_654_321)], null);
        return new AlarmNotice(1, AlarmChange.Opened, AlarmReason.Threshold, AlarmText.Of(AlarmChange.Opened, AlarmReason.Threshold, alarm), alarm);
    }
}
