namespace Suyuan.Telemetry.Mrt;

/// <summary>The AS_PATH among a route's attributes (RFC 4271 §4.3, §5.1.2), with what AS4_PATH adds to one of two octets (RFC 6793 §4.2.3).</summary>
internal sealed class AsPath
{
    private const byte PathAttribute = 2;
    private const byte WidePathAttribute = 17;
    private const byte ExtendedLength = 0x10;
    private const byte Set = 1;
    private const byte SequenceSegment = 2;

    private readonly List<uint> _sequence = [];
    private readonly List<uint> _wide = [];
    private readonly List<uint> _set = [];

    /// <summary>ASes in order, without sets and confederations (RFC 5065: inside the neighbour's own network).</summary>
    public ReadOnlySpan<uint> Sequence => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sequence);

    /// <summary>The set at the end of an aggregated route, else the last AS.</summary>
    public ReadOnlySpan<uint> Origins =>
        _set.Count > 0 ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_set) : _sequence.Count > 0 ? Sequence[^1..] : [];

    public DecodeFault Read(ReadOnlySpan<byte> attributes, bool wide)
    {
        _sequence.Clear();
        _set.Clear();
        _wide.Clear();
        WireReader reader = new(attributes);
        while (reader.Remaining > 0)
        {
            if (!reader.TryTake(2, out ReadOnlySpan<byte> head))
            {
                return DecodeFault.TruncatedHeader;
            }
            int length;
            if ((head[0] & ExtendedLength) != 0)
            {
                if (!reader.TryU16(out ushort extended))
                {
                    return DecodeFault.TruncatedHeader;
                }
                length = extended;
            }
            else
            {
                if (!reader.TryTake(1, out ReadOnlySpan<byte> small))
                {
                    return DecodeFault.TruncatedHeader;
                }
                length = small[0];
            }
            if (!reader.TryTake(length, out ReadOnlySpan<byte> value))
            {
                return DecodeFault.LengthBeyondInput;
            }
            bool whole = head[1] switch
            {
                PathAttribute => Segments(value, wide ? 4 : 2, _sequence, _set),
                WidePathAttribute when !wide => Segments(value, 4, _wide, null),
                _ => true,
            };
            if (!whole)
            {
                return DecodeFault.LengthBeyondInput;
            }
        }
        if (_wide.Count > 0 && _wide.Count <= _sequence.Count)
        {
            // The last hops stand in AS4_PATH with their true numbers.
            _sequence.RemoveRange(_sequence.Count - _wide.Count, _wide.Count);
            _sequence.AddRange(_wide);
        }
        return DecodeFault.None;
    }

    private static bool Segments(ReadOnlySpan<byte> value, int width, List<uint> sequence, List<uint>? set)
    {
        WireReader reader = new(value);
        while (reader.Remaining > 0)
        {
            if (!reader.TryTake(2, out ReadOnlySpan<byte> head))
            {
                return false;
            }
            if (head[0] is Set or SequenceSegment)
            {
                // Only a set behind all sequences names origins.
                set?.Clear();
            }
            for (int hop = 0; hop < head[1]; hop++)
            {
                if (!reader.TryTake(width, out ReadOnlySpan<byte> number))
                {
                    return false;
                }
                uint network = width == 4 ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(number) : System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(number);
                (head[0] == SequenceSegment ? sequence : head[0] == Set ? set : null)?.Add(network);
            }
        }
        return true;
    }
}
