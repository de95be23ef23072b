using CsCheck;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Files;

/// <summary>Whatever is in a file, it ends in rows or in a named fault, and everything it held is accounted for.</summary>
public sealed class BadInputTests : IDisposable
{
    /// <summary>Octets of a fixture that are cut and corrupted: enough for every structure, few enough for many cuts.</summary>
    private const int Most = 24_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-bad-");

    public static TheoryData<string> Inputs
    {
        get
        {
            string tests = Path.Combine(Fixtures.Root, "tests", "Suyuan.Telemetry.Tests");
            IEnumerable<string> fixtures = Directory.EnumerateFiles(tests, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "testdata")
                .Concat(Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "samples", "booter-dns"), "*booterdns*"))
                .Where(path => !path.EndsWith(".md", StringComparison.Ordinal));
            return [.. fixtures.Select(path => Path.GetRelativePath(Fixtures.Root, path)).Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_file_cut_anywhere_gives_what_came_before(string input)
    {
        byte[] whole = Head(input);
        FileRun all = Run(whole);
        long rows = all.Packets.Packets + all.Exports.Rows;
        int step = Math.Max(1, whole.Length / 40);
        for (int length = 1; length < whole.Length; length += step)
        {
            FileRun run = Run(whole[..length]);
            Assert.InRange(run.Packets.Packets + run.Exports.Rows, 0, rows);
            Assert.True(run.Reader.BrokeOff is null || run.Reader.BrokeOff.Offset <= length);
            Assert.True(run.Survey.Fault == DecodeFault.None || run.Packets.Rows + run.Exports.Rows == 0);
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_file_with_any_octets_changed_ends_in_rows_or_faults(string input)
    {
        byte[] whole = Head(input);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 4].Select(choice => (byte)(choice switch { 0 => 0, 1 => 1, 2 => 0x7F, 3 => 0x80, _ => 0xFF }))).Array[1, 12].Sample(
            changes =>
            {
                byte[] changed = [.. whole];
                foreach ((int at, byte value) in changes)
                {
                    changed[at] = value;
                }
                Run(changed);
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public void Lengths_near_their_maximum_neither_allocate_nor_read_beyond_the_file()
    {
        byte[] capture = Head("samples/booter-dns/booterdns.nfv9.pcap");
        // Captured length of the first packet; then lengths of a datagram, a set and a template behind IPv4 and UDP headers.
        foreach (int at in new[] { 32, 24 + 16 + 14 + 2, 24 + 16 + 14 + 20 + 4, 24 + 16 + 42 + 20 + 2, 24 + 16 + 42 + 20 + 6 })
        {
            byte[] changed = [.. capture];
            changed.AsSpan(at, 2).Fill(0xFF);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(changed);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        }
    }

    [Fact]
    public void Compressed_files_cut_or_corrupted_give_what_came_before()
    {
        byte[] plain = File.ReadAllBytes(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.ipfix.pcap"));
        using MemoryStream gzip = new();
        using (System.IO.Compression.GZipStream compressor = new(gzip, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(plain);
        }
        using ZstdSharp.Compressor zstd = new();
        foreach (byte[] packed in new[] { gzip.ToArray(), zstd.Wrap(plain).ToArray() })
        {
            long rows = Run(packed).Exports.Rows;
            Assert.True(rows > 5000);
            for (int length = 1; length < packed.Length; length += packed.Length / 12)
            {
                FileRun run = Run(packed[..length]);
                Assert.InRange(run.Exports.Rows, 0, rows);
                // Only a gzip file's checksum behind the last record may be missing unnoticed.
                Assert.True(run.Survey.Fault != DecodeFault.None || run.Reader.BrokeOff is not null || run.Exports.Rows == rows);
                byte[] changed = [.. packed];
                changed.AsSpan(length, Math.Min(8, packed.Length - length)).Fill(0x55);
                Run(changed);
            }
        }
    }

    [Fact]
    public void In_a_folder_of_good_and_bad_files_the_good_give_rows_and_the_bad_a_reason()
    {
        byte[] capture = Head("samples/booter-dns/booterdns.nfv5.pcap");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "1-good"), capture);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "2-cut"), capture[..^20]);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "3-empty"), []);
        File.WriteAllText(Path.Combine(_folder.FullName, "4-text"), "hello");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "5-header"), capture[..10]);
        FileRun[] runs = Directory.GetFiles(_folder.FullName).Order(StringComparer.Ordinal).Select(path => FileRun.Of(path)).ToArray();
        Assert.Equal(
            [DecodeFault.None, DecodeFault.None, DecodeFault.EmptyInput, DecodeFault.UnknownFormat, DecodeFault.TruncatedHeader],
            runs.Select(run => run.Survey.Fault));
        Assert.Equal([true, true, false, false, false], runs.Select(run => run.Exports.Rows > 0));
        Assert.All(runs, run => run.AssertBalanced());
    }

    [Fact]
    public void A_file_that_vanishes_after_its_survey_breaks_off_at_its_beginning()
    {
        string path = Path.Combine(_folder.FullName, "x");
        File.WriteAllBytes(path, Head("samples/booter-dns/booterdns.nfv5.pcap"));
        InputSurvey survey = InputSurveyor.Survey(path, CaptureMode.Auto);
        File.Delete(path);
        using IFlowReader reader = FlowReaders.Open(survey, new(), new(new(), new RecordingSink()), new(new(), new RecordingSink()), new());
        Assert.False(reader.Read());
        Assert.Equal(new BreakOff(DecodeFault.Unreadable, 0), reader.BrokeOff);
    }

    [Theory]
    [InlineData("hostile")]
    [InlineData("formats")]
    [InlineData("flow")]
    [InlineData("nfcapd")]
    [InlineData("attacks")]
    [InlineData("benign")]
    public void Every_reference_file_ends_in_rows_or_faults(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(Fixtures.Shared(folder), "*", SearchOption.AllDirectories))
        {
            FileRun run = FileRun.Of(path);
            run.AssertBalanced();
        }
    }

    private FileRun Run(byte[] octets)
    {
        string path = Path.Combine(_folder.FullName, "input");
        File.WriteAllBytes(path, octets);
        FileRun run = FileRun.Of(path);
        run.AssertBalanced();
        return run;
    }

    private static byte[] Head(string input)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Fixtures.Root, input));
        return whole.Length > Most ? whole[..Most] : whole;
    }
}
