using CsCheck;
using Suyuan.Enrichment;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Index;

public sealed class IndexTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void An_index_answers_what_was_written_at_every_boundary() =>
        Gen.Select(Gen.UInt[1, uint.MaxValue - 1].HashSet[1, 40], Gen.ULong[0x2400UL << 48, 0x2FFFUL << 48].HashSet[1, 40]).Sample((v4, v6) =>
        {
            IndexWriter writer = new();
            PlaceFacts[] facts = [.. Enumerable.Range(0, 7).Select(number => new PlaceFacts($"C{number}", $"省{number}", null, number % 2 == 0 ? "电信" : null, null, (uint)number, NetworkKind.Carrier))];
            Track<uint> track4 = new([.. v4.Order()], [.. v4.Order().Select(start => writer.NumberOf(facts[start % 7]))]);
            Track<ulong> track6 = new([.. v6.Order()], [.. v6.Order().Select(start => writer.NumberOf(facts[start % 7]))]);
            IndexReader reader = Read(Write(writer, track4, track6));
            foreach (uint address in v4.SelectMany(start => new[] { start - 1, start, start + 1 }))
            {
                int place = track4.Find(address);
                Assert.Equal(place < 0 ? null : $"C{v4.Where(start => start <= address).Max() % 7}", reader.Find(IpAddress.FromV4(address)).Country);
            }
            foreach (ulong subnet in v6)
            {
                Assert.Equal($"省{subnet % 7}", reader.Find(new IpAddress(((UInt128)subnet << 64) | 0x1234)).Province);
            }
        }, iter: 200, threads: 1);

    /// <summary>Blocks of 8 and 16, /20s with many ranges, and what lies at their edges.</summary>
    [Fact]
    public void Searches_agree_with_a_plain_one() =>
        Gen.Select(
            Gen.OneOf(Gen.UInt.Array[0, 300], Gen.UInt[0x0B00_0000, 0x0B00_2FFF].Array[0, 3000]), Gen.OneOf(Gen.ULong.Array[0, 700], Gen.ULong[1UL << 61, (1UL << 61) + 999].Array[0, 700])).Sample((v4, v6) =>
        {
            uint[] starts4 = [.. v4.Distinct().Order()];
            ulong[] starts6 = [.. v6.Distinct().Order()];
            ulong[] ranges = [.. starts4.Select((start, index) => AddressRanges.Range(start, index + 1))];
            AddressRanges addresses = new(ranges);
            SubnetStarts subnets = new(starts6);
            foreach (uint wanted in starts4.SelectMany(start => new[] { unchecked(start - 1), start, unchecked(start + 1) }).Concat<uint>([0, uint.MaxValue]))
            {
                Assert.Equal(starts4.Count(start => start <= wanted), addresses.Find(ranges, wanted));
            }
            foreach (ulong wanted in starts6.SelectMany(start => new[] { unchecked(start - 1), start, unchecked(start + 1) }).Concat<ulong>([0, ulong.MaxValue]))
            {
                Assert.Equal(starts6.Count(start => start <= wanted) - 1, subnets.FindLast(starts6, wanted));
            }
        }, iter: 60, threads: 1);

    [Fact]
    public void Any_changed_octet_or_missing_end_is_found()
    {
        IndexWriter writer = new();
        int place = writer.NumberOf(new PlaceFacts("CN", "江苏", "南京", "电信", null, 4134, NetworkKind.Carrier));
        uint checksum = Write(writer, new Track<uint>([0x0B000000, 0x0C000000], [place, 0]), Track<ulong>.Empty);
        byte[] octets = File.ReadAllBytes(_path);
        for (int at = 0; at < octets.Length; at++)
        {
            byte[] damaged = [.. octets];
            damaged[at] ^= 0x41;
            File.WriteAllBytes(_path, damaged);
            Assert.Throws<AddressDataException>(() => IndexReader.Read(_path, checksum));
            File.WriteAllBytes(_path, octets[..at]);
            Assert.Throws<AddressDataException>(() => IndexReader.Read(_path, checksum));
        }
    }

    private uint Write(IndexWriter writer, Track<uint> v4, Track<ulong> v6)
    {
        using (FileStream stream = File.Create(_path))
        {
            writer.Write(stream, v4, v6);
        }
        return IndexDigest.Of(_path).Crc32C;
    }

    private IndexReader Read(uint checksum) => IndexReader.Read(_path, checksum);
}
