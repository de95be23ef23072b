using System.Buffers.Binary;
using ICSharpCode.SharpZipLib.BZip2;
using K4os.Compression.LZ4;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>How the blocks of a file are packed (layout 2 names them by these numbers; layout 1 by flags).</summary>
internal enum NfcapdCompression : byte
{
    None = 0,
    Lzo = 1,
    Bzip2 = 2,
    Lz4 = 3,
    Zstd = 4,
}

/// <summary>The 12 octets before each block, alike in both layouts.</summary>
/// <param name="Records">Records that the block is said to hold.</param>
/// <param name="Octets">Octets that follow, packed.</param>
internal readonly record struct NfcapdBlockHeader(uint Records, uint Octets, ushort Type, ushort Flags)
{
    public const int Length = 12;

    public static NfcapdBlockHeader Read(ReadOnlySpan<byte> octets) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(octets),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]),
        BinaryPrimitives.ReadUInt16LittleEndian(octets[8..]),
        BinaryPrimitives.ReadUInt16LittleEndian(octets[10..]));
}

/// <summary>Unpacks blocks into one buffer that grows to the largest block and no further than <see cref="MaxOctets"/>.</summary>
internal sealed class NfcapdBlock : IDisposable
{
    /// <summary>The recorders' own blocks hold 1 to 10 MiB; a length beyond this is damage or an attack.</summary>
    public const int MaxOctets = 1 << 24;

    private const int Corrupt = Lzo1x.Corrupt;
    private const int OutputFull = Lzo1x.OutputFull;

    private const int UsualOctets = 3 << 19;

    private byte[] _unpacked = [];
    private ZstdSharp.Decompressor? _zstd;

    /// <summary>The block's records, valid until the next call; false when the octets are no such compression.</summary>
    public bool TryUnpack(ReadOnlySpan<byte> packed, NfcapdCompression compression, out ReadOnlySpan<byte> records)
    {
        records = packed;
        if (compression == NfcapdCompression.None)
        {
            return true;
        }
        if (_unpacked.Length == 0)
        {
            _unpacked = new byte[UsualOctets];
        }
        int length = Unpack(packed, compression);
        if (length == OutputFull && _unpacked.Length < MaxOctets)
        {
            // Nothing in a block says how long it is unpacked: what does not fit the usual size may fit the largest.
            byte[] usual = _unpacked;
            _unpacked = new byte[MaxOctets];
            length = Unpack(packed, compression);
            if (length < 0)
            {
                _unpacked = usual;
            }
        }
        records = length < 0 ? default : _unpacked.AsSpan(0, length);
        return length >= 0;
    }

    public void Dispose() => _zstd?.Dispose();

    private int Unpack(ReadOnlySpan<byte> packed, NfcapdCompression compression) => compression switch
    {
        NfcapdCompression.Lzo => Lzo1x.Decompress(packed, _unpacked),
        NfcapdCompression.Lz4 => Lz4(packed),
        NfcapdCompression.Zstd => Zstd(packed),
        NfcapdCompression.Bzip2 => Bzip2(packed),
        _ => Corrupt,
    };

    private int Lz4(ReadOnlySpan<byte> packed)
    {
        int length = packed.IsEmpty ? Corrupt : LZ4Codec.Decode(packed, _unpacked);
        // The library tells damage and lack of room alike; an octet stands for 255 at most.
        return length >= 0 ? length : packed.Length * 255L > _unpacked.Length ? OutputFull : Corrupt;
    }

    private int Zstd(ReadOnlySpan<byte> packed)
    {
        try
        {
            _zstd ??= new ZstdSharp.Decompressor();
            return _zstd.TryUnwrap(packed, _unpacked, out int written) ? written : OutputFull;
        }
        catch (ZstdSharp.ZstdException)
        {
            return Corrupt;
        }
    }

    private int Bzip2(ReadOnlySpan<byte> packed)
    {
        try
        {
            using MemoryStream input = new(packed.ToArray(), writable: false);
            using BZip2InputStream stream = new(input);
            int length = stream.ReadAtLeast(_unpacked, _unpacked.Length, throwOnEndOfStream: false);
            return length == _unpacked.Length && stream.ReadByte() >= 0 ? OutputFull : length;
        }
        catch (Exception error) when (error is ICSharpCode.SharpZipLib.SharpZipBaseException or IOException or IndexOutOfRangeException or NullReferenceException
            or OverflowException or ArgumentException)
        {
            // The library tells damage by exceptions of many kinds, some of them slips of its own; it has no state beyond this call.
            return Corrupt;
        }
    }
}
