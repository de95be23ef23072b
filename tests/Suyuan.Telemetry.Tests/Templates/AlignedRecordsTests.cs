using Suyuan.Telemetry;
using Xunit;
using static Suyuan.Tests.Templates.ExportMessage;

namespace Suyuan.Tests.Templates;

/// <summary>Records whose length or family varies decode as those do that are all alike.</summary>
public sealed class AlignedRecordsTests
{
    private const int Variable = 65535;

    private static readonly (uint Enterprise, int Id, int Length)[] s_usual = [Field(8, 4), Field(12, 4), Field(4, 1), Field(7, 2), Field(11, 2), Field(2, 4), Field(1, 8)];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_field_that_varies_changes_nothing_wherever_it_stands(int place)
    {
        (uint, int, int)[] varying = [.. s_usual[..place], Of(32473, 9, Variable), .. s_usual[place..]];
        int before = s_usual[..place].Sum(field => field.Length);
        byte[][] records = [.. Enumerable.Range(1, 40).Select(number => Usual(number))];
        string[] plain = Rows(new ExportMessage(ipfix: true).Template(256, s_usual).Data(256, records));
        // Names of no octets, of some, and of so many that their length takes three.
        byte[][] named = [.. records.Select((record, number) => (byte[])[.. record[..before], .. Name(number % 3 * 130), .. record[before..]])];
        Assert.Equal(40, plain.Length);
        Assert.Equal(plain, Rows(new ExportMessage(ipfix: true).Template(256, varying).Data(256, named)));
    }

    [Fact]
    public void Of_two_families_each_record_is_of_the_one_it_uses()
    {
        byte[] v6 = [0x20, 1, 0x0D, 0xB8, .. new byte[12]];
        ExportMessage message = new ExportMessage(ipfix: true)
            .Template(256, [Field(27, 16), Field(28, 16), .. s_usual, Field(82, Variable)])
            .Data(256, [.. new byte[32], .. Usual(1), .. Name(5)], [.. v6, .. v6, .. new byte[8], .. Usual(2)[8..], .. Name(0)], [.. new byte[32], .. Usual(3), .. Name(255)]);
        Assert.Equal(
            ["192.0.2.1 203.0.113.9 17 1 4444 1 100", "192.0.2.3 203.0.113.9 17 3 4444 3 300", "2001:db8:: 2001:db8:: 17 2 4444 2 200"],
            Rows(message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_directions_of_records_that_vary_are_read()
    {
        ExportMessage message = new ExportMessage(ipfix: true)
            .Template(256, [.. s_usual, Field(82, Variable), Back(2, 4), Back(1, 8)])
            .Data(256, [.. Usual(1), .. Name(4), .. U32(7), .. U64(700)], [.. Usual(2), .. Name(9), .. U32(0), .. U64(0)]);
        Assert.Equal(
            ["192.0.2.1 203.0.113.9 17 1 4444 1 100", "192.0.2.2 203.0.113.9 17 2 4444 2 200", "203.0.113.9 192.0.2.1 17 4444 1 7 700"],
            Rows(message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_element_that_is_read_though_its_length_varies_is_read()
    {
        ExportMessage message = new ExportMessage(ipfix: true)
            .Template(256, Field(8, 4), Field(12, 4), Field(4, 1), Field(7, 2), Field(11, 2), Field(2, Variable), Field(1, 8))
            .Data(256, [.. V4("192.0.2.1"), .. V4("203.0.113.9"), 17, 0, 1, 0, 2, 3, 0, 1, 2, .. U64(300)]);
        Assert.Equal(["192.0.2.1 203.0.113.9 17 1 2 258 300"], Rows(message));
    }

    [Fact]
    public void A_set_cut_anywhere_gives_its_whole_records_and_one_refusal()
    {
        byte[][] records = [[.. Usual(1), .. Name(3)], [.. Usual(2), .. Name(0)], [.. Usual(3), .. Name(20)]];
        byte[] all = [.. records.SelectMany(record => record)];
        int shortest = s_usual.Sum(field => field.Length) + 1;
        for (int length = 0; length <= all.Length; length++)
        {
            Decoding decoding = new Decoding().Add(new ExportMessage(ipfix: true).Template(256, [.. s_usual, Field(82, Variable)]).Data(256, all[..length]));
            int whole = 0;
            int left = length;
            foreach (byte[] record in records.TakeWhile(record => record.Length <= left))
            {
                whole++;
                left -= record.Length;
            }
            Assert.Equal((whole, left >= shortest ? 1 : 0), (decoding.Rows().Length, (int)decoding.Faults.Total));
            Assert.Equal(decoding.Faults.Total, decoding.Faults[DecodeFault.LengthBeyondInput]);
        }
    }

    private static byte[] Usual(int number) =>
        [.. V4($"192.0.2.{number}"), .. V4("203.0.113.9"), 17, .. U16(number), .. U16(4444), .. U32(number), .. U64(number * 100)];

    private static byte[] Name(int length) => length < 255 ? [(byte)length, .. new byte[length]] : [255, .. U16(length), .. new byte[length]];

    private static string[] Rows(ExportMessage message) =>
        [.. new Decoding().Add(message).Rows().Select(one => $"{one.Batch.Source(one.Row)} {one.Batch.Destination(one.Row)} {one.Batch.Protocol[one.Row]} "
            + $"{one.Batch.SourcePort[one.Row]} {one.Batch.DestinationPort[one.Row]} {one.Batch.Packets[one.Row]} {one.Batch.Octets[one.Row]}")];
}
