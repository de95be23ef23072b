using System.Globalization;
using System.Text;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>An alarm as a syslog message (RFC 5424): fields as structured data, and the line that everyone can read.</summary>
internal static class SyslogMessage
{
    // RFC 5424 §6.2.1.
    private const int Warning = 4;
    private const int Notice = 5;
    private const int Informational = 6;

    /// <param name="host">Name of the sending machine.</param>
    /// <param name="enterprise">Private enterprise number of the structured data (RFC 5424 §7.2.2).</param>
    public static byte[] Of(AlarmNotice notice, int facility, string host, int enterprise, int processId, DateTimeOffset now)
    {
        int severity = notice.Change switch
        {
            AlarmChange.Opened or AlarmChange.Updated => Warning,
            AlarmChange.Closed => Notice,
            _ => Informational,
        };
        Alarm alarm = notice.Alarm;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"<{(facility * 8) + severity}>1 {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ} {Name(host, 255)} suyuan {processId} alarm [suyuan@{enterprise}");
        Add(text, "id", alarm.Id);
        Add(text, "change", notice.Change.ToString().ToLowerInvariant());
        Add(text, "target", alarm.Target);
        Add(text, "vectors", string.Join('+', alarm.Vectors.Select(vector => vector.Vector)));
        Add(text, "start", Time(alarm.BurstStart));
        Add(text, "last", Time(alarm.Last));
        Add(text, "pps", alarm.PeakPps.ToString(CultureInfo.InvariantCulture));
        Add(text, "bps", alarm.PeakBps.ToString(CultureInfo.InvariantCulture));
        Add(text, "networks", alarm.Networks.ToString(CultureInfo.InvariantCulture));
        Add(text, "burst", alarm.Burst.ToString(CultureInfo.InvariantCulture));
        Add(text, "revision", alarm.Revision.ToString(CultureInfo.InvariantCulture));
        text.Append("] ").Append(notice.Text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>Quotation mark, backslash and closing bracket are escaped (RFC 5424 §6.3.3).</summary>
    private static void Add(StringBuilder text, string name, string value)
    {
        text.Append(' ').Append(name).Append("=\"");
        foreach (char letter in value)
        {
            if (letter is '"' or '\\' or ']')
            {
                text.Append('\\');
            }
            text.Append(letter);
        }
        text.Append('"');
    }

    /// <summary>Printable ASCII; "-" where nothing is known.</summary>
    private static string Name(string name, int longest)
    {
        string kept = new([.. name.Where(letter => letter is > ' ' and < '\x7f').Take(longest)]);
        return kept.Length == 0 ? "-" : kept;
    }
}
