using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>The index in memory.</summary>
internal sealed class IndexReader
{
    private readonly KeyTree<uint> _v4;
    private readonly KeyTree<ulong> _v6;
    private readonly int[] _v4Places;
    private readonly int[] _v6Places;
    private readonly PlaceRow[] _rows;
    private readonly Place?[] _places;
    private readonly string?[] _texts;

    private IndexReader(IndexHeader header, Stream stream)
    {
        ulong[] v6 = ReadArray<ulong>(stream, header.V6Count);
        uint[] v4 = ReadArray<uint>(stream, header.V4Count);
        _v6Places = ReadArray<int>(stream, header.V6Count);
        _v4Places = ReadArray<int>(stream, header.V4Count);
        _rows = ReadArray<PlaceRow>(stream, header.PlaceCount);
        int[] ends = ReadArray<int>(stream, header.TextCount);
        byte[] octets = ReadArray<byte>(stream, header.TextLength);
        _texts = new string?[header.TextCount + 1];
        int begin = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            _texts[i + 1] = Encoding.UTF8.GetString(octets, begin, ends[i] - begin);
            begin = ends[i];
        }
        _v4 = new KeyTree<uint>(v4);
        _v6 = new KeyTree<ulong>(v6);
        _places = new Place?[_rows.Length];
        _places[0] = Place.Unknown;
    }

    public int V4Ranges => _v4Places.Length;

    public int V6Ranges => _v6Places.Length;

    public int Places => _rows.Length;

    /// <param name="sha256">What the manifest says; any other octet in the file is found.</param>
    public static IndexReader Read(string path, string sha256)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.SequentialScan);
            using SHA256 hash = SHA256.Create();
            using CryptoStream stream = new(file, hash, CryptoStreamMode.Read);
            IndexHeader header = ReadArray<IndexHeader>(stream, 1)[0];
            if (header.Magic != IndexHeader.ExpectedMagic || header.V4Count < 0 || header.V6Count < 0 || header.PlaceCount < 1
                || header.TextCount < 0 || header.TextLength < 0 || header.FileLength != file.Length)
            {
                throw Damaged(path, "its header does not fit its length");
            }
            IndexReader index = new(header, stream);
            stream.ReadByte();
            if (Convert.ToHexStringLower(hash.Hash ?? []) != sha256)
            {
                throw Damaged(path, "its checksum is not the manifest's");
            }
            return index;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new AddressDataException(Damaged(path, "it ends too early or holds impossible numbers").Message, e);
        }
    }

    public Place Find(IpAddress address)
    {
        address = SpecialAddresses.Unwrap(address);
        int place;
        if (address.IsV4)
        {
            int at = _v4.FindLast(address.V4);
            place = at < 0 ? 0 : _v4Places[at];
        }
        else
        {
            int at = _v6.FindLast((ulong)(address.Value >> 64));
            place = at < 0 ? 0 : _v6Places[at];
        }
        return _places[place] ?? Make(place);
    }

    /// <summary>Places are made at their first use; two threads may make the same one, which does no harm.</summary>
    private Place Make(int number)
    {
        PlaceRow row = _rows[number];
        Place place = new(
            _texts[row.Country], _texts[row.Province], _texts[row.City], _texts[row.Operator], _texts[row.Cloud], row.Asn, (NetworkKind)row.Kind);
        Volatile.Write(ref _places[number], place);
        return place;
    }

    private static T[] ReadArray<T>(Stream stream, int count)
        where T : unmanaged
    {
        T[] array = GC.AllocateUninitializedArray<T>(count);
        stream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    private static AddressDataException Damaged(string path, string what) =>
        new($"The address index {path} is damaged: {what}. Run 'suyuan data update' to build it again.");
}
