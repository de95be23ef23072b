using System.IO.Compression;

namespace Suyuan.Telemetry.Files;

/// <summary>Opens gzip (RFC 1952) and zstd (RFC 8878) wrappers recognised by their magic numbers.</summary>
internal static class Decompression
{
    /// <summary>The stream itself, or a decompressing one around it. The stream must be at its start and seekable.</summary>
    public static Stream Open(Stream stream)
    {
        Span<byte> magic = stackalloc byte[4];
        int read = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read >= 2 && magic[0] == 0x1F && magic[1] == 0x8B)
        {
            return new GZipStream(stream, CompressionMode.Decompress);
        }
        return read >= 4 && magic is [0x28, 0xB5, 0x2F, 0xFD] ? new ZstdSharp.DecompressionStream(stream) : stream;
    }
}
