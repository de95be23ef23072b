using Suyuan.Reporting;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Do datagrams become records, do their clocks agree with ours, and do flows end in time?</summary>
internal static class FlowChecks
{
    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        // Mediators and sFlow agents name another exporter than the sender: its records are told there.
        bool others = health.Exporters.Any(one => one is { Datagrams: 0, Records: > 0 });
        foreach (ExporterHealth exporter in health.Exporters)
        {
            foreach (Finding finding in (IEnumerable<Finding>)[.. Records(exporter, others), .. Faults(exporter), .. Clock(exporter, health.At), .. Length(exporter)])
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Records(ExporterHealth exporter, bool others)
    {
        if (exporter.Records > 0)
        {
            yield return Finding.Fine(Hop.Flows, exporter.Exporter, $"{exporter.Records:N0} records");
        }
        else if (exporter.Templates > 0 || (exporter.Formats.Keys.Any(format => format is not (ExportFormats.Netflow9 or ExportFormats.Ipfix)) && !others))
        {
            yield return Finding.Problem(Hop.Flows, exporter.Exporter, $"none of its {exporter.Datagrams:N0} datagrams held a flow", $"look whether a monitor or sampler stands on its interfaces: it sends options, counters or other records only");
        }
    }

    private static IEnumerable<Finding> Faults(ExporterHealth exporter)
    {
        foreach ((string name, long count) in exporter.Faults.OrderByDescending(fault => fault.Value))
        {
            string words = RefusalNames.Of(name, ReportLanguage.English);
            bool known = Enum.TryParse(name, out DecodeFault fault);
            if (known && fault is DecodeFault.MissingTemplate)
            {
                continue;
            }
            if (known && fault.IsOrdinary() && (fault != DecodeFault.ImplausibleRecord || count <= exporter.Records * DoctorThresholds.Share))
            {
                yield return Finding.Fine(Hop.Flows, exporter.Exporter, $"{count:N0} times {words} ({name}), which sound exports have too");
                continue;
            }
            yield return new Finding(
                Hop.Flows, count > (exporter.Records + exporter.Datagrams) * DoctorThresholds.Share ? Weight.Problem : Weight.Advice, exporter.Exporter,
                FormattableString.Invariant($"{count:N0} times {words} ({name})"), "docs/formats.md tells what it means; a capture of some datagrams (tcpdump -w) read with suyuan ingest names the first");
        }
    }

    private static IEnumerable<Finding> Clock(ExporterHealth exporter, DateTimeOffset at)
    {
        if (exporter.LastHeard is not DateTimeOffset heard)
        {
            yield break;
        }
        double silent = (at - heard).TotalSeconds;
        if (silent > DoctorThresholds.SilentSeconds)
        {
            yield return Finding.Problem(Hop.Flows, exporter.Exporter, $"it has sent no record for {silent:N0} s", $"look whether it runs, and whether its exports still reach this machine (tcpdump -ni any host {exporter.Exporter})");
        }
        double seconds = exporter.ClockMs / 1000.0;
        if (Math.Abs(seconds) > DoctorThresholds.ClockSeconds)
        {
            yield return Finding.Problem(
                Hop.Flows, exporter.Exporter, $"its newest records end {Math.Abs(seconds):N0} s {(seconds > 0 ? "after" : "before")} they came: they count in wrong minutes, or nowhere", $"run NTP on it and here; look at its time zone, and whether it exports late");
        }
        else if (seconds > DoctorThresholds.LeadSeconds)
        {
            yield return Finding.Tip(Hop.Flows, exporter.Exporter, $"its clock leads by {seconds:F0} s", $"run NTP on it and here");
        }
        else if (seconds < -DoctorThresholds.TrailSeconds)
        {
            yield return Finding.Tip(Hop.Flows, exporter.Exporter, $"its newest records end {-seconds:F0} s before they came", $"run NTP on it and here; shorten its inactive time-out to 15 s");
        }
        else
        {
            yield return Finding.Fine(Hop.Flows, exporter.Exporter, $"its newest record ended {Math.Abs(seconds):F1} s {(seconds > 0 ? "after" : "before")} it came");
        }
    }

    private static IEnumerable<Finding> Length(ExporterHealth exporter)
    {
        double seconds = exporter.LongestMs / 1000.0;
        if (exporter.LongestMs > DoctorThresholds.LongFlowMs)
        {
            yield return Finding.Tip(
                Hop.Flows, exporter.Exporter, $"its longest record lasts {seconds:N0} s{(exporter.LongestMs > DoctorThresholds.VeryLongFlowMs ? ": every minute is held open for as long" : "")}, and is spread evenly over its minutes",
                $"set its active time-out to 60 s: attacks are seen sooner and their minutes truly");
        }
        else if (exporter.LongestMs > 0)
        {
            yield return Finding.Fine(Hop.Flows, exporter.Exporter, $"its longest record lasts {seconds:F1} s");
        }
    }
}
