using System.IO.Compression;

namespace Suyuan.Telemetry.Files;

/// <summary>Opens gzip (RFC 1952), zstd (RFC 8878) and bzip2 wrappers recognised by their magic numbers.</summary>
internal static class Decompression
{
    /// <summary>The stream itself, or a decompressing one around it. The stream stands at its start; it need not be seekable.</summary>
    public static Stream Open(Stream stream)
    {
        byte[] head = new byte[4];
        int read;
        try
        {
            read = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        Stream whole = new HeadedStream(head.AsMemory(0, read), stream);
        return head switch
        {
            [0x1F, 0x8B, ..] => new GZipStream(whole, CompressionMode.Decompress),
            [0x28, 0xB5, 0x2F, 0xFD] => new ZstdSharp.DecompressionStream(whole, leaveOpen: false),
            [0x42, 0x5A, 0x68, >= (byte)'1' and <= (byte)'9'] => new Bzip2Stream(whole),
            _ => whole,
        };
    }
}
