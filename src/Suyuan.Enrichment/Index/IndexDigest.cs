using System.Security.Cryptography;

namespace Suyuan.Enrichment;

/// <summary>By what a manifest knows its index: SHA-256 in hex, which names it, and a checksum that is quick enough to be taken at every opening.</summary>
/// <param name="Crc32C">As <see cref="MappedFile.Checksum"/> takes it.</param>
internal readonly record struct IndexDigest(string Sha256, uint Crc32C)
{
    public static IndexDigest Of(string path)
    {
        MappedFile file = new(path);
        uint checksum = file.Checksum();
        GC.KeepAlive(file);
        return new IndexDigest(Sha256Of(path), checksum);
    }

    private static string Sha256Of(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
