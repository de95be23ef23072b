using System.Buffers.Binary;
using System.Globalization;

namespace Suyuan.Enrichment;

/// <summary>The data section of a MaxMind DB: typed fields, of which only texts and numbers are wanted; the rest is skipped.</summary>
internal sealed class MmdbData(DatabaseFile file, long section)
{
    /// <summary>Deeper nesting than any real record's; a damaged file may nest for ever.</summary>
    private const int MaxDepth = 16;

    private const int Pointer = 1;
    private const int Utf8 = 2;
    private const int Map = 7;
    private const int Array = 11;
    private const int Boolean = 14;

    /// <summary>Texts of a record, numbers as such; null for what is missing or neither.</summary>
    /// <param name="paths">Keys of maps, and places in lists, from the record inwards.</param>
    public void Texts(long offset, string[][] paths, string?[] texts)
    {
        for (int i = 0; i < paths.Length; i++)
        {
            texts[i] = Text(section + offset, paths[i]);
        }
    }

    /// <summary>An unsigned number of a map; null when it is missing.</summary>
    public ulong? Number(long offset, string key)
    {
        ulong? result = null;
        Fields(offset, (name, valueAt) =>
        {
            Field value = Resolve(valueAt);
            if (name == key)
            {
                result = Unsigned(value);
            }
        });
        return result;
    }

    private string? Text(long at, ReadOnlySpan<string> path)
    {
        Field field = Resolve(at);
        if (path.IsEmpty)
        {
            return field.Type == Utf8 ? file.Text(field.At, field.Size) : Unsigned(field)?.ToString(CultureInfo.InvariantCulture);
        }
        at = field.At;
        if (field.Type == Map)
        {
            for (int i = 0; i < field.Size; i++)
            {
                Field key = Resolve(at);
                at = Skip(at, 0);
                if (key.Type == Utf8 && file.Text(key.At, key.Size) == path[0])
                {
                    return Text(at, path[1..]);
                }
                at = Skip(at, 0);
            }
        }
        else if (field.Type == Array && int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < field.Size)
        {
            for (int i = 0; i < index; i++)
            {
                at = Skip(at, 0);
            }
            return Text(at, path[1..]);
        }
        return null;
    }

    /// <summary>uint16, uint32, uint64: big-endian, as many octets as needed.</summary>
    private ulong? Unsigned(Field field)
    {
        if (field.Type is not (5 or 6 or 9) || field.Size > 8)
        {
            return null;
        }
        Span<byte> octets = stackalloc byte[8];
        octets.Clear();
        file.Slice(field.At, field.Size).CopyTo(octets[(8 - field.Size)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(octets);
    }

    private void Fields(long offset, Action<string, long> found)
    {
        Field map = Resolve(section + offset);
        if (map.Type != Map)
        {
            throw file.Damaged($"the record at octet {section + offset} is not a map");
        }
        long at = map.At;
        for (int i = 0; i < map.Size; i++)
        {
            Field key = Resolve(at);
            if (key.Type != Utf8)
            {
                throw file.Damaged($"the key at octet {at} is not a text");
            }
            at = Skip(at, 0);
            found(file.Text(key.At, key.Size), at);
            at = Skip(at, 0);
        }
    }

    /// <summary>The field at an octet, behind at most one pointer: the format allows no pointer to a pointer.</summary>
    private Field Resolve(long at)
    {
        Field field = Head(at);
        if (field.Type != Pointer)
        {
            return field;
        }
        Field target = Head(section + field.Target);
        return target.Type != Pointer ? target : throw file.Damaged($"the pointer at octet {at} points to a pointer");
    }

    /// <summary>Where the field after this one begins.</summary>
    private long Skip(long at, int depth)
    {
        if (depth > MaxDepth)
        {
            throw file.Damaged($"the record around octet {at} is nested too deep");
        }
        Field field = Head(at);
        long next = field.At;
        switch (field.Type)
        {
            case Pointer or Boolean:
                return next;
            case Map or Array:
                for (long i = 0; i < (field.Type == Map ? 2L : 1L) * field.Size; i++)
                {
                    next = Skip(next, depth + 1);
                }
                return next;
            default:
                return next + field.Size;
        }
    }

    /// <summary>The control octets of a field (type and size, or where a pointer points).</summary>
    private Field Head(long at)
    {
        byte control = file.Octet(at++);
        int type = control >> 5;
        if (type == Pointer)
        {
            int length = ((control >> 3) & 3) + 1;
            ReadOnlySpan<byte> o = file.Slice(at, length);
            uint high = (uint)(control & 7);
            uint target = length switch
            {
                1 => (high << 8) | o[0],
                2 => ((high << 16) | BinaryPrimitives.ReadUInt16BigEndian(o)) + 2048,
                3 => ((high << 24) | ((uint)o[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(o[1..])) + 526336,
                _ => BinaryPrimitives.ReadUInt32BigEndian(o),
            };
            return new Field(Pointer, 0, at + length, target);
        }
        if (type == 0)
        {
            type = 7 + file.Octet(at++);
        }
        int size = control & 0x1F;
        if (size == 29)
        {
            size = 29 + file.Octet(at++);
        }
        else if (size == 30)
        {
            size = 285 + BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at, 2));
            at += 2;
        }
        else if (size == 31)
        {
            ReadOnlySpan<byte> o = file.Slice(at, 3);
            size = 65821 + (o[0] << 16) + BinaryPrimitives.ReadUInt16BigEndian(o[1..]);
            at += 3;
        }
        return new Field(type, size, at, 0);
    }

    /// <param name="At">The first octet after the control octets.</param>
    private readonly record struct Field(int Type, int Size, long At, uint Target);
}
