using System.Text;
using CsCheck;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Xunit;

namespace Suyuan.Tests.Logs;

public sealed class AnyTextTests
{
    private static readonly TelemetryFormat[] s_logs = [.. Enum.GetValues<TelemetryFormat>().Where(format => format.IsLog())];

    /// <summary>Pieces that come near what the readers look for, so that arbitrary orders of them reach their inside.</summary>
    private static readonly string[] s_pieces =
    [
        "\n", ",", "{", "}", "[", "]", "\"", ":", "\t", "#", "\uFEFF", "\uD800", "\\ud800", "null", "true", "-1", "99999999999999999999", "1e308", "1617264000.5", "2021-04-01T08:00:00Z",
        "198.51.100.7", "2001:db8::7", "203.0.113.0/24", "c.botnet.example", "controller", "bot", "command", "checkin",
        "\"timestamp\",\"src_ip\",\"src_naics\",\"infection\",\"dst_network\",\"attack\"\n", "\"timestamp\",\"ip\",\"port\",\"geo\",\"naics\",\"protocol\"\n",
        "2021-04-01 08:00:00,198.51.100.7,0,ddos,203.0.113.0/24,atk\n", "ip,date,malware\n", "198.51.100.7,2021-03-01,mirai\n",
        "#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\n", "#separator \\x\n", "#path\tintel\n#fields\tts\tseen.indicator\tseen.indicator_type\tid.resp_h\tid.orig_h\n",
        "1617264000.5\t198.51.100.7\tIntel::ADDR\t198.51.100.7\t192.0.2.1\n",
        """{"event_type":"alert","timestamp":"2021-04-01T08:00:00Z","src_ip":"192.0.2.1","dest_ip":"198.51.100.7","alert":{"signature":"x CnC y"}}""" + "\n",
        """{"event_type":"alert","alert":[]}""" + "\n", """{"event_type":7}""" + "\n", """{"event_type":"dns","dns":{"rrname":"\ud800"}}""" + "\n",
        """{"type":"bundle","id":"b","objects":[""", """{"type":"indicator","name":"C2","pattern":"[ipv4-addr:value = '198.51.100.7']","valid_from":"2021-04-01T08:00:00Z"}""", "]}",
        """{"Event":{"Attribute":[""", """{"type":"ip-dst|port","to_ids":true,"value":"198.51.100.7|","timestamp":"1617264000"}""", "]}}",
        """{"cnc":{"ip":"198.51.100.7"},"cnctype":"classic_cnc","messagetype":"cnc_message","ts":"2021-04-01T08:00:00Z","message":{"targets":["x"]}}""" + "\n",
    ];

    private static readonly Gen<string> s_text = Gen.OneOf(Gen.Int[0, s_pieces.Length - 1].Select(at => s_pieces[at]), Gen.String[0, 8]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void Any_text_ends_in_rows_or_faults_whatever_it_is_read_as() =>
        s_text.Sample(text =>
        {
            foreach (TelemetryFormat format in s_logs)
            {
                EvidenceLog log = EvidenceText.Read(format, text);
                long given = log.Lines - log.Faults.Total;
                long rows = log.Commands.Count + log.Checkins.Count + log.Sightings.Count + log.Indicators.Sum(row => row.Times);
                // A line that was used gave a row; orders and patterns give several.
                Assert.InRange(given, 0, rows);
            }
        });

    [Fact]
    public void Any_text_is_recognised_or_refused_by_name_and_its_flows_are_in_balance()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("suyuan-text-");
        try
        {
            string path = Path.Combine(folder.FullName, "any");
            s_text.Sample(
                text =>
                {
                    File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text + "."));
                    Files.FileRun.Of(path).AssertBalanced();
                },
                iter: 300, threads: 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
