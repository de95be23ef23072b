using System.Buffers.Binary;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Fuzz.Driver;

/// <summary>Changes inputs the way networks, disks and enemies do; the same seed changes them alike on every machine.</summary>
internal sealed class Mutator(ulong seed, string purpose)
{
    /// <summary>Longer inputs find nothing that these do not, only later.</summary>
    private const int MaxLength = 1 << 16;

    /// <summary>What text readers stumble over.</summary>
    private static readonly byte[][] s_texts =
    [
        .. new[] { "\n", "\r\n", "\"", "\\", ",", "\t", "{", "}", "[", "]", ":", "null", "true", "-1", "0", "1e999", "-0.0", "99999999999999999999", "\\ud800", "\uFEFF", "#", "'", "2021-04-01T08:00:00Z", "9999-12-31T23:59:59Z", "::", "0.0.0.0/0" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    private readonly SeededGenerator _random = new(seed, purpose);

    public int Below(int limit) => (int)_random.Below(limit);

    /// <summary>A few changes to a copy.</summary>
    /// <param name="other">Another input, to splice with.</param>
    public byte[] Mutate(byte[] input, byte[] other, bool framed)
    {
        byte[] changed = input;
        for (int changes = 1 + Below(4); changes > 0; changes--)
        {
            changed = framed ? MutateDatagrams(changed, other) : MutateOctets(changed, other);
        }
        return changed.Length > MaxLength ? changed[..MaxLength] : changed;
    }

    private byte[] MutateDatagrams(byte[] input, byte[] other)
    {
        List<byte[]> datagrams = Datagrams.Split(input);
        if (datagrams.Count == 0)
        {
            return MutateOctets(input, other);
        }
        int at = Below(datagrams.Count);
        switch (Below(10))
        {
            case 0:
                datagrams.Insert(Below(datagrams.Count + 1), datagrams[at]);
                break;
            case 1:
                int to = Below(datagrams.Count);
                (datagrams[at], datagrams[to]) = (datagrams[to], datagrams[at]);
                break;
            case 2 when datagrams.Count > 1:
                datagrams.RemoveAt(at);
                break;
            case 3:
                List<byte[]> others = Datagrams.Split(other);
                datagrams.Insert(Below(datagrams.Count + 1), others.Count > 0 ? others[Below(others.Count)] : []);
                break;
            default:
                datagrams[at] = MutateOctets(datagrams[at], datagrams[Below(datagrams.Count)]);
                break;
        }
        return Datagrams.Join(datagrams);
    }

    private byte[] MutateOctets(byte[] input, byte[] other)
    {
        if (input.Length == 0)
        {
            return other.Length > 0 ? [.. other] : [(byte)Below(256)];
        }
        byte[] octets = [.. input];
        // Headers decide most: half of the changes fall into the first octets.
        int at = Below(2) == 0 ? Below(octets.Length) : Below(Math.Min(octets.Length, 96));
        switch (Below(12))
        {
            case 0:
                octets[at] ^= (byte)(1 << Below(8));
                return octets;
            case 1:
                octets[at] = (byte)Below(256);
                return octets;
            case 2:
                octets[at] = Pick<byte>([0, 1, 0x7F, 0x80, 0xFF]);
                return octets;
            case 3 when at + 2 <= octets.Length:
                ushort two = Pick<ushort>([0, 1, 2, 3, 4, 255, 256, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF]);
                Write(octets.AsSpan(at), two);
                return octets;
            case 4 when at + 4 <= octets.Length:
                uint four = Pick<uint>([0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x00FF_FFFF, 1 << 16]);
                Write(octets.AsSpan(at), four);
                return octets;
            case 5 when at + 8 <= octets.Length:
                octets.AsSpan(at, 8).Fill(Pick<byte>([0, 0x7F, 0x80, 0xFF]));
                return octets;
            case 6:
                return octets[..at];
            case 7:
                int length = 1 + Below(Math.Min(64, octets.Length - at));
                return [.. octets[..at], .. octets[(at + length)..]];
            case 8:
                int repeated = 1 + Below(Math.Min(128, octets.Length - at));
                return [.. octets[..(at + repeated)], .. octets[at..]];
            case 9 when other.Length > 0:
                int from = Below(other.Length);
                return [.. octets[..at], .. other[from..]];
            case 10 when other.Length > 0:
                int begin = Below(other.Length);
                int part = Math.Min(1 + Below(64), Math.Min(other.Length - begin, octets.Length - at));
                other.AsSpan(begin, part).CopyTo(octets.AsSpan(at));
                return octets;
            case 11:
                return [.. octets[..at], .. s_texts[Below(s_texts.Length)], .. octets[at..]];
            default:
                // Counts that are off by a little.
                octets[at] = unchecked((byte)(octets[at] + Pick<sbyte>([-4, -1, 1, 4])));
                return octets;
        }
    }

    private T Pick<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private void Write(Span<byte> to, ushort value)
    {
        if (Below(2) == 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(to, value);
        }
    }

    private void Write(Span<byte> to, uint value)
    {
        if (Below(2) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(to, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(to, value);
        }
    }
}
