using System.Buffers.Binary;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// Captures whose packets are metered. Oracle: every frame is a packet of some row or a refusal; of pcap files the frames are counted by a second reading;
/// the same rows come of octets a few at a time, and of a meter that holds few flows at once the same sums.
/// </summary>
internal sealed class CaptureTarget(TelemetryFormat format) : FuzzTarget(format == TelemetryFormat.Pcap ? "pcap" : "pcapng")
{
    private const string Fixtures = "tests/Suyuan.Telemetry.Tests/Pcap/testdata";

    private readonly RowSink _none = new(0x00);
    private readonly RowSink _first = new(0x00);
    private readonly RowSink _second = new(0xA5);

    public override IEnumerable<byte[]> Seeds() =>
        Directory.EnumerateFiles(Path.Combine(Corpus.Root, Fixtures), format == TelemetryFormat.Pcap ? "*.pcap" : "*.pcapng").Order(StringComparer.Ordinal)
            .Select(path => Corpus.Fixture(path, 6000))
            .Concat(format == TelemetryFormat.Pcap ? [Corpus.Fixture("samples/booter-dns/ddos.pcap", 6000), SimulatedSeeds.Packets()] : []);

    public override ulong Run(byte[] input)
    {
        Reading? whole = Read(new MemoryStream(input, writable: false), _first, new MeterOptions());
        if (whole is null)
        {
            return 0;
        }
        Int128 octets = whole.OctetsMetered;
        Reading trickled = Read(new TrickleStream(input), _second, new MeterOptions())!;
        Must.Equal(whole.Print, trickled.Print, "rows and faults of the same capture, a few octets at a time");
        Reading crowded = Read(new MemoryStream(input, writable: false), _second, new MeterOptions { MaxOpenFlows = 2 })!;
        Must.Equal((whole.PacketsRead, octets), (crowded.PacketsRead, crowded.OctetsMetered), "packets and octets, metered two flows at a time");
        Must.Hold(crowded.Rows >= whole.Rows, "fewer rows where flows are written early");
        Must.Equal(whole.PacketsRead + whole.Faults.Total, whole.Offered, "packets metered and refused");
        if (format == TelemetryFormat.Pcap)
        {
            Must.Equal(Frames(input), whole.Offered, "frames in the file");
        }
        return whole.Outcome;
    }

    private Reading? Read(Stream stream, RowSink sink, MeterOptions meter)
    {
        OctetReader octets = new(stream);
        if (CaptureSurvey.Open(format, octets) is not IPacketSource source)
        {
            octets.Dispose();
            return null;
        }
        return Reading.Of(sink, _none, new ExporterTable(), (exporters, packets, _) => new CaptureReader(source, packets, exporters.Intern("capture:0"), meter));
    }

    /// <summary>Whole frames of a pcap file, by its record headers.</summary>
    private static long Frames(ReadOnlySpan<byte> file)
    {
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(file);
        bool bigEndian = magic is 0xD4C3B2A1 or 0x4D3CB2A1 or 0x34CDB2A1;
        uint native = bigEndian ? BinaryPrimitives.ReverseEndianness(magic) : magic;
        int header = native == 0xA1B2CD34 ? 24 : 16;
        file = file[24..];
        long frames = 0;
        while (file.Length >= header)
        {
            uint captured = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(file[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
            if (captured > file.Length - header)
            {
                break;
            }
            frames++;
            file = file[(header + (int)captured)..];
        }
        return frames;
    }
}
