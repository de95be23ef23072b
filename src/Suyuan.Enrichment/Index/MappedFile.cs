using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Suyuan.Enrichment;

/// <summary>
/// A file that is read in place and never changes: an update writes another and renames it. Unmapped when nobody refers to it any more, since a lookup may go on while its owner
/// lets go; whoever reads keeps it alive (<see cref="GC.KeepAlive"/>).
/// </summary>
internal sealed unsafe class MappedFile
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _octets;

    /// <param name="path">Of at least one octet.</param>
    public MappedFile(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        Length = stream.Length;
        // The view outlives both: no handle stays open.
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _octets);
        _octets += _view.PointerOffset;
    }

    ~MappedFile()
    {
        if (_octets is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    public long Length { get; }

    /// <param name="at">Octets from the file's beginning.</param>
    public ReadOnlySpan<T> Section<T>(long at, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at + ((long)count * sizeof(T)), Length);
        return new ReadOnlySpan<T>(_octets + at, count);
    }

    /// <summary>CRC-32C (Castagnoli) of all octets, in four lanes of 8 octets by turns, which the processor works on at the same time.</summary>
    public uint Checksum()
    {
        ReadOnlySpan<byte> all = new(_octets, checked((int)Length));
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(all);
        int at = 0;
        (uint a, uint b, uint c, uint d) = (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue);
        for (; at + 4 <= words.Length; at += 4)
        {
            a = BitOperations.Crc32C(a, words[at]);
            b = BitOperations.Crc32C(b, words[at + 1]);
            c = BitOperations.Crc32C(c, words[at + 2]);
            d = BitOperations.Crc32C(d, words[at + 3]);
        }
        foreach (byte octet in all[(at * sizeof(ulong))..])
        {
            a = BitOperations.Crc32C(a, octet);
        }
        uint sum = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, a), b);
        return ~BitOperations.Crc32C(BitOperations.Crc32C(sum, c), d);
    }
}
