using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>The times of an export message: when it was sent, and the exporter's up-time clock then.</summary>
/// <param name="ExportMs">Unix ms.</param>
/// <param name="UpTime">Milliseconds since the exporter started, modulo 2^32; null in IPFIX until an option tells it.</param>
internal readonly record struct ExportClock(long ExportMs, uint? UpTime)
{
    /// <summary>Records that end further from the export than this are implausible: a broken clock, or garbage.</summary>
    public const long PlausibleMs = 366L * 86_400_000;

    /// <summary>Seconds from 1900 (NTP, RFC 7011 §6.1.9) to 1970.</summary>
    private const long NtpEpoch = 2_208_988_800;

    /// <summary>The clock of an IPFIX exporter that told when it started (IE 160).</summary>
    public ExportClock Since(long startedMs) => this with { UpTime = unchecked((uint)Math.Max(0, ExportMs - startedMs)) };

    /// <summary>Up-times say nothing without the exporter's start.</summary>
    public bool Knows(ElementColumn column) => UpTime is not null || column is not (ElementColumn.StartUpTime or ElementColumn.EndUpTime);

    /// <summary>How long before the export a clock value lies; a value "after" the export by less than a day is an exporter's rounding, not a wrap.</summary>
    internal static long Age(uint upTime, uint clock)
    {
        long age = (long)upTime - clock;
        return age < -86_400_000 ? age + (1L << 32) : age;
    }

    /// <summary>Converts times as they stand in records to Unix ms, in place.</summary>
    public void ToUnixMs(ElementColumn column, Span<long> times)
    {
        long export = ExportMs;
        switch (column)
        {
            case ElementColumn.StartUpTime or ElementColumn.EndUpTime:
                uint upTime = UpTime.GetValueOrDefault();
                for (int row = 0; row < times.Length; row++)
                {
                    times[row] = export - Age(upTime, unchecked((uint)times[row]));
                }
                break;
            case ElementColumn.StartSeconds or ElementColumn.EndSeconds:
                foreach (ref long time in times)
                {
                    time = Bounded(time, 1000);
                }
                break;
            case ElementColumn.StartMs or ElementColumn.EndMs:
                foreach (ref long time in times)
                {
                    time = Bounded(time, 1);
                }
                break;
            case ElementColumn.StartMicro or ElementColumn.EndMicro or ElementColumn.StartNano or ElementColumn.EndNano:
                foreach (ref long time in times)
                {
                    time = Ntp(time);
                }
                break;
            case ElementColumn.StartDelta or ElementColumn.EndDelta:
                foreach (ref long time in times)
                {
                    time = export - ((time & uint.MaxValue) / 1000);
                }
                break;
            default:
                times.Fill(RecordColumns.Unknown);
                break;
        }
    }

    private static long Ntp(long value) => (((value >>> 32) - NtpEpoch) * 1000) + (((value & uint.MaxValue) * 1000) >> 32);

    /// <summary>Far beyond any calendar stays far beyond it, without overflowing.</summary>
    private static long Bounded(long value, long factor) => value is < 0 or > 1L << 50 ? 1L << 60 : value * factor;
}
