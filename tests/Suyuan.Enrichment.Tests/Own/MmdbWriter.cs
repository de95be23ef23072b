using System.Buffers.Binary;
using System.Text;

namespace Suyuan.Enrichment.Tests.Own;

/// <summary>Writes MaxMind DBs by the format's specification 2.0, for tests: a tree of prefixes, records as maps, lists, texts and numbers.</summary>
internal sealed class MmdbWriter(int ipVersion, int recordSize)
{
    private const ulong BuildEpoch = 1_780_000_000;

    private readonly List<int?[]> _nodes = [new int?[2]];
    private readonly Dictionary<(int Node, int Side), int> _values = [];
    private readonly List<byte> _data = [];

    /// <param name="bits">Of the address, the highest first; in a tree of IPv6 an IPv4 address stands at ::/96.</param>
    public void Add(UInt128 address, int bits, object record)
    {
        int width = ipVersion == 4 ? 32 : 128;
        int at = _data.Count;
        _data.AddRange(Encode(record));
        int node = 0;
        for (int bit = 0; bit < bits - 1; bit++)
        {
            int side = (int)((address >> (width - 1 - bit)) & 1);
            if (_nodes[node][side] is not int next)
            {
                next = _nodes.Count;
                _nodes.Add(new int?[2]);
                _nodes[node][side] = next;
            }
            node = next;
        }
        _values[(node, (int)((address >> (width - bits)) & 1))] = at;
    }

    public byte[] Write()
    {
        List<byte> file = [];
        for (int node = 0; node < _nodes.Count; node++)
        {
            uint left = Record(node, 0);
            uint right = Record(node, 1);
            switch (recordSize)
            {
                case 24:
                    file.AddRange([.. BigEndian(left)[1..], .. BigEndian(right)[1..]]);
                    break;
                case 28:
                    file.AddRange([.. BigEndian(left)[1..], (byte)(((left >> 24) << 4) | (right >> 24)), .. BigEndian(right)[1..]]);
                    break;
                default:
                    file.AddRange(BigEndian(left));
                    file.AddRange(BigEndian(right));
                    break;
            }
        }
        file.AddRange(new byte[16]);
        file.AddRange(_data);
        file.AddRange([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        file.AddRange(Encode(new Dictionary<string, object>
        {
            ["binary_format_major_version"] = 2UL, ["build_epoch"] = BuildEpoch, ["database_type"] = "Test-City", ["ip_version"] = (ulong)ipVersion,
            ["languages"] = new object[] { "en", "zh-CN" }, ["node_count"] = (ulong)_nodes.Count, ["record_size"] = (ulong)recordSize,
        }));
        return [.. file];
    }

    private uint Record(int node, int side) =>
        _values.TryGetValue((node, side), out int at) ? (uint)(_nodes.Count + 16 + at) : (uint)(_nodes[node][side] ?? _nodes.Count);

    private static IEnumerable<byte> Encode(object value) => value switch
    {
        string text => [.. Head(2, Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)],
        ulong number => Number(number),
        Dictionary<string, object> map => [.. Head(7, map.Count), .. map.SelectMany(pair => Encode(pair.Key).Concat(Encode(pair.Value)))],
        object[] list => [(byte)list.Length, 11 - 7, .. list.SelectMany(Encode)],
        _ => throw new ArgumentException($"{value} has no type here", nameof(value)),
    };

    private static byte[] Number(ulong number)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(octets, number);
        octets = [.. octets.SkipWhile(octet => octet == 0)];
        // uint32; what does not fit is a uint64, which is of the extended types.
        return octets.Length <= 4 ? [(byte)((6 << 5) | octets.Length), .. octets] : [(byte)octets.Length, 9 - 7, .. octets];
    }

    private static byte[] Head(int type, int size) => size < 29 ? [(byte)((type << 5) | size)] : [(byte)((type << 5) | 29), (byte)(size - 29)];

    private static byte[] BigEndian(uint number)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return octets;
    }
}
