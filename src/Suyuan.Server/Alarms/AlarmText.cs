using System.Globalization;

namespace Suyuan.Server.Alarms;

/// <summary>An alarm in one line, for logs, syslog and mail.</summary>
internal static class AlarmText
{
    private static readonly string[] s_steps = ["", "k", "M", "G", "T"];

    public static string Of(AlarmChange change, AlarmReason reason, Alarm alarm)
    {
        string target = alarm.Networks > 1 ? string.Create(CultureInfo.InvariantCulture, $"{alarm.Target} ({alarm.Networks} networks)") : alarm.Target;
        string what = $"{string.Join('+', alarm.Vectors.Select(vector => vector.Vector))} on {target}";
        string size = $"up to {Round(alarm.PeakPps)}pps, {Round(alarm.PeakBps)}bit/s";
        string since = string.Create(CultureInfo.InvariantCulture, $"since {alarm.BurstStart:yyyy-MM-ddTHH:mm:ssZ}");
        string said = change switch
        {
            AlarmChange.Opened => $"{what}, {since}, {size}",
            AlarmChange.Closed => string.Create(CultureInfo.InvariantCulture, $"{what}, {since} until {alarm.Last:yyyy-MM-ddTHH:mm:ssZ}, {size}"),
            AlarmChange.Test => "a test; there is no attack",
            _ => $"{what}, {since}, now {size}",
        };
        string why = reason switch
        {
            AlarmReason.Vector => " (a further vector)",
            AlarmReason.Wider => " (further networks)",
            AlarmReason.Restarted => " (goes on after a restart of the collector)",
            AlarmReason.PartOf => $" (part of alarm {alarm.PartOf})",
            _ => "",
        };
        string again = alarm.Burst > 1 ? string.Create(CultureInfo.InvariantCulture, $", burst {alarm.Burst}") : "";
        return $"attack alarm {alarm.Id} {change.ToString().ToLowerInvariant()}: {said}{again}{why}";
    }

    /// <summary>Three digits at most: 1.23M.</summary>
    private static string Round(long rate)
    {
        double shown = rate;
        int step = 0;
        while (shown >= 999.5 && step < s_steps.Length - 1)
        {
            shown /= 1000;
            step++;
        }
        return shown.ToString(shown >= 100 || step == 0 ? "F0" : shown >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture) + " " + s_steps[step];
    }
}
