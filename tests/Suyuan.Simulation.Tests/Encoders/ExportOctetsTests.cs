using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Tests.Worlds;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Encoders;

/// <summary>Reads the exports with a few lines that follow the standards and not the encoders: nothing sampled is lost on the way to the octets.</summary>
public sealed class ExportOctetsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-octets-").FullName;

    [Fact]
    public void NetFlow5_holds_every_sampled_packet_and_counts_its_sequence()
    {
        SimulationResult result = Write(ExportEncoding.NetFlow5);
        uint expected = 0;
        long packets = 0;
        foreach (byte[] datagram in Datagrams("r1.netflow5.pcap"))
        {
            Assert.Equal(5, U16(datagram, 0));
            int count = U16(datagram, 2);
            Assert.InRange(count, 1, 30);
            Assert.Equal(24 + (48 * count), datagram.Length);
            Assert.Equal(expected, U32(datagram, 16));
            Assert.Equal(0x4000 | 100, U16(datagram, 22));
            expected += (uint)count;
            packets += Enumerable.Range(0, count).Sum(row => (long)U32(datagram, 24 + (48 * row) + 16));
        }
        Assert.Equal(result.Records, expected);
        Assert.Equal(result.SampledPackets, packets);
    }

    [Fact]
    public void NetFlow9_holds_every_sampled_packet_and_announces_the_rate_first()
    {
        SimulationResult result = Write(ExportEncoding.NetFlow9);
        (long records, long packets) = ReadSets("r1.netflow9.pcap", 20, recordLength: 45, templateSet: 0);
        Assert.Equal(result.Records, records);
        Assert.Equal(result.SampledPackets, packets);
    }

    [Fact]
    public void Ipfix_holds_every_sampled_packet_and_announces_the_rate_first()
    {
        SimulationResult result = Write(ExportEncoding.Ipfix);
        (long records, long packets) = ReadSets("r1.ipfix.pcap", 16, recordLength: 55, templateSet: 2);
        Assert.Equal(result.Records, records);
        Assert.Equal(result.SampledPackets, packets);
    }

    [Fact]
    public void Sflow_holds_one_sample_for_each_sampled_packet()
    {
        SimulationResult result = Write(ExportEncoding.Sflow5);
        long samples = 0;
        foreach (byte[] datagram in Datagrams("r1.sflow5.pcap"))
        {
            int at = 28;
            for (uint left = U32(datagram, 24); left > 0; left--)
            {
                Assert.Equal(1u, U32(datagram, at));
                Assert.Equal(100u, U32(datagram, at + 16));
                int header = at + 64;
                Assert.True(U32(datagram, header - 4) <= 64);
                Assert.Equal(0x0800, U16(datagram, header + 12));
                at += 8 + (int)U32(datagram, at + 4);
                samples++;
            }
            Assert.Equal(datagram.Length, at);
        }
        Assert.Equal(result.SampledPackets, samples);
    }

    [Fact]
    public void Header_with_its_checksum_sums_to_zero()
    {
        byte[] header = Convert.FromHexString("450000300001000040110000C0000201C6336402");
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Ipv4Checksum.Of(header));
        Assert.Equal(0, Ipv4Checksum.Of(header));
        // By hand: 4500+0030+0001+4011+C000+0201+C633+6402 = 27178, folded 717A, complement 8E85 (RFC 1071 §1).
        Assert.Equal(0x8E85, U16(header, 10));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SimulationResult Write(ExportEncoding encoding) => Simulator.Write(
        SmallWorld.Of(
            encoding,
            SmallWorld.Flood("192.0.2.1", 30_000, 60, new ForgedSources(60)),
            SmallWorld.Flood("192.0.2.4", 210_000, 60, new HostSources([new WeightedHost(IpAddress.Parse("198.18.0.78"), 1)]), "dns-reflection")),
        _folder, 3, null);

    private (long Records, long Packets) ReadSets(string file, int headerLength, int recordLength, int templateSet)
    {
        bool templateSeen = false;
        bool rateSeen = false;
        long records = 0;
        long packets = 0;
        foreach (byte[] datagram in Datagrams(file))
        {
            int at = headerLength;
            while (at < datagram.Length)
            {
                int id = U16(datagram, at);
                int length = U16(datagram, at + 2);
                Assert.InRange(length, 4, datagram.Length - at);
                templateSeen |= id == templateSet;
                if (id == 257)
                {
                    Assert.Equal(100u, U32(datagram, at + 8));
                    rateSeen = true;
                }
                if (id == 256)
                {
                    Assert.True(templateSeen && rateSeen);
                    for (int record = at + 4; record + recordLength <= at + length; record += recordLength)
                    {
                        records++;
                        packets += U32(datagram, record + 16);
                    }
                }
                at += length;
            }
            Assert.Equal(datagram.Length, at);
        }
        return (records, packets);
    }

    private IEnumerable<byte[]> Datagrams(string file)
    {
        byte[] octets = File.ReadAllBytes(Path.Combine(_folder, file));
        int at = 24;
        while (at < octets.Length)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(at + 8));
            int frame = at + 16;
            Assert.Equal(0, Ipv4Checksum.Of(octets.AsSpan(frame + 14, 20)));
            Assert.Equal(length - 34, U16(octets, frame + 38));
            yield return octets[(frame + 42)..(frame + length)];
            at = frame + length;
        }
        Assert.Equal(octets.Length, at);
    }

    private static int U16(byte[] octets, int at) => BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(at));

    private static uint U32(byte[] octets, int at) => BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at));
}
