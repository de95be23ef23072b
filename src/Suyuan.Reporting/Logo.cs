using System.Buffers.Binary;

namespace Suyuan.Reporting;

/// <summary>A publisher's picture for the title page: PNG or JPEG, which all formats can hold.</summary>
/// <param name="Width">Pixels, like <paramref name="Height"/>.</param>
public sealed record Logo(ReadOnlyMemory<byte> Octets, string MediaType, int Width, int Height)
{
    /// <summary>Larger files make every document as large.</summary>
    public const int LargestOctets = 2 * 1024 * 1024;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null: neither a PNG nor a JPEG picture, or one without a size.</returns>
    public static Logo? TryRead(ReadOnlyMemory<byte> octets)
    {
        ReadOnlySpan<byte> data = octets.Span;
        (int width, int height) = Png(data);
        if (width > 0 && height > 0)
        {
            return new Logo(octets, "image/png", width, height);
        }
        (width, height) = Jpeg(data);
        return width > 0 && height > 0 ? new Logo(octets, "image/jpeg", width, height) : null;
    }

    /// <summary>PNG (third edition) §11.2.1: IHDR comes first.</summary>
    private static (int Width, int Height) Png(ReadOnlySpan<byte> data) =>
        data.Length >= 24 && data.StartsWith(PngSignature) && data.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(data[16..]), BinaryPrimitives.ReadInt32BigEndian(data[20..]))
            : default;

    /// <summary>ITU T.81 B.2.2: the size stands in the frame header, SOF0 to SOF15 without DHT, JPG and DAC.</summary>
    private static (int Width, int Height) Jpeg(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4 || data[0] != 0xFF || data[1] != 0xD8)
        {
            return default;
        }
        int at = 2;
        while (at + 9 <= data.Length && data[at] == 0xFF)
        {
            byte marker = data[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(data[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(data[(at + 5)..]));
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
        }
        return default;
    }
}
