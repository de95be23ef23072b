using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// Any file, as an ingest reads it: recognised, surveyed, decompressed, read. Oracle: it is read or refused with a reason; what it holds is what the survey
/// said; the books are in balance in each mode, and the second reading is like the first.
/// </summary>
internal sealed class FileTarget() : FuzzTarget("file")
{
    private readonly RowSink _packets = new(0x00);
    private readonly RowSink _exports = new(0xA5);
    private readonly string _path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"suyuan-fuzz-{Environment.ProcessId}");

    /// <summary>Three surveys and six readings, each of which may hold a block of 16 MiB packed and unpacked.</summary>
    public override long MaxAllocation => 9 * (64 << 20);

    public override IEnumerable<byte[]> Seeds() =>
    [
        .. new[] { "ipfix.pcap", "nfv5.pcap", "nfv9.pcap", "sflow.pcap" }.Select(name => Corpus.Fixture("samples/booter-dns/booterdns." + name, 6000)),
        .. Directory.EnumerateFiles(Path.Combine(Corpus.Root, "tests/Suyuan.Telemetry.Tests/Pcap/testdata"), "*.pcap*").Order(StringComparer.Ordinal).Select(path => Corpus.Fixture(path, 2000)),
        Corpus.Fixture("tests/Suyuan.Telemetry.Tests/Nfdump/testdata/packets-lz4.v2"),
        [.. Datagrams.Split(CapturedSeeds.Sequence("samples/booter-dns/booterdns.nfv9.pcap", 3)).SelectMany(datagram => datagram)],
        Compressed(Corpus.Fixture("samples/booter-dns/booterdns.nfv5.pcap", 6000)),
    ];

    public override ulong Run(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        try
        {
            Fingerprint print = new();
            foreach (CaptureMode mode in (ReadOnlySpan<CaptureMode>)[CaptureMode.Auto, CaptureMode.Exports, CaptureMode.Packets])
            {
                InputSurvey survey = InputSurveyor.Survey(_path, mode);
                Must.Equal(survey.Fault != DecodeFault.None, survey.Refusal is not null, "a refusal has a reason, and only a refusal");
                Must.Hold(survey.FirstMs is null || survey.FirstMs <= survey.LastMs, "a file that ends before it begins");
                Reading first = Read(survey, mode);
                Must.Hold(survey.HoldsExports || _exports.Rows == 0, "exports that the survey did not see");
                Must.Hold(survey.HoldsPackets || _packets.Rows == 0, "packets that the survey did not see");
                Must.Hold(survey.Fault == DecodeFault.None || first.Rows == 0, "rows of a file that is refused");
                Must.Equal(first.Print, Read(survey, mode).Print, "rows and faults of the same file, read again");
                print.Add(first.Outcome);
                print.Add((long)survey.Format);
            }
            return print.Value;
        }
        finally
        {
            File.Delete(_path);
        }
    }

    private Reading Read(InputSurvey survey, CaptureMode mode) => Reading.Of(_packets, _exports, new ExporterTable(),
        (exporters, packets, exports) => FlowReaders.Open(survey, exporters, packets, exports, new FlowReaderOptions { Mode = mode }));

    private static byte[] Compressed(byte[] plain)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream compressor = new(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            compressor.Write(plain);
        }
        return packed.ToArray();
    }
}
