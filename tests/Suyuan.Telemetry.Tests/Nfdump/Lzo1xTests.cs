using CsCheck;
using Suyuan.Telemetry.Nfdump;
using Xunit;

namespace Suyuan.Tests.Nfdump;

public sealed class Lzo1xTests
{
    [Fact]
    public void A_stream_of_literals_only_is_its_literals() =>
        Assert.Equal("abcd"u8.ToArray(), Unpack([17 + 4, .. "abcd"u8, 17, 0, 0]));

    [Fact]
    public void A_match_nearer_than_its_length_repeats_what_it_writes() =>
        // Distance 1, length 4: 96 = two high bits of length 4, no distance bits, no trailing literals.
        Assert.Equal("abcddddd"u8.ToArray(), Unpack([17 + 4, .. "abcd"u8, 96, 0, 17, 0, 0]));

    [Fact]
    public void Long_lengths_are_counted_by_zeros()
    {
        // 32: a match whose length of 31 + 255 + 5 + 2 is too long for its bits.
        byte[] unpacked = Unpack([17 + 4, .. "aaaa"u8, 32, 0, 5, 0, 0, 17, 0, 0]);
        Assert.Equal(4 + 31 + 255 + 5 + 2, unpacked.Length);
        Assert.All(unpacked, octet => Assert.Equal((byte)'a', octet));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 21, 97, 98 })]
    [InlineData(new byte[] { 21, 97, 98, 99, 100 })]
    [InlineData(new byte[] { 21, 97, 98, 99, 100, 96, 9, 17, 0, 0 })]
    [InlineData(new byte[] { 21, 97, 98, 99, 100, 17, 0, 0, 1 })]
    public void A_stream_cut_reaching_back_too_far_or_going_on_after_its_end_is_corrupt(byte[] stream) =>
        Assert.Equal(Lzo1x.Corrupt, Lzo1x.Decompress(stream, new byte[100]));

    [Fact]
    public void Output_that_is_too_short_is_told() =>
        Assert.Equal(Lzo1x.OutputFull, Lzo1x.Decompress([17 + 4, .. "abcd"u8, 96, 0, 17, 0, 0], new byte[7]));

    [Fact]
    public void Any_octets_end_in_output_or_a_fault() =>
        Gen.Byte.Array[0, 200].Sample(stream => Assert.InRange(Lzo1x.Decompress(stream, new byte[512]), Lzo1x.OutputFull, 512));

    private static byte[] Unpack(byte[] stream)
    {
        byte[] output = new byte[1000];
        return output[..Lzo1x.Decompress(stream, output)];
    }
}
