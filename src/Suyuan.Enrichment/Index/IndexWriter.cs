using System.Runtime.InteropServices;
using System.Text;

namespace Suyuan.Enrichment;

/// <summary>Numbers places and texts, and writes the index.</summary>
internal sealed class IndexWriter
{
    private readonly Numbering<string> _texts = new();
    private readonly Numbering<PlaceFacts> _places = new();

    public IndexWriter()
    {
        // Number 0 is the place of special addresses and of what no source knows.
        _places.NumberOf(default);
    }

    public int Places => _places.Values.Count;

    public int NumberOf(in PlaceFacts place) => _places.NumberOf(place);

    public void Write(Stream stream, Track<uint> v4, Track<ulong> v6)
    {
        PlaceRow[] rows = [.. _places.Values.Select(Row)];
        byte[][] texts = [.. _texts.Values.Select(Encoding.UTF8.GetBytes)];
        int[] ends = new int[texts.Length];
        int end = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            end += texts[i].Length;
            ends[i] = end;
        }
        IndexHeader header = new()
        {
            Magic = IndexHeader.ExpectedMagic,
            V4Count = v4.Starts.Length,
            V6Count = v6.Starts.Length,
            PlaceCount = rows.Length,
            TextCount = texts.Length,
            TextLength = end,
        };
        stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<IndexHeader>(in header)));
        stream.Write(MemoryMarshal.AsBytes(v6.Starts.AsSpan()));
        ulong[] ranges = [.. v4.Starts.Zip(v4.Values, AddressRanges.Range)];
        stream.Write(MemoryMarshal.AsBytes(ranges.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(v6.Values.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(ends.AsSpan()));
        foreach (byte[] text in texts)
        {
            stream.Write(text);
        }
    }

    private PlaceRow Row(PlaceFacts place) => new()
    {
        Country = TextNumber(place.Country),
        Province = TextNumber(place.Province),
        City = TextNumber(place.City),
        Operator = TextNumber(place.Operator),
        Cloud = TextNumber(place.Cloud),
        Asn = place.Asn,
        Kind = (int)place.Kind,
    };

    private int TextNumber(string? text) => text is null ? 0 : _texts.NumberOf(text) + 1;
}
