using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Files;

public sealed class InputSurveyorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-survey-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reference_files_of_formats_that_are_not_read_are_refused_by_name()
    {
        string folder = Path.GetDirectoryName(Fixtures.Shared("manifest.json"))!;
        string[] topics = ["binetflow", "eve", "zeek", "xarf", "shadowserver", "mrt", "flow/flowtools", "c2"];
        string[] files = [.. topics.SelectMany(topic => Directory.GetFiles(Path.Combine(folder, topic))).Where(file => !file.EndsWith(".pcap", StringComparison.Ordinal))];
        Assert.True(files.Length > 80, $"only {files.Length} files");
        string[] taken = [.. files.Select(file => InputSurveyor.Survey(file, CaptureMode.Auto))
            .Where(survey => survey.Fault == DecodeFault.None || survey.Refusal is null).Select(survey => Path.GetFileName(survey.Path))];
        Assert.Empty(taken);
    }

    [Fact]
    public void What_is_no_file_is_told_from_an_empty_one_and_a_link_to_nothing_from_both()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells pipes, sockets and devices apart here");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, "socket")));
        Process.Start("mkfifo", Path.Combine(_folder.FullName, "pipe")).WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "dangling"), "gone.pcap");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "empty"), []);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), "empty");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link-to-pipe"), "pipe");

        Assert.Contains("socket", Refusal("socket"), StringComparison.Ordinal);
        Assert.Contains("named pipe", Refusal("pipe"), StringComparison.Ordinal);
        Assert.Equal("is a link to gone.pcap, where nothing is", Refusal("dangling"));
        Assert.Equal("the file is empty", Refusal("empty"));
        Assert.Equal("the file is empty", Refusal("link"));
        Assert.Contains("named pipe", Refusal("link-to-pipe"), StringComparison.Ordinal);
        Assert.Equal("is a device, no file", InputSurveyor.Survey("/dev/zero", CaptureMode.Auto).Refusal);

        string Refusal(string name) => InputSurveyor.Survey(Path.Combine(_folder.FullName, name), CaptureMode.Auto).Refusal!;
    }

    [Fact]
    public void A_survey_tells_format_size_digest_and_times()
    {
        InputSurvey survey = InputSurveyor.Survey(Sample("ddos.pcap"), CaptureMode.Auto);
        Assert.Equal((TelemetryFormat.Pcap, DecodeFault.None, null), (survey.Format, survey.Fault, survey.Refusal));
        Assert.Equal(new FileInfo(Sample("ddos.pcap")).Length, survey.Bytes);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Sample("ddos.pcap")))), survey.Sha256);
        Assert.Equal("2013-08-14T22:56:40", DateTimeOffset.FromUnixTimeMilliseconds(survey.FirstMs!.Value).ToString("s"));
        Assert.Equal("2013-08-14T22:56:41", DateTimeOffset.FromUnixTimeMilliseconds(survey.LastMs!.Value).ToString("s"));
        Assert.Null(survey.BrokeOff);
        InputSurvey cut = Survey("cut", File.ReadAllBytes(Sample("ddos.pcap"))[..^1]);
        Assert.Equal((DecodeFault.LengthBeyondInput, DecodeFault.None), (cut.BrokeOff!.Fault, cut.Fault));
    }

    [Fact]
    public void The_digest_of_a_compressed_file_is_of_the_file_and_its_content_is_recognised()
    {
        byte[] plain = File.ReadAllBytes(Sample("booterdns.nfv9.pcap"));
        InputSurvey gzip = Survey("a", Gzip(plain));
        using ZstdSharp.Compressor compressor = new();
        InputSurvey zstd = Survey("b", compressor.Wrap(plain).ToArray());
        InputSurvey whole = InputSurveyor.Survey(Sample("booterdns.nfv9.pcap"), CaptureMode.Auto);
        foreach (InputSurvey survey in new[] { gzip, zstd })
        {
            Assert.Equal((TelemetryFormat.Pcap, true, whole.FirstMs, whole.LastMs), (survey.Format, survey.HoldsExports, survey.FirstMs, survey.LastMs));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(survey.Path))), survey.Sha256);
        }
    }

    [Fact]
    public void Logs_are_recognised_by_their_fields_whatever_their_name()
    {
        InputSurvey log = Survey("one", Text(
            "\n{\"time\":\"2021-04-01T08:00:00Z\",\"kind\":\"command\",\"controller\":\"198.51.100.7\",\"target\":\"203.0.113.9\"}\nnonsense\n"
            + "{\"time\":\"2021-04-01T07:00:00Z\",\"kind\":\"checkin\",\"controller\":\"198.51.100.7\",\"bot\":\"192.0.2.44\"}\n"));
        Assert.Equal((TelemetryFormat.BotnetLog, 1617260400000L, 1617264000000L), (log.Format, log.FirstMs, log.LastMs));
        InputSurvey sensor = Survey("two", Gzip(Text(
            "\uFEFF{\"time\":\"2021-04-01T08:00:00Z\",\"sensor\":\"s1\",\"protocol\":\"ntp\",\"victim\":\"203.0.113.9\",\"port\":80,\"packets\":3}\n")));
        Assert.Equal((TelemetryFormat.SensorLog, 1617264000000L), (sensor.Format, sensor.FirstMs));
        using StreamReader text = new(FlowReaders.OpenLog(sensor));
        Assert.Contains("\"sensor\":\"s1\"", text.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_by_name()
    {
        byte[] capture = File.ReadAllBytes(Sample("booterdns.nfv5.pcap"));
        byte[] gzip = Gzip(capture);
        Assert.Equal(DecodeFault.NotFound, InputSurveyor.Survey(Path.Combine(_folder.FullName, "absent"), CaptureMode.Auto).Fault);
        Assert.Equal(DecodeFault.Unreadable, InputSurveyor.Survey(Path.Combine(_folder.FullName, "a\0b"), CaptureMode.Auto).Fault);
        Assert.Equal(DecodeFault.NotAFile, InputSurveyor.Survey(_folder.FullName, CaptureMode.Auto).Fault);
        Assert.Equal(DecodeFault.EmptyInput, Survey("empty", []).Fault);
        Assert.Equal(DecodeFault.EmptyInput, Survey("empty.gz", Gzip([])).Fault);
        Assert.Equal(DecodeFault.UnknownFormat, Survey("text.pcap", Text("not a capture, whatever its name says")).Fault);
        Assert.Equal(DecodeFault.UnknownFormat, Survey("other.c2.jsonl", Text("{\"event_type\":\"flow\"}\n")).Fault);
        Assert.Equal(DecodeFault.UnknownFormat, Survey("one", [7]).Fault);
        Assert.Equal(DecodeFault.UnsupportedCompression, Survey("zip", [0x50, 0x4B, 3, 4, 0, 0, 0, 0]).Fault);
        Assert.Equal(DecodeFault.UnknownVersion, Survey("nfcapd", [0x0C, 0xA5, 9, 0, .. new byte[300]]).Fault);
        Assert.Equal(DecodeFault.UnknownVersion, Survey("version", [.. capture[..4], 9, 0, .. capture[6..]]).Fault);
        Assert.Equal(DecodeFault.TruncatedHeader, Survey("cut", capture[..23]).Fault);
        Assert.Equal(DecodeFault.CorruptCompression, Survey("corrupt", [.. gzip[..12], .. new byte[50]]).Fault);
        if (File.Exists("/dev/zero"))
        {
            Assert.Equal(DecodeFault.EmptyInput, InputSurveyor.Survey("/dev/zero", CaptureMode.Auto).Fault);
        }
    }

    [Fact]
    public void A_refusal_says_where()
    {
        byte[] capture = File.ReadAllBytes(Sample("booterdns.nfv5.pcap"));
        Assert.EndsWith("(at octet 23)", Survey("cut", capture[..23]).Refusal, StringComparison.Ordinal);
        Assert.EndsWith("(at octet 24)", Survey("cut", capture[..30]).Refusal, StringComparison.Ordinal);
        // An empty capture is no fault.
        Assert.Null(Survey("empty", capture[..24]).Refusal);
    }

    [Fact]
    public void A_file_without_permission_is_refused_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "everything may be read by this user");
        string path = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(path, "x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }
        InputSurvey survey = InputSurveyor.Survey(path, CaptureMode.Auto);
        Assert.Equal((DecodeFault.Unreadable, true), (survey.Fault, survey.Refusal!.Length > 0));
    }

    private InputSurvey Survey(string name, byte[] octets)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, octets);
        InputSurvey survey = InputSurveyor.Survey(path, CaptureMode.Auto);
        Assert.Equal(survey.Fault == DecodeFault.None, survey.Refusal is null);
        return survey;
    }

    private static byte[] Gzip(byte[] plain)
    {
        using MemoryStream gzip = new();
        using (GZipStream compressor = new(gzip, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(plain);
        }
        return gzip.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Sample(string name) => Path.Combine(Fixtures.Root, "samples", "booter-dns", name);
}
