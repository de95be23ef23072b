using Suyuan.Reporting;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Do records count, and do minutes become final?</summary>
internal static class WindowChecks
{
    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        if (health.Detection is not DetectionHealth detection)
        {
            yield break;
        }
        long refused = detection.RefusedByReason.Sum(reason => reason.Value);
        if (detection.Used + refused == 0)
        {
            yield return Finding.Problem(Hop.Windows, Finding.All, $"no record has come to count", $"mend the hops before this one");
            yield break;
        }
        yield return Finding.Fine(Hop.Windows, Finding.All, $"{detection.Used:N0} records count");
        foreach ((string reason, long count) in detection.RefusedByReason.Where(reason => reason.Value > 0))
        {
            double share = (double)count / (detection.Used + refused);
            yield return new Finding(
                Hop.Windows, share > DoctorThresholds.Share ? Weight.Problem : Weight.Advice, Finding.All,
                FormattableString.Invariant($"{count:N0} records count nowhere: {RefusalNames.Of(reason, ReportLanguage.English)} ({reason}), {share:P1}"),
                "clocks (NTP) and active time-outs of the exporters decide this; docs/operations.md, How it works");
        }
        if (detection.Watermark is not DateTimeOffset watermark)
        {
            yield break;
        }
        double lag = (health.At - watermark).TotalSeconds;
        if (lag > DoctorThresholds.LagSeconds)
        {
            yield return Finding.Tip(
                Hop.Windows, Finding.All, $"the watermark trails by {lag:N0} s, so minutes close late", $"an exporter whose clock or export trails holds it back: see the clocks above, set active time-outs to 60 s");
        }
        yield return detection.FinalUntil is DateTimeOffset final
            ? Finding.Fine(Hop.Windows, Finding.All, $"minutes before {final:yyyy-MM-dd HH:mm} UTC are final; the watermark stands at {watermark:HH:mm:ss}")
            : Finding.Fine(Hop.Windows, Finding.All, $"no minute is final yet: that takes five minutes of the exporters' time; the watermark stands at {watermark:HH:mm:ss} UTC");
    }
}
