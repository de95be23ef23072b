using System.Text;
using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>The index, read in place from its file.</summary>
internal sealed class IndexReader
{
    private readonly MappedFile _file;
    private readonly IndexHeader _header;
    private readonly AddressRanges _v4;
    private readonly SubnetStarts _v6;
    private readonly Place?[] _places;

    private IndexReader(MappedFile file, IndexHeader header)
    {
        (_file, _header) = (file, header);
        _v4 = new AddressRanges(V4);
        _v6 = new SubnetStarts(V6Starts);
        _places = new Place?[header.PlaceCount];
        _places[0] = Place.Unknown;
    }

    public int V4Ranges => _header.V4Count;

    public int V6Ranges => _header.V6Count;

    public int Places => _header.PlaceCount;

    private ReadOnlySpan<ulong> V6Starts => _file.Section<ulong>(IndexHeader.Length, _header.V6Count);

    private ReadOnlySpan<ulong> V4 => _file.Section<ulong>(_header.V4RangesAt, _header.V4Count);

    private ReadOnlySpan<int> V6Places => _file.Section<int>(_header.V6PlacesAt, _header.V6Count);

    /// <param name="checksum">What the manifest says; any other octet in the file is found.</param>
    public static IndexReader Read(string path, uint checksum)
    {
        if (new FileInfo(path) is { Exists: true, Length: < IndexHeader.Length })
        {
            throw Damaged(path, "it ends too early");
        }
        MappedFile file = new(path);
        IndexHeader header = file.Section<IndexHeader>(0, 1)[0];
        if (header.Magic != IndexHeader.ExpectedMagic || header.V4Count < 0 || header.V6Count < 0 || header.PlaceCount < 1
            || header.TextCount < 0 || header.TextLength < 0 || header.FileLength != file.Length)
        {
            throw Damaged(path, "its header does not fit its length");
        }
        if (file.Checksum() != checksum)
        {
            throw Damaged(path, "its checksum is not the manifest's");
        }
        return new IndexReader(file, header);
    }

    public Place Find(IpAddress address)
    {
        // Most are IPv4 as they are: not through the 128-bit comparisons.
        address = address.IsV4 ? address : SpecialAddresses.Unwrap(address);
        int place;
        if (address.IsV4)
        {
            place = _v4.Find(V4, address.V4);
        }
        else
        {
            int at = _v6.FindLast(V6Starts, (ulong)(address.Value >> 64));
            place = at < 0 ? 0 : V6Places[at];
        }
        Place found = _places[place] ?? Make(place);
        GC.KeepAlive(_file);
        return found;
    }

    /// <summary>Places are made at their first use; two threads may make the same one, which does no harm.</summary>
    private Place Make(int number)
    {
        PlaceRow row = _file.Section<PlaceRow>(_header.PlacesAt, _header.PlaceCount)[number];
        Place place = new(Text(row.Country), Text(row.Province), Text(row.City), Text(row.Operator), Text(row.Cloud), row.Asn, (NetworkKind)row.Kind);
        Volatile.Write(ref _places[number], place);
        return place;
    }

    private string? Text(int number)
    {
        if (number == 0)
        {
            return null;
        }
        ReadOnlySpan<int> ends = _file.Section<int>(_header.TextEndsAt, _header.TextCount);
        int begin = number == 1 ? 0 : ends[number - 2];
        // Many places share a name, and all are compared with others.
        return string.Intern(Encoding.UTF8.GetString(_file.Section<byte>(_header.TextsAt, _header.TextLength)[begin..ends[number - 1]]));
    }

    private static AddressDataException Damaged(string path, string what) =>
        new($"The address index {path} is damaged: {what}. Run 'suyuan data update' to build it again.");
}
