using CsCheck;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Pcap;

public sealed class CaptureReaderTests
{
    private static readonly MeterOptions s_endless = new() { ActiveTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan, SeparateOpenings = false };

    [Theory]
    [InlineData("big-endian.pcap", 2, 168, 1)]
    [InlineData("dot1ad.pcap", 2, 56, 2)]
    [InlineData("mpls.pcap", 52, 3215, 9)]
    [InlineData("pppoe.pcap", 10, 3976, 2)]
    [InlineData("nflog.pcap", 10, 1875, 2)]
    [InlineData("frame-relay.pcap", 10, 1000, 2)]
    [InlineData("many-block-types.pcapng", 5, 1420, 3)]
    [InlineData("sll2.pcap", 24, 3113, 4)]
    [InlineData("nanoseconds-big-endian.pcap", 10, 2058, 2)]
    [InlineData("null-loopback.pcap", 3, 912, 3)]
    [InlineData("raw-ip.pcap", 100, 31018, 15)]
    [InlineData("many-interfaces.pcapng", 64, 15078, 27)]
    public void Packets_octets_and_flows_are_those_of_the_capture(string file, long packets, long octets, long flows)
    {
        (CaptureReader reader, RecordingSink sink) = ReadAll(File.ReadAllBytes(Fixtures.Beside(file)), s_endless);
        Assert.Equal((packets, octets, flows), (reader.PacketsRead, sink.Octets, sink.Rows));
        Assert.Equal(packets, sink.Packets);
        Assert.Null(reader.BrokeOff);
    }

    [Fact]
    public void A_record_covers_no_more_than_the_active_timeout()
    {
        (_, RecordingSink sink) = ReadAll(File.ReadAllBytes(Fixtures.Beside("mpls.pcap")), new MeterOptions());
        Assert.Equal(52, sink.Packets);
        Assert.All(sink.Batches, batch => Assert.All(batch.Duration.AsSpan(0, batch.Count).ToArray(), duration => Assert.True(duration < 1000)));
    }

    [Fact]
    public void Fragments_without_ports_keep_a_record_of_their_own()
    {
        (_, RecordingSink sink) = ReadAll(File.ReadAllBytes(Fixtures.Beside("ipv6-fragments.pcap")), s_endless);
        FlowBatch batch = Assert.Single(sink.Batches);
        for (int row = 0; row < batch.Count; row++)
        {
            Assert.Equal((batch.Fragments[row] & FragmentFlags.NonInitial) != 0, (batch.Fields[row] & FlowFields.Ports) == 0);
        }
    }

    [Fact]
    public void A_section_of_an_unknown_version_breaks_off_after_what_came_before()
    {
        (CaptureReader reader, _) = ReadAll(File.ReadAllBytes(Fixtures.Beside("unknown-section-version.pcapng")), s_endless);
        Assert.Equal(1, reader.PacketsRead);
        Assert.Equal(DecodeFault.UnknownVersion, reader.BrokeOff!.Fault);
    }

    [Theory]
    [InlineData("dot1ad.pcap")]
    [InlineData("many-block-types.pcapng")]
    public void A_capture_cut_anywhere_gives_what_came_before_and_says_where(string file)
    {
        byte[] whole = File.ReadAllBytes(Fixtures.Beside(file));
        long packets = ReadAll(whole, s_endless).Reader.PacketsRead;
        Assert.Equal(0, ReadAll(whole[..64], s_endless).Reader.PacketsRead);
        long most = 0;
        for (int length = 24; length < whole.Length; length++)
        {
            (CaptureReader reader, RecordingSink sink) = ReadAll(whole[..length], s_endless);
            Assert.InRange(reader.PacketsRead, most, packets);
            Assert.Equal(reader.PacketsRead, sink.Packets);
            Assert.True(reader.BrokeOff is null || reader.BrokeOff.Offset <= length);
            most = reader.PacketsRead;
        }
    }

    [Fact]
    public void Any_octets_behind_a_capture_header_end_in_packets_or_faults()
    {
        byte[] header = File.ReadAllBytes(Fixtures.Beside("dot1ad.pcap"))[..24];
        byte[] section = File.ReadAllBytes(Fixtures.Beside("many-block-types.pcapng"))[..28];
        Gen.Byte.Array[0, 300].Sample(octets =>
        {
            foreach (byte[] start in new[] { header, section })
            {
                (CaptureReader reader, RecordingSink sink) = ReadAll([.. start, .. octets], s_endless);
                Assert.Equal(reader.Offered, reader.PacketsRead + reader.Faults.Total);
                Assert.Equal(reader.PacketsRead, sink.Packets);
            }
        });
    }

    [Fact]
    public void Compressed_captures_are_read_alike()
    {
        byte[] plain = File.ReadAllBytes(Fixtures.Beside("raw-ip.pcap"));
        using MemoryStream gzip = new();
        using (System.IO.Compression.GZipStream compressor = new(gzip, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(plain);
        }
        Assert.Equal(31018, ReadAll(gzip.ToArray(), s_endless).Sink.Octets);
        using ZstdSharp.Compressor zstd = new();
        Assert.Equal(31018, ReadAll(zstd.Wrap(plain).ToArray(), s_endless).Sink.Octets);
    }

    [Fact]
    public void Every_hostile_file_ends_in_packets_or_faults()
    {
        foreach (string path in Directory.EnumerateFiles(Fixtures.Shared("hostile")))
        {
            byte[] octets = File.ReadAllBytes(path);
            if (PcapSource.IsMagic(octets) || PcapngSource.IsMagic(octets))
            {
                (CaptureReader reader, RecordingSink sink) = ReadAll(octets, new MeterOptions());
                Assert.Equal(reader.Offered, reader.PacketsRead + reader.Faults.Total);
                Assert.Equal(reader.PacketsRead, sink.Packets);
            }
        }
    }

    private static (CaptureReader Reader, RecordingSink Sink) ReadAll(byte[] file, MeterOptions options)
    {
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        OctetReader octets = new(Decompression.Open(new MemoryStream(file)));
        octets.TryPeek(4, out ReadOnlySpan<byte> magic);
        IPacketSource source = PcapngSource.IsMagic(magic) ? PcapngSource.Open(octets) : PcapSource.Open(octets)!;
        using CaptureReader reader = new(source, writer, 1, options);
        while (reader.Read())
        {
        }
        writer.Flush();
        return (reader, sink);
    }
}
