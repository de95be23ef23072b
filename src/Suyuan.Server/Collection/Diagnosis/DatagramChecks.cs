using System.Globalization;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Does something come, from whom, and is all of it there?</summary>
internal static class DatagramChecks
{
    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        if (health.Listeners.All(one => one.Problem is not null))
        {
            yield break;
        }
        long refused = health.Listeners.Sum(one => one.Refused);
        bool any = health.Exporters.Any(one => one.Datagrams > 0);
        if (!any && refused + health.UnknownDatagrams == 0)
        {
            yield return Finding.Problem(
                Hop.Datagrams, Finding.All, $"nothing came in {health.Seconds:F0} s",
                $"look whether exports reach this machine at all: tcpdump -ni any 'udp and ({string.Join(" or ", Ports(health).Select(port => $"port {port}"))})'; if they do, a firewall here drops them; if not, look at the exporter's destination and source address and the route between");
        }
        if (refused > 0)
        {
            yield return any
                ? Finding.Tip(Hop.Datagrams, Finding.All, $"{refused:N0} datagrams of senders that collect.allow does not name were refused", $"if they are yours, add their addresses: devices send from the address of their source interface")
                : Finding.Problem(Hop.Datagrams, Finding.All, $"all {refused:N0} datagrams were refused: collect.allow does not name their senders", $"add the addresses that exports are sent from: those of the devices' source interfaces");
        }
        if (health.UnknownDatagrams > 0)
        {
            yield return any
                ? Finding.Tip(Hop.Datagrams, Finding.All, $"{health.UnknownDatagrams:N0} datagrams are no export of a format that is read", $"find who sends them to these ports (tcpdump -ni any udp), and send them elsewhere")
                : Finding.Problem(Hop.Datagrams, Finding.All, $"all {health.UnknownDatagrams:N0} datagrams are of no format that is read", $"export NetFlow v5, v7, v9, IPFIX or sFlow v5 to these ports");
        }
        foreach (ExporterHealth exporter in health.Exporters.Where(one => one.Datagrams > 0))
        {
            yield return Finding.Fine(Hop.Datagrams, exporter.Exporter, $"{exporter.Datagrams:N0} datagrams: {Formats(exporter)}");
            if (Lost(exporter) is (long lost, double share, string what))
            {
                yield return share > DoctorThresholds.Share
                    ? Finding.Problem(Hop.Datagrams, exporter.Exporter, $"{lost:N0} {what} are missing in its sequence, {share:P1}", $"if the kernel drops none here (above), they are lost on the way: look at the path, its policers and queues, and give exports a class of their own")
                    : Finding.Tip(Hop.Datagrams, exporter.Exporter, $"{lost:N0} {what} are missing in its sequence, {share:P2}", $"nothing to do unless it grows");
            }
        }
    }

    private static (long Lost, double Share, string What)? Lost(ExporterHealth exporter) =>
        exporter.LostDatagrams > 0 ? (exporter.LostDatagrams, (double)exporter.LostDatagrams / (exporter.LostDatagrams + exporter.Datagrams), "datagrams")
        : exporter.LostRecords > 0 ? (exporter.LostRecords, (double)exporter.LostRecords / (exporter.LostRecords + Math.Max(1, exporter.Records)), "records")
        : null;

    private static string Formats(ExporterHealth exporter) =>
        string.Join(", ", exporter.Formats.Select(format => string.Create(CultureInfo.InvariantCulture, $"{format.Value:N0} {format.Key}")));

    private static IEnumerable<string> Ports(CollectionHealth health) => health.Listeners.Where(one => one.Problem is null).Select(one => one.Address[(one.Address.LastIndexOf(':') + 1)..]).Distinct(StringComparer.Ordinal);
}
