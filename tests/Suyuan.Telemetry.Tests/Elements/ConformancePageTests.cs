using System.Text;
using Suyuan.Telemetry.Elements;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Elements;

/// <summary><c>docs/conformance.md</c> is the table of elements; <c>GOLDEN_UPDATE=1 ./test Telemetry</c> writes it anew.</summary>
public sealed class ConformancePageTests
{
    private static readonly Dictionary<ElementColumn, string> s_meanings = new()
    {
        [ElementColumn.SourceV4] = "source address",
        [ElementColumn.DestinationV4] = "destination address",
        [ElementColumn.NextHopV4] = "next hop",
        [ElementColumn.SourceV6] = "source address",
        [ElementColumn.DestinationV6] = "destination address",
        [ElementColumn.NextHopV6] = "next hop",
        [ElementColumn.SourcePort] = "source port",
        [ElementColumn.DestinationPort] = "destination port",
        [ElementColumn.Protocol] = "protocol",
        [ElementColumn.TcpFlags] = "TCP flags",
        [ElementColumn.Tos] = "type of service",
        [ElementColumn.IcmpType] = "ICMP type and code, of ICMP records only",
        [ElementColumn.IcmpTypeAlone] = "ICMP type, of ICMP records only",
        [ElementColumn.IcmpCodeAlone] = "ICMP code, of ICMP records only",
        [ElementColumn.Packets] = "packets",
        [ElementColumn.Octets] = "octets",
        [ElementColumn.MinTtl] = "least TTL",
        [ElementColumn.MaxTtl] = "largest TTL",
        [ElementColumn.MinLength] = "least packet length",
        [ElementColumn.MaxLength] = "largest packet length",
        [ElementColumn.InputInterface] = "input interface",
        [ElementColumn.OutputInterface] = "output interface",
        [ElementColumn.SourceAs] = "source AS",
        [ElementColumn.DestinationAs] = "destination AS",
        [ElementColumn.SourcePrefix] = "source prefix length",
        [ElementColumn.DestinationPrefix] = "destination prefix length",
        [ElementColumn.Direction] = "metered on the way in or out",
        [ElementColumn.FragmentOffset] = "fragment offset",
        [ElementColumn.StartUpTime] = "start, by the exporter's up-time clock",
        [ElementColumn.EndUpTime] = "end, by the exporter's up-time clock",
        [ElementColumn.StartSeconds] = "start, s",
        [ElementColumn.EndSeconds] = "end, s",
        [ElementColumn.StartMs] = "start, ms",
        [ElementColumn.EndMs] = "end, ms",
        [ElementColumn.StartMicro] = "start, NTP timestamp",
        [ElementColumn.EndMicro] = "end, NTP timestamp",
        [ElementColumn.StartNano] = "start, NTP timestamp",
        [ElementColumn.EndNano] = "end, NTP timestamp",
        [ElementColumn.StartDelta] = "start, µs before the export",
        [ElementColumn.EndDelta] = "end, µs before the export",
        [ElementColumn.DurationMs] = "duration, ms",
        [ElementColumn.SystemInit] = "when the up-time clock was zero",
        [ElementColumn.SamplingInterval] = "sampling: one in N",
        [ElementColumn.SamplingPacketInterval] = "sampling: packets taken together",
        [ElementColumn.SamplingPacketSpace] = "sampling: packets passed over between",
        [ElementColumn.SamplerId] = "sampler",
        [ElementColumn.SourcePortUdp] = "source port",
        [ElementColumn.DestinationPortUdp] = "destination port",
        [ElementColumn.ExporterV4] = "exporter, where a mediator sends it on",
        [ElementColumn.ExporterV6] = "exporter, where a mediator sends it on",
        [ElementColumn.Ttl] = "least and largest TTL",
        [ElementColumn.Length] = "least and largest packet length",
        [ElementColumn.MoreTcpFlags] = "TCP flags, beside those of other elements",
        [ElementColumn.FragmentFlags] = "fragment flags",
        [ElementColumn.SamplingSize] = "sampling: n of N packets, n",
        [ElementColumn.SamplingPopulation] = "sampling: n of N packets, N",
        [ElementColumn.SamplingProbability] = "sampling: probability",
        [ElementColumn.LineCard] = "options: line card",
        [ElementColumn.ObservationDomain] = "options: observation domain",
        [ElementColumn.ReverseDelay] = "how long after the first packet the other direction began, ms",
        [ElementColumn.FlowId] = "a firewall's connection, so that its events count once",
        [ElementColumn.FirewallEvent] = "a firewall's event: created, deleted, denied, updated",
    };

    [Fact]
    public void The_page_is_the_table()
    {
        string path = Path.Combine(Fixtures.Root, "docs", "conformance.md");
        string page = Page();
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") == "1")
        {
            File.WriteAllText(path, page);
        }
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), page);
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(
            """
            # Information elements

            Elements of NetFlow v9 (RFC 3954 §8) and IPFIX (IANA registry "IPFIX Information Elements") that are read, made from the decoder's table by `GOLDEN_UPDATE=1 ./test Telemetry`.
            All others, those of other enterprises among them, are passed over by their length. Numbers may come shorter than told here (RFC 7011 §6.2). Where several elements of a
            template mean the same, the one of the lowest rank counts. The reverse of each (enterprise 29305, RFC 5103) gives the record of the other direction. What a template does not
            hold stays unknown, not zero.

            | Number | Enterprise | Element | Octets | Read as | Rank |
            |---:|---:|---|---:|---|---:|

            """);
        foreach (Element row in ElementTable.Rows)
        {
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {row.Id} | {(row.Enterprise == 0 ? "–" : row.Enterprise)} | {row.Name} | {row.Octets} | {s_meanings[row.Column]}{(row.IsReverse ? ", of the other direction" : "")} | {(row.Rank == 0 ? "" : row.Rank)} |\n");
        }
        return page.ToString().ReplaceLineEndings("\n");
    }
}
