using System.Runtime.InteropServices;

namespace Suyuan.Enrichment;

/// <summary>
/// The index: a header, then IPv6 starts (upper 64 bits), IPv4 ranges (start in the upper half, the number of the place in the lower: one cache line answers), the place numbers of
/// IPv6, the places, the ends of the texts and the texts in UTF-8. Little-endian. Nothing in it is optional, so its length follows from the header.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct IndexHeader
{
    public const ulong ExpectedMagic = 0x32_58_44_49_59_55_53_10; // "\x10SUYIDX2"
    public const int Length = 32;
    public const string FileName = "places.idx";

    public ulong Magic;
    public int V4Count;
    public int V6Count;
    public int PlaceCount;
    public int TextCount;
    public int TextLength;
    public int Reserved;

    public readonly long V4RangesAt => Length + (8L * V6Count);

    public readonly long V6PlacesAt => V4RangesAt + (8L * V4Count);

    public readonly long PlacesAt => V6PlacesAt + (4L * V6Count);

    public readonly long TextEndsAt => PlacesAt + ((long)PlaceRow.Length * PlaceCount);

    public readonly long TextsAt => TextEndsAt + (4L * TextCount);

    public readonly long FileLength => TextsAt + TextLength;
}

/// <summary>A place; texts by number, 0 = null.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PlaceRow
{
    public const int Length = 28;

    public int Country;
    public int Province;
    public int City;
    public int Operator;
    public int Cloud;
    public uint Asn;
    public int Kind;
}
