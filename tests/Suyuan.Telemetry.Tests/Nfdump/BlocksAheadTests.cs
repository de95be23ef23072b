using Suyuan.Model;
using Suyuan.Telemetry.Nfdump;
using Xunit;
using static Suyuan.Tests.Nfdump.NfcapdBuilder;

namespace Suyuan.Tests.Nfdump;

public sealed class BlocksAheadTests
{
    private const long First = 1_700_000_000_250;
    private const int Blocks = 60;

    [Theory]
    [InlineData(NfcapdCompression.None)]
    [InlineData(NfcapdCompression.Lz4)]
    [InlineData(NfcapdCompression.Zstd)]
    public void Blocks_decoded_ahead_give_what_blocks_read_one_by_one_give(object compression) => SameEitherWay(Changing((NfcapdCompression)compression));

    [Fact]
    public void A_damaged_block_and_a_cut_one_are_named_where_they_stand()
    {
        byte[] file = Changing(NfcapdCompression.Lz4);
        Random random = new(1);
        for (int turn = 0; turn < 50; turn++)
        {
            byte[] damaged = [.. file];
            for (int octet = 0; octet < 5; octet++)
            {
                damaged[random.Next(NfcapdHeader.Length2, damaged.Length)] ^= (byte)random.Next(1, 256);
            }
            SameEitherWay(damaged);
            SameEitherWay(file[..random.Next(file.Length)]);
        }
    }

    [Fact]
    public void Extension_maps_that_are_defined_anew_hold_from_there_on()
    {
        List<byte> file = [.. File1(Map(1, 4), Exporter(0, 0xC0000201))];
        for (int block = 0; block < Blocks; block++)
        {
            byte[] flow = Flow1(narrow: true, 0, 1, 0, U32(0xC0000201), U32(0xC6336401), U32(7), U32(420), U32((uint)block));
            file.AddRange(block % 9 == 4 ? Block(2, NfcapdCompression.None, 2, Map(1, block % 2 == 0 ? (ushort)4 : (ushort)6), flow) : Block(2, NfcapdCompression.None, 1, flow));
        }
        NfcapdReading reading = SameEitherWay([.. file]);
        Assert.Equal(Blocks, reading.Sink.Rows);
        Assert.Contains(reading.Sink.Batches, batch => batch.SourceAs[0] != 0);
        Assert.Contains(reading.Sink.Batches, batch => batch.InputInterface[0] != 0);
    }

    /// <summary>60 blocks among which exporters, samplers and addresses of exporters turn up anew.</summary>
    private static byte[] Changing(NfcapdCompression compression)
    {
        List<byte> file = [.. Header2(compression, Blocks)];
        for (uint block = 0; block < Blocks; block++)
        {
            List<byte[]> records = [];
            if (block % 7 == 0)
            {
                records.Add(Exporter((ushort)(block / 7), 0xC0000200 + block));
            }
            if (block % 11 == 5)
            {
                records.Add(Sampler2(1, 1, 1, block));
            }
            for (uint flow = 0; flow < 20; flow++)
            {
                byte[] addresses = flow % 5 == 0 ? Addresses6(new UInt128(0x20010DB8UL << 32, flow), new UInt128(0x20010DB8UL << 32, block)) : Addresses4(0xC6336400 + flow, 0xCB007100 + block);
                records.Add(Flow2(
                    (byte)(flow % 3 == 0 ? 2 : 0), (ushort)(flow % 12), Generic(First + block, First + block + flow, flow * 600, flow * 60_000), addresses, Element(12, U32(0xC0000280 + (block / 13) + (flow % 2)))));
            }
            file.AddRange(Block(3, compression, (uint)records.Count, [.. records]));
        }
        return [.. file];
    }

    private static NfcapdReading SameEitherWay(byte[] file)
    {
        NfcapdReading alone = new(file);
        NfcapdReading ahead = new(file, ahead: new BlocksAhead(8));
        Assert.Equal(alone.Sink.Batches.Select(batch => (batch.Family, batch.Count)), ahead.Sink.Batches.Select(batch => (batch.Family, batch.Count)));
        Assert.Equal(alone.Sink.Batches.SelectMany(Exporters), ahead.Sink.Batches.SelectMany(Exporters));
        Assert.Equal(alone.Rows, ahead.Rows);
        Assert.Equal(alone.Reader.Faults.NonZero, ahead.Reader.Faults.NonZero);
        Assert.Equal(
            alone.Reader.Faults.NonZero.Select(fault => alone.Reader.Faults.FirstAt(fault.Key)), ahead.Reader.Faults.NonZero.Select(fault => ahead.Reader.Faults.FirstAt(fault.Key)));
        Assert.Equal((alone.Reader.BrokeOff, alone.Reader.NewestMs, alone.Reader.OctetsRead), (ahead.Reader.BrokeOff, ahead.Reader.NewestMs, ahead.Reader.OctetsRead));
        return ahead;

        static IEnumerable<ushort> Exporters(FlowBatch batch) => batch.Exporter[..batch.Count];
    }
}
