using System.Buffers.Binary;

namespace Suyuan.Enrichment;

/// <summary>
/// A MaxMind DB (format 2.0), read from end to end: the search tree in address order, each data record decoded once. A reader for single
/// lookups would decode a record again for each of some ten million nodes.
/// </summary>
internal sealed class MmdbFile
{
    private const int SeparatorLength = 16;
    private const int MetadataMaxLength = 128 << 10;

    private readonly DatabaseFile _file;
    private readonly MmdbData _data;
    private readonly uint _nodeCount;
    private readonly int _recordSize;
    private readonly int _ipVersion;
    private readonly DateOnly _built;

    public MmdbFile(DatabaseFile file)
    {
        _file = file;
        int tail = Math.Min(file.Length, MetadataMaxLength);
        int marker = file.Slice(file.Length - tail, tail).LastIndexOf(Marker);
        if (marker < 0)
        {
            throw file.Damaged("it has no MaxMind DB metadata");
        }
        long begin = file.Length - tail + marker + Marker.Length;
        MmdbData metadata = new(file, begin);
        _nodeCount = (uint)Math.Min(metadata.Number(0, "node_count") ?? 0, uint.MaxValue);
        _recordSize = (int)Math.Min(metadata.Number(0, "record_size") ?? 0, int.MaxValue);
        _ipVersion = (int)Math.Min(metadata.Number(0, "ip_version") ?? 0, int.MaxValue);
        if (_nodeCount == 0 || _recordSize is not (24 or 28 or 32) || _ipVersion is not (4 or 6))
        {
            throw file.Damaged($"{_nodeCount} nodes of record size {_recordSize} and IP version {_ipVersion} are none of the format's");
        }
        long treeLength = (long)_nodeCount * (_recordSize / 4);
        if (treeLength + SeparatorLength > begin)
        {
            throw file.Damaged($"a tree of {_nodeCount} nodes does not fit a file of {file.Length} octets");
        }
        _data = new MmdbData(file, treeLength + SeparatorLength);
        _built = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(metadata.Number(0, "build_epoch") ?? 0, uint.MaxValue)).UtcDateTime);
    }

    private static ReadOnlySpan<byte> Marker =>
        [0xAB, 0xCD, 0xEF, (byte)'M', (byte)'a', (byte)'x', (byte)'M', (byte)'i', (byte)'n', (byte)'d', (byte)'.', (byte)'c', (byte)'o', (byte)'m'];

    public static bool IsOne(DatabaseFile file)
    {
        int tail = Math.Min(file.Length, MetadataMaxLength);
        return file.Slice(file.Length - tail, tail).LastIndexOf(Marker) >= 0;
    }

    public DateOnly Built => _built;

    public bool HoldsV6 => _ipVersion == 6;

    /// <summary>The IPv4 addresses with the texts under <paramref name="keys"/> of their records: dots lead inwards. A tree of IPv6 has them at ::/96.</summary>
    public Source<uint, TValue> ReadV4<TValue>(Func<string?[], TValue> make, params string[] keys)
        where TValue : notnull
    {
        TrackBuilder<uint> ranges = new();
        uint root = 0;
        for (int depth = 0; HoldsV6 && depth < 96 && root < _nodeCount; depth++)
        {
            root = Record(root, 0);
        }
        IReadOnlyList<TValue> values = Walk(root, 32, make, keys, (start, bits, value) =>
            ranges.Add((uint)start, (uint)(start | (bits == 32 ? 0 : uint.MaxValue >> bits)), value));
        return new Source<uint, TValue>(ranges.Build(), values);
    }

    /// <summary>The same for IPv6 by /64; of smaller networks the first one in a /64 speaks for it.</summary>
    public Source<ulong, TValue> ReadV6<TValue>(Func<string?[], TValue> make, params string[] keys)
        where TValue : notnull
    {
        if (!HoldsV6)
        {
            throw _file.Damaged("it holds IPv4 addresses where IPv6 is expected");
        }
        TrackBuilder<ulong> ranges = new();
        IReadOnlyList<TValue> values = Walk(0, 64, make, keys, (start, bits, value) =>
            ranges.Add(start, start | (bits == 64 ? 0 : ulong.MaxValue >> bits), value));
        return new Source<ulong, TValue>(ranges.Build(), values);
    }

    private IReadOnlyList<TValue> Walk<TValue>(uint root, int depth, Func<string?[], TValue> make, string[] keys, Action<ulong, int, int> found)
        where TValue : notnull
    {
        Numbering<TValue> values = new();
        Dictionary<uint, int> numbers = [];
        string[][] paths = [.. keys.Select(key => key.Split('.'))];
        string?[] texts = new string?[keys.Length];
        // A tree has one path to each node; a damaged file may not be one.
        long visits = 0;
        Stack<(uint Node, ulong Start, int Bits)> pending = new();
        pending.Push((root, 0, 0));
        while (pending.TryPop(out (uint Node, ulong Start, int Bits) at))
        {
            if (at.Node < _nodeCount)
            {
                if (++visits > 4L * _nodeCount)
                {
                    throw _file.Damaged("its search tree runs in circles");
                }
                if (at.Bits < depth)
                {
                    pending.Push((Record(at.Node, 1), at.Start | (1UL << (depth - 1 - at.Bits)), at.Bits + 1));
                    pending.Push((Record(at.Node, 0), at.Start, at.Bits + 1));
                }
                else
                {
                    FirstBelow(at.Node, at.Start, at.Bits, pending);
                }
            }
            else if (at.Node > _nodeCount)
            {
                if (!numbers.TryGetValue(at.Node, out int number))
                {
                    _data.Texts((long)at.Node - _nodeCount - SeparatorLength, paths, texts);
                    number = values.NumberOf(make(texts));
                    numbers.Add(at.Node, number);
                }
                found(at.Start, at.Bits, number);
            }
        }
        return values.Values;
    }

    /// <summary>Goes down at the low side to the first record that says something.</summary>
    private void FirstBelow(uint node, ulong start, int bits, Stack<(uint Node, ulong Start, int Bits)> pending)
    {
        for (int depth = bits; depth < 128 && node < _nodeCount; depth++)
        {
            uint low = Record(node, 0);
            node = low == _nodeCount ? Record(node, 1) : low;
        }
        if (node > _nodeCount)
        {
            pending.Push((node, start, bits));
        }
    }

    private uint Record(uint node, int side)
    {
        int length = _recordSize / 4;
        ReadOnlySpan<byte> o = _file.Slice((long)node * length, length);
        return _recordSize switch
        {
            24 => ((uint)o[side * 3] << 16) | ((uint)o[(side * 3) + 1] << 8) | o[(side * 3) + 2],
            28 when side == 0 => ((uint)(o[3] & 0xF0) << 20) | ((uint)o[0] << 16) | ((uint)o[1] << 8) | o[2],
            28 => ((uint)(o[3] & 0x0F) << 24) | ((uint)o[4] << 16) | ((uint)o[5] << 8) | o[6],
            _ => BinaryPrimitives.ReadUInt32BigEndian(o[(side * 4)..]),
        };
    }
}
