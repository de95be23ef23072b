using System.Globalization;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Suyuan.Tests.Templates;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Files;

/// <summary>IPFIX files (RFC 5655): messages one behind the other, with options about the file and the session among them.</summary>
public sealed class IpfixFileTests
{
    [Fact]
    public void Options_about_the_file_are_no_flows_and_the_flows_between_them_are_read()
    {
        // RFC 5655 §8.1.2, §8.1.1: export session details, then a message checksum.
        byte[] file =
        [
            .. new ExportMessage(ipfix: true)
                .Options(300, 1, Field(267, 1), Field(130, 4), Field(211, 4), Field(217, 2), Field(216, 2), Field(215, 1), Field(213, 1), Field(264, 4), Field(260, 4))
                .Data(300, [1, .. V4("192.0.2.1"), .. V4("192.0.2.2"), .. U16(40_000), .. U16(4739), 17, 10, .. U32(1_600_000_000), .. U32(1_600_000_300)]).Octets(),
            .. new ExportMessage(ipfix: true).Options(301, 1, Field(263, 1), Field(262, 16)).Data(301, [1, .. new byte[16]])
                .Template(256, Field(8, 4), Field(12, 4), Field(2, 4), Field(1, 4)).Data(256, [192, 0, 2, 7, 203, 0, 113, 9, 0, 0, 0, 3, 0, 0, 0, 200]).Octets(),
            .. new ExportMessage(ipfix: true).Data(256, [192, 0, 2, 8, 203, 0, 113, 9, 0, 0, 0, 4, 0, 0, 0, 200]).Octets(),
        ];
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            FileRun run = FileRun.Of(path);
            Assert.Equal((TelemetryFormat.ExportDatagrams, 2, 7, 2), (run.Survey.Format, run.Exports.Rows, run.Exports.Packets, run.Reader.Faults[DecodeFault.NotAFlow]));
            Assert.Equal((2L, (long)file.Length), (run.Reader.Faults.Total, run.Reader.OctetsRead));
            Assert.Null(run.Reader.BrokeOff);
            run.AssertBalanced();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reference_files_are_read_to_their_end()
    {
        string folder = Path.GetDirectoryName(Fixtures.Shared("flow/ipfixfile/CESNET+ipfixcol__base_tests_ipfixcol_test_tests_ipfix_data_01-odid0.ipfix"))!;
        List<string> read = [];
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            FileRun run = FileRun.Of(path);
            run.AssertBalanced();
            Assert.Equal((TelemetryFormat.ExportDatagrams, new FileInfo(path).Length), (run.Survey.Format, run.Reader.OctetsRead));
            read.Add(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path)}: {run.Exports.Rows} flows, {run.Exports.Packets} packets, {run.Exports.Octets} octets; {string.Join(", ", run.Reader.Faults.NonZero.Select(pair => $"{pair.Key} {pair.Value}"))} {run.Reader.BrokeOff}").TrimEnd(' ', ';'));
        }
        Golden.Matches(string.Join('\n', read) + "\n", "ipfix-files.txt");
    }
}
