using System.Buffers.Binary;
using K4os.Compression.LZ4;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Tests.Nfdump;

/// <summary>Makes nfcapd files octet by octet, after the layouts' public descriptions, for what no recorder at hand writes.</summary>
internal static class NfcapdBuilder
{
    public static byte[] File2(NfcapdCompression compression, params byte[][] records) =>
        [.. Header2(compression, 1), .. Block(3, compression, (uint)records.Length, records)];

    public static byte[] File1(params byte[][] records)
    {
        byte[] header = new byte[NfcapdHeader.Length1];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xA50C);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), 1);
        "border-7"u8.CopyTo(header.AsSpan(12));
        return [.. header, .. Block(2, NfcapdCompression.None, (uint)records.Length, records)];
    }

    public static byte[] Header2(NfcapdCompression compression, uint blocks)
    {
        byte[] header = new byte[NfcapdHeader.Length2];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xA50C);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), 2);
        header[16] = (byte)compression;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(36), blocks);
        return header;
    }

    public static byte[] Block(ushort type, NfcapdCompression compression, uint count, params byte[][] records)
    {
        byte[] octets = [.. records.SelectMany(record => record)];
        using ZstdSharp.Compressor zstd = new();
        byte[] packed = compression switch
        {
            NfcapdCompression.Lz4 => Lz4(octets),
            NfcapdCompression.Zstd => zstd.Wrap(octets).ToArray(),
            _ => octets,
        };
        return [.. U32(count), .. U32((uint)packed.Length), .. U16(type), .. U16(0), .. packed];
    }

    public static byte[] Exporter(ushort number, uint address) =>
        Sized(7, [.. U32(9), .. U64(0), .. U32(address), .. U32(0), .. U16(2), .. U16(number), .. U32(1)]);

    public static byte[] Sampler2(ushort exporter, long id, uint taken, uint space) =>
        Sized(15, [.. U16(exporter), .. U16(2), .. U64(unchecked((ulong)id)), .. U32(taken), .. U32(space)]);

    public static byte[] Sampler1(ushort exporter, int id, uint interval) => Sized(9, [.. U32(unchecked((uint)id)), .. U32(interval), .. U16(2), .. U16(exporter)]);

    /// <summary>A record of layout 2 with the elements given.</summary>
    public static byte[] Flow2(byte flags, ushort exporter, params byte[][] elements) =>
        Sized(11, [.. U16((ushort)elements.Length), 0, 0, .. U16(exporter), flags, 9, .. elements.SelectMany(element => element)]);

    public static byte[] Generic(long first, long last, ulong packets, ulong octets, ushort sourcePort = 53, ushort destinationPort = 4444, byte protocol = 17, byte tcpFlags = 0) =>
        Sized(1, [.. U64((ulong)first), .. U64((ulong)last), .. U64(1_700_000_009_000), .. U64(packets), .. U64(octets), .. U16(sourcePort), .. U16(destinationPort), protocol, tcpFlags, 0, 8]);

    public static byte[] Addresses4(uint source, uint destination) => Sized(2, [.. U32(source), .. U32(destination)]);

    public static byte[] Addresses6(UInt128 source, UInt128 destination) => Sized(3, [.. V6(source), .. V6(destination)]);

    public static byte[] Element(ushort number, params byte[] octets) => Sized(number, octets);

    /// <summary>A map of layout 1.</summary>
    public static byte[] Map(ushort number, params ushort[] extensions) =>
        Sized(2, [.. U16(number), .. U16(0), .. extensions.SelectMany(U16), .. U16(0), .. extensions.Length % 2 == 0 ? U16(0) : []]);

    /// <summary>A record of layout 1; <paramref name="rest"/> are addresses, counts and extensions.</summary>
    public static byte[] Flow1(bool narrow, byte flags, ushort map, ushort exporter, params byte[][] rest) => Sized(narrow ? (ushort)1 : (ushort)10,
    [
        flags, narrow ? (byte)(exporter & 0xFF) : (byte)5, .. U16(map), .. U16(250), .. U16(750), .. U32(1_700_000_000), .. U32(1_700_000_001), 0, 0x12, 6, 8, .. U16(443), .. U16(4444),
        .. narrow ? [] : (byte[])[.. U16(exporter), .. U16(0)], .. rest.SelectMany(octets => octets),
    ]);

    public static byte[] U16(ushort value) => [(byte)(value & 0xFF), (byte)(value >> 8)];

    public static byte[] U32(uint value) => [.. U16((ushort)(value & 0xFFFF)), .. U16((ushort)(value >> 16))];

    public static byte[] U64(ulong value) => [.. U32((uint)(value & uint.MaxValue)), .. U32((uint)(value >> 32))];

    public static byte[] V6(UInt128 value) => [.. U64((ulong)(value >> 64)), .. U64((ulong)(value & ulong.MaxValue))];

    private static byte[] Sized(ushort type, byte[] body) => [.. U16(type), .. U16((ushort)(body.Length + 4)), .. body];

    private static byte[] Lz4(byte[] octets)
    {
        byte[] packed = new byte[LZ4Codec.MaximumOutputSize(octets.Length)];
        return packed[..LZ4Codec.Encode(octets, packed)];
    }
}
