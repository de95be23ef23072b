using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;
using Suyuan.Testing;
using Suyuan.Tests.Pcap;
using Suyuan.Tests.Templates;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests;

/// <summary>Nothing is allocated per record, datagram or packet: once tables and buffers stand, the same input again takes no octet.</summary>
public sealed class AllocationTests
{
    private const int Tries = 5;

    private static readonly (uint Enterprise, int Id, int Length)[] s_fields = [Field(8, 4), Field(12, 4), Field(2, 4), Field(1, 5)];
    private static readonly byte[] s_record = [192, 0, 2, 7, 203, 0, 113, 9, 0, 0, 0, 3, 0, 0, 0, 0, 200];

    public static TheoryData<string> Exports => ["nfv5", "nfv9", "ipfix", "sflow", "varying", "both families"];

    [Theory]
    [MemberData(nameof(Exports))]
    public void Exports_decode_without_allocating(string what)
    {
        List<(long TimeMs, byte[] Payload)> datagrams = what switch
        {
            "varying" => [(0, new ExportMessage(ipfix: true).Template(256, [.. s_fields, Field(82, 65535)]).Octets()),
                .. Enumerable.Repeat((0L, new ExportMessage(ipfix: true).Data(256, [.. s_record, 3, 1, 2, 3], [.. s_record, 0]).Octets()), 3000)],
            "both families" => [(0, new ExportMessage(ipfix: true).Template(256, [Field(27, 16), Field(28, 16), .. s_fields]).Octets()),
                .. Enumerable.Repeat((0L, new ExportMessage(ipfix: true).Data(256, [.. new byte[32], .. s_record], [1, .. new byte[31], .. s_record]).Octets()), 3000)],
            _ => CaptureBuilder.Payloads(Path.Combine(Fixtures.Root, "samples", "booter-dns", $"booterdns.{what}.pcap")),
        };
        FlowBatchPool pool = new();
        ExportDecoder decoder = new(new ExporterTable(), new FlowWriter(pool, new ReturningSink(pool)), new DecodeFaultCounts());
        IpAddress sender = IpAddress.Parse("192.0.2.1");
        Decode();
        // A template that comes again is read again, which is no record's cost.
        datagrams.RemoveAll(one => what is not ("nfv5" or "sflow") && HoldsTemplate(one.Payload));
        Decode();
        long records = decoder.Records;
        Assert.Equal(0, LeastAllocated(Decode));
        Assert.True(decoder.Records - records > 500 * Tries);

        void Decode()
        {
            foreach ((long time, byte[] payload) in datagrams)
            {
                decoder.Decode(payload, sender, time);
            }
        }
    }

    [Fact]
    public void Packets_are_metered_without_allocating()
    {
        CaptureBuilder capture = new();
        for (int packet = 0; packet < 60_000; packet++)
        {
            capture.Udp(1_600_000_000_000 + (packet / 10), [1, 2, 3, 4], (ushort)(packet % 7000));
        }
        FlowBatchPool pool = new();
        FlowWriter writer = new(pool, new ReturningSink(pool));
        using CaptureReader reader = new(PcapSource.Open(new OctetReader(new MemoryStream(capture.ToArray())))!, writer, 1, new MeterOptions());
        // Until flows have been written out once.
        while (reader.PacketsRead < 40_000)
        {
            Assert.True(reader.Read());
        }
        long upTo = reader.PacketsRead;
        Assert.Equal(0, LeastAllocated(() =>
        {
            upTo += 4000;
            while (reader.PacketsRead < upTo && reader.Read())
            {
            }
        }));
        Assert.Equal(60_000, reader.PacketsRead);
        Assert.True(reader.RecordsRead > 20_000);
    }

    /// <summary>
    /// What a piece of work takes of the heap, in octets, at least: a collection that another test's thread starts meanwhile adds the rest of this thread's
    /// allocation quantum (8 KiB) to what the runtime counts. What takes an octet for each record does so each time.
    /// </summary>
    private static long LeastAllocated(Action work)
    {
        long least = long.MaxValue;
        for (int tries = 0; tries < Tries; tries++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>A set of number 0 or 1 (NetFlow v9), 2 or 3 (IPFIX) at the beginning.</summary>
    private static bool HoldsTemplate(byte[] message) => message[message[1] == 9 ? 20 : 16] == 0;

    private sealed class ReturningSink(FlowBatchPool pool) : IFlowSink
    {
        public void Add(FlowBatch batch) => pool.Return(batch);
    }
}
