using System.Buffers.Binary;
using System.Text;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// What an nfcapd file says of itself at its beginning. Layout 1 (nfdump 1.6): 140 octets of header with the ident, then 136 of statistics.
/// Layout 2 (nfdump 1.7): 40 octets; ident and statistics stand in an appendix. All little-endian, as the magic number shows.
/// </summary>
/// <param name="Length">Octets before the first block.</param>
/// <param name="AppendixOffset">Where layout 2's appendix begins; 0 = none, or still being written.</param>
internal sealed record NfcapdHeader(
    int Version, int Length, NfcapdCompression Compression, bool Encrypted, uint Blocks, uint AppendixBlocks, long AppendixOffset, string Ident, long FirstMs, long LastMs)
{
    public const int StartLength = 4;
    public const int Length1 = 276;
    public const int Length2 = 40;
    private const int IdentLength = 128;

    public static bool IsMagic(ReadOnlySpan<byte> octets) => octets is [0x0C, 0xA5, ..];

    /// <summary>Layout number of a file that starts with <see cref="StartLength"/> octets.</summary>
    public static int VersionOf(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]);

    public static NfcapdHeader Read1(ReadOnlySpan<byte> octets)
    {
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]);
        NfcapdCompression compression = (flags & 1) != 0 ? NfcapdCompression.Lzo
            : (flags & 8) != 0 ? NfcapdCompression.Bzip2
            : (flags & 16) != 0 ? NfcapdCompression.Lz4 : NfcapdCompression.None;
        ReadOnlySpan<byte> statistics = octets[(12 + IdentLength)..];
        long first = (BinaryPrimitives.ReadUInt32LittleEndian(statistics[120..]) * 1000L) + BinaryPrimitives.ReadUInt16LittleEndian(statistics[128..]);
        long last = (BinaryPrimitives.ReadUInt32LittleEndian(statistics[124..]) * 1000L) + BinaryPrimitives.ReadUInt16LittleEndian(statistics[130..]);
        return new NfcapdHeader(
            1, Length1, compression, false, BinaryPrimitives.ReadUInt32LittleEndian(octets[8..]), 0, 0, IdentOf(octets.Slice(12, IdentLength)), first, last);
    }

    public static NfcapdHeader Read2(ReadOnlySpan<byte> octets) => new(
        2, Length2, (NfcapdCompression)octets[16], octets[17] != 0, BinaryPrimitives.ReadUInt32LittleEndian(octets[36..]),
        BinaryPrimitives.ReadUInt16LittleEndian(octets[18..]), BinaryPrimitives.ReadInt64LittleEndian(octets[24..]), "", 0, 0);

    /// <summary>The ident without its padding; empty where the recorder had none (it writes <c>none</c>).</summary>
    public static string IdentOf(ReadOnlySpan<byte> octets)
    {
        int end = octets.IndexOf((byte)0);
        string ident = Encoding.UTF8.GetString(end < 0 ? octets : octets[..end]);
        return ident == "none" || ident.Any(char.IsControl) ? "" : ident;
    }
}
