using System.Numerics;
using Suyuan.Enrichment;
using Suyuan.Fuzz.Oracles;

namespace Suyuan.Fuzz.Targets;

/// <summary>Databases of addresses. Oracle: a damaged one is refused by name; of one that is read every answer is one of its values, at every boundary.</summary>
/// <param name="read">Reads the database and checks its answers; returns how many ranges it has.</param>
internal sealed class DatabaseTarget(string name, Func<byte[], long> read, Func<IEnumerable<byte[]>> seeds) : FuzzTarget(name)
{
    public override IEnumerable<byte[]> Seeds() => seeds();

    public override ulong Run(byte[] input)
    {
        try
        {
            return (ulong)BitOperations.Log2((ulong)read(input) + 1);
        }
        catch (AddressDataException damaged)
        {
            Must.Hold(damaged.Message.Length > 0, "a refusal without a reason");
            return 1000;
        }
    }

    public static IReadOnlyList<DatabaseTarget> All { get; } =
    [
        new("xdb", octets => Check(XdbFile.Read(File(octets))), () => [DatabaseSeeds.Xdb()]),
        new("ipv6wry", octets => Check(Ipv6WryFile.Read(File(octets))), () => [DatabaseSeeds.Ipv6Wry()]),
        new("mmdb", octets => Check(new MmdbFile(File(octets)).ReadV4(texts => string.Join('|', texts), "country", "city")), () => [DatabaseSeeds.Mmdb(4)]),
        new("mmdb6", octets => Check(new MmdbFile(File(octets)).ReadV6(texts => string.Join('|', texts), "country", "city")), () => [DatabaseSeeds.Mmdb(6)]),
        new("torcountry", octets => Check(TorCountryFile.ReadV4("geoip", Text(octets)).Source) + Check6(octets), () => ["16777216,16777471,AU\n16777472,16778239,CN\n"u8.ToArray(), "2001:db8::,2001:db8::ff,AU\n"u8.ToArray()]),
        new("asncsv", octets => Check(AsnCsv.ReadV4("asn", Text(octets)).Source), () => ["16777216,16777471,64500,\"A, B\"\n16777472,16778239,64501,C\n"u8.ToArray()]),
        new("asncsv6", octets => Check(AsnCsv.ReadV6("asn", Text(octets)).Source), () => ["42540766411282592856903984951653826560,42540766490510755371168322545197776895,64500,\"A, B\"\n"u8.ToArray()]),
    ];

    private static DatabaseFile File(byte[] octets) => new("input", octets);

    private static StringReader Text(byte[] octets) => new(System.Text.Encoding.UTF8.GetString(octets));

    private static long Check6(byte[] octets)
    {
        try
        {
            return Check(TorCountryFile.ReadV6("geoip6", Text(octets)).Source);
        }
        catch (AddressDataException)
        {
            return 0;
        }
    }

    private static long Check<T, TValue>(Source<T, TValue> source)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Must.Equal(source.Track.Starts.Length, source.Track.Values.Length, "starts and values");
        for (int index = 0; index < source.Track.Starts.Length; index++)
        {
            T start = source.Track.Starts[index];
            Must.Hold(index == 0 || source.Track.Starts[index - 1] < start, "starts out of order");
            int value = source.Track.Find(start);
            Must.Equal(source.Track.Values[index], value, "the answer where a range starts");
            Must.Hold(value >= -1 && value < source.Values.Count, "an answer that is no value");
        }
        return source.Ranges;
    }
}
