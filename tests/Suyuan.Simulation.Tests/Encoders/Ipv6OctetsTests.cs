using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Traffic;
using Xunit;

namespace Suyuan.Simulation.Tests.Encoders;

/// <summary>Records and packets of both families in one export, read with a few lines that follow the standards and not the encoders.</summary>
public sealed class Ipv6OctetsTests
{
    private const long Time = 1_780_000_020_000;
    private static readonly IpAddress s_source = IpAddress.Parse("2001:db8::5");
    private static readonly IpAddress s_target = IpAddress.Parse("2001:db8:99::9");
    private static readonly byte[] s_addresses = Convert.FromHexString("20010DB8000000000000000000000005" + "20010DB8009900000000000000000009");

    [Fact]
    public void NetFlow9_keeps_each_family_in_sets_of_its_own_template() =>
        Sets(capture => new NetFlow9Encoder(capture, 100, Time - 1000, new RecordShape(false, false, WithIPv6: true)), headerLength: 20, recordLength: 45);

    [Fact]
    public void Ipfix_keeps_each_family_in_sets_of_its_own_template() =>
        Sets(capture => new IpfixEncoder(capture, 100, 1, IpfixSampling.Interval, new RecordShape(false, false, WithIPv6: true)), headerLength: 16, recordLength: 55);

    [Fact]
    public void Nfcapd_has_the_addresses_of_each_family_in_its_extension()
    {
        using MemoryStream stream = new();
        NfcapdFile file = new(stream, NfcapdCompression.None, 0x0A00_0001, 1, Time);
        file.Add(Flow(0), Time);
        file.Add(Flow(1), Time);
        file.Finish(Time);
        byte[] octets = stream.ToArray();
        // Header 40, block header 12, exporter record 32; then a record of each family.
        int first = 40 + 12 + 32;
        Assert.Equal([96, 120], new[] { U16(octets, first + 2), U16(octets, first + 96 + 2) });
        Assert.Equal((2, 12), (U16(octets, first + 64), U16(octets, first + 66)));
        int extension = first + 96 + 64;
        Assert.Equal((3, 36), (U16(octets, extension), U16(octets, extension + 2)));
        ulong[] halves = [.. Enumerable.Range(0, 4).Select(half => BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(extension + 4 + (8 * half))))];
        Assert.Equal([0x20010DB800000000, 5UL, 0x20010DB800990000, 9UL], halves);

        static int U16(byte[] octets, int at) => BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(at));
    }

    [Theory]
    [InlineData(Protocols.Tcp, false, "6000000000140639", 40)]
    [InlineData(Protocols.Udp, false, "6000000001C01139", 40)]
    [InlineData(Protocols.Udp, true, "6000000001C02C39", 48)]
    public void A_packet_has_the_headers_of_RFC_8200(byte protocol, bool piece, string begins, int transport)
    {
        SampledPacket packet = new()
        {
            Time = Time,
            Source = s_source,
            Destination = s_target,
            SourcePort = 123,
            DestinationPort = 4000,
            Protocol = protocol,
            TcpFlags = TcpFlag.Syn,
            Ttl = 57,
            Length = (ushort)(protocol == Protocols.Tcp ? 60 : 488),
            MoreFragments = piece,
            Input = 1,
            Output = 2,
        };
        byte[] header = new PacketHeader().Write(packet).ToArray();
        Assert.Equal("86DD", Convert.ToHexString(header[12..14]));
        byte[] ip = header[14..];
        Assert.Equal(begins, Convert.ToHexString(ip[..8]));
        Assert.Equal(s_addresses, ip[8..40]);
        if (piece)
        {
            Assert.Equal("11000001", Convert.ToHexString(ip[40..44]));
        }
        Assert.Equal((123, 4000), (BinaryPrimitives.ReadUInt16BigEndian(ip.AsSpan(transport)), BinaryPrimitives.ReadUInt16BigEndian(ip.AsSpan(transport + 2))));
        if (protocol == Protocols.Udp)
        {
            Assert.Equal(488 - transport, BinaryPrimitives.ReadUInt16BigEndian(ip.AsSpan(transport + 4)));
            // Over IPv6 a UDP checksum of zero is none.
            Assert.NotEqual(0, BinaryPrimitives.ReadUInt16BigEndian(ip.AsSpan(transport + 6)));
        }
    }

    private static MeteredFlow Flow(int number) => new()
    {
        First = Time,
        Last = Time,
        Source = number % 2 == 0 ? IpAddress.Parse("198.51.100.5") : s_source,
        Destination = number % 2 == 0 ? IpAddress.Parse("203.0.113.9") : s_target,
        SourcePort = 53,
        DestinationPort = (ushort)number,
        Protocol = Protocols.Udp,
        Input = 1,
        Output = 2,
        Packets = 1,
        Octets = 100,
    };

    private static void Sets(Func<DatagramCapture, DatagramEncoder> open, int headerLength, int recordLength)
    {
        const int Flows = 300;
        using MemoryStream stream = new();
        using (DatagramEncoder encoder = open(new DatagramCapture(stream, 0x0A00_0001, 2055)))
        {
            for (int number = 0; number < Flows; number++)
            {
                // In pairs: families alternate, yet some neighbours share a set.
                encoder.Add(Flow(number / 2), Time + number);
            }
            encoder.Finish(Time + Flows);
        }
        Dictionary<int, int> templates = [];
        int records = 0;
        foreach (byte[] datagram in Datagrams(stream.ToArray()))
        {
            int at = headerLength;
            while (at < datagram.Length)
            {
                (int id, int length) = (U16(datagram, at), U16(datagram, at + 2));
                if (id is 0 or 2)
                {
                    templates.Add(U16(datagram, at + 4), Enumerable.Range(0, U16(datagram, at + 6)).Sum(field => U16(datagram, at + 10 + (4 * field))));
                }
                if (id is 256 or 258)
                {
                    int own = recordLength + (id == 258 ? 24 : 0);
                    Assert.Equal(own, templates[id]);
                    for (int record = at + 4; record + own <= at + length; record += own)
                    {
                        int port = U16(datagram, record + own - recordLength + (headerLength == 20 ? 34 : 42));
                        Assert.Equal(records++ / 2, port);
                        Assert.Equal(port % 2 == 0 ? 256 : 258, id);
                        if (id == 258)
                        {
                            Assert.Equal(s_addresses, datagram[record..(record + 32)]);
                        }
                    }
                }
                at += length;
            }
            Assert.Equal(datagram.Length, at);
        }
        Assert.Equal(Flows, records);
        Assert.Equal([256, 258], templates.Keys.Order());
    }

    private static IEnumerable<byte[]> Datagrams(byte[] capture)
    {
        for (int at = 24; at < capture.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 8));
            yield return capture[(at + 16 + 42)..(at + 16 + length)];
            at += 16 + length;
        }
    }

    private static int U16(byte[] octets, int at) => BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(at));
}
