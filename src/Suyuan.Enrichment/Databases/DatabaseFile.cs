using System.Buffers.Binary;
using System.Text;

namespace Suyuan.Enrichment;

/// <summary>The octets of one database file, read with every offset checked.</summary>
internal sealed class DatabaseFile(string name, byte[] octets)
{
    /// <summary>Far above any known database; a larger file is not one.</summary>
    private const long MaxLength = 512L << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    public string Name => name;

    public int Length => octets.Length;

    public static DatabaseFile Read(string path)
    {
        string name = Path.GetFileName(path);
        if (new FileInfo(path).Length > MaxLength)
        {
            throw new AddressDataException($"{name} is larger than {MaxLength >> 20} MiB, so it is no address database; fetch it again.");
        }
        return new DatabaseFile(name, File.ReadAllBytes(path));
    }

    public ReadOnlySpan<byte> Slice(long offset, long length)
    {
        if (offset < 0 || length < 0 || length > octets.Length || offset > octets.Length - length)
        {
            throw Damaged($"octets {offset} to {offset + length} are asked for, but the file ends at {octets.Length}");
        }
        return octets.AsSpan((int)offset, (int)length);
    }

    public byte Octet(long offset) => Slice(offset, 1)[0];

    public ushort U16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2));

    public uint U24(long offset)
    {
        ReadOnlySpan<byte> o = Slice(offset, 3);
        return o[0] | ((uint)o[1] << 8) | ((uint)o[2] << 16);
    }

    public uint U32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4));

    public ulong U64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, 8));

    public string Text(long offset, long length)
    {
        try
        {
            return StrictUtf8.GetString(Slice(offset, length));
        }
        catch (DecoderFallbackException)
        {
            throw Damaged($"the text at octet {offset} is not UTF-8");
        }
    }

    /// <summary>Text up to a NUL.</summary>
    public string TextToNul(long offset)
    {
        int length = Slice(offset, octets.Length - offset).IndexOf((byte)0);
        return length >= 0 ? Text(offset, length) : throw Damaged($"the text at octet {offset} does not end");
    }

    public AddressDataException Damaged(string what) => new($"{name} is damaged: {what}. Fetch the address data again.");
}
