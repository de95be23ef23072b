using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Are the templates known, and do they tell what detection and attribution need?</summary>
internal static class TemplateChecks
{
    private static readonly IReadOnlyList<(FlowFields Field, string Words, string For)> s_needed =
    [
        (FlowFields.Ports, "ports", "reflection cannot be told from other traffic"),
        (FlowFields.TcpFlags, "TCP flags", "floods of SYN, ACK and RST cannot be told from ordinary connections"),
        (FlowFields.InputInterface, "input interface", "forged sources cannot be traced to where they came in"),
        (FlowFields.Times, "times of the first and last packet", "records count when they arrive, up to a time-out late"),
    ];

    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        foreach (ExporterHealth exporter in health.Exporters)
        {
            long needed = exporter.Formats.GetValueOrDefault(ExportFormats.Netflow9) + exporter.Formats.GetValueOrDefault(ExportFormats.Ipfix);
            long missing = exporter.Faults.GetValueOrDefault(nameof(DecodeFault.MissingTemplate));
            if (needed > 0 && exporter.Templates == 0)
            {
                yield return Finding.Problem(
                    Hop.Templates, exporter.Exporter, $"no template came, so none of its {missing:N0} data sets can be read",
                    $"let it repeat templates every 60 s, or listen longer: some devices repeat them only every 30 min");
            }
            else if (missing > 0)
            {
                bool much = missing > needed * DoctorThresholds.Share && health.Seconds > DoctorThresholds.SilentSeconds;
                yield return much
                    ? Finding.Problem(Hop.Templates, exporter.Exporter, $"{exporter.Templates} templates are known, but {missing:N0} data sets had none", $"let it repeat all templates every 60 s; look for an exporter behind the same address (a second process, NAT)")
                    : Finding.Tip(Hop.Templates, exporter.Exporter, $"{exporter.Templates} templates are known; {missing:N0} data sets came before theirs", $"nothing to do if the number stands still; repeating templates every 60 s makes the wait short");
            }
            else if (needed > 0)
            {
                yield return Finding.Fine(Hop.Templates, exporter.Exporter, $"{exporter.Templates} templates are known");
            }
            foreach (Finding finding in Fields(exporter))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Fields(ExporterHealth exporter)
    {
        // Samples of packets (sFlow) carry headers, whose fields depend on the packets that came, and no times.
        if (exporter.Records < DoctorThresholds.FewRecords || !exporter.Formats.Keys.Any(format => format != ExportFormats.Sflow5))
        {
            yield break;
        }
        HashSet<string> told = [.. exporter.Fields];
        foreach ((FlowFields field, string words, string reason) in s_needed)
        {
            if (!told.Contains(field.ToString()) && !(field == FlowFields.Ports && told.Contains(nameof(FlowFields.IcmpType))))
            {
                Weight weight = field is FlowFields.Ports or FlowFields.TcpFlags ? Weight.Problem : Weight.Advice;
                yield return new Finding(Hop.Templates, weight, exporter.Exporter, $"its records do not tell {words}: {reason}", $"add {words} to the flow record that it exports (docs/exporters)");
            }
        }
    }
}
