using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// nfcapd files of both layouts and all compressions. Oracle: records offered are rows or refusals; the same rows come of octets a few at a time; a cut file
/// gives no more rows than the whole; without a break or fault every octet was read.
/// </summary>
internal sealed class NfcapdTarget() : FuzzTarget("nfcapd")
{
    private const string Fixtures = "tests/Suyuan.Telemetry.Tests/Nfdump/testdata/";

    private readonly RowSink _none = new(0x00);
    private readonly RowSink _first = new(0x00);
    private readonly RowSink _second = new(0xA5);

    /// <summary>Three readings; each may hold a block of 16 MiB packed and unpacked, and BZ2 makes its tables anew for each block.</summary>
    public override long MaxAllocation => 3 * (128 << 20);

    public override IEnumerable<byte[]> Seeds() =>
    [
        .. new[] { "empty.v1", "packets-bzip2.v2", "packets-lz4.v2", "packets-lzo.v2", "packets-none.v2", "sampled-lzo.v1" }.Select(name => Corpus.Fixture(Fixtures + name, 1 << 16)),
        SimulatedSeeds.Nfcapd(),
    ];

    public override ulong Run(byte[] input)
    {
        Reading whole = Read(new MemoryStream(input, writable: false), _first);
        Reading trickled = Read(new TrickleStream(input), _second);
        Must.Equal(whole.Print, trickled.Print, "rows and faults of the same file, a few octets at a time");
        Must.Hold(whole.OctetsRead <= input.Length, "more octets read than there are");
        Must.Hold(whole.BrokeOff is not null || whole.OctetsRead == input.Length, "octets left unread behind an end that is none");
        if (input.Length > 64)
        {
            Reading cut = Read(new MemoryStream(input, 0, input.Length - (input.Length / 3), writable: false), _second);
            Must.Hold(cut.Rows <= whole.Rows, "a cut file gives more rows than the whole");
        }
        return whole.Outcome;
    }

    private Reading Read(Stream stream, RowSink sink) => Reading.Of(_none, sink, new ExporterTable(),
        (exporters, _, writer) => new NfcapdReader(new OctetReader(stream), writer, exporters, new()));
}
