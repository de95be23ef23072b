namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// LZO1X decompression, after the description of its stream in the Linux kernel's documentation (staging/lzo.rst): instructions that copy literals
/// or an earlier piece of the output, the state being how many literals the last instruction carried. Nothing is read or written outside the spans.
/// </summary>
internal static class Lzo1x
{
    public const int Corrupt = -1;
    public const int OutputFull = -2;

    /// <returns>Octets written; <see cref="Corrupt"/>, or <see cref="OutputFull"/> where the output span is too short.</returns>
    public static int Decompress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        unchecked
        {
            int from = 0;
            int to = 0;
            int state = 0;
            if (input.IsEmpty)
            {
                return Corrupt;
            }
            if (input[0] > 17)
            {
                // The stream opens with literals: up to three count as a short run, more as a long one.
                int literals = input[from++] - 17;
                int fault = CopyLiterals(input, output, ref from, ref to, literals);
                if (fault != 0)
                {
                    return fault;
                }
                state = literals < 4 ? literals : 4;
            }
            // Each turn consumes an octet of input at least.
            while (from < input.Length)
            {
                int code = input[from++];
                int length;
                int distance;
                int trailing;
                if (code >= 64)
                {
                    if (from >= input.Length)
                    {
                        return Corrupt;
                    }
                    length = (code >> 5) + 1;
                    distance = (input[from++] << 3) + ((code >> 2) & 7) + 1;
                    trailing = code & 3;
                }
                else if (code >= 32)
                {
                    length = code & 31;
                    if (length == 0 && !TryLong(input, ref from, 31, out length))
                    {
                        return Corrupt;
                    }
                    length += 2;
                    if (input.Length - from < 2)
                    {
                        return Corrupt;
                    }
                    int pair = input[from] | (input[from + 1] << 8);
                    from += 2;
                    distance = (pair >> 2) + 1;
                    trailing = pair & 3;
                }
                else if (code >= 16)
                {
                    length = code & 7;
                    if (length == 0 && !TryLong(input, ref from, 7, out length))
                    {
                        return Corrupt;
                    }
                    length += 2;
                    if (input.Length - from < 2)
                    {
                        return Corrupt;
                    }
                    int pair = input[from] | (input[from + 1] << 8);
                    from += 2;
                    distance = 16384 + ((code & 8) << 11) + (pair >> 2);
                    if (distance == 16384)
                    {
                        // The end of the stream; octets behind it do not belong to it.
                        return length == 3 && from == input.Length ? to : Corrupt;
                    }
                    trailing = pair & 3;
                }
                else if (state == 0)
                {
                    length = code;
                    if (length == 0 && !TryLong(input, ref from, 15, out length))
                    {
                        return Corrupt;
                    }
                    int fault = CopyLiterals(input, output, ref from, ref to, length + 3);
                    if (fault != 0)
                    {
                        return fault;
                    }
                    state = 4;
                    continue;
                }
                else
                {
                    if (from >= input.Length)
                    {
                        return Corrupt;
                    }
                    length = state == 4 ? 3 : 2;
                    distance = (input[from++] << 2) + (code >> 2) + (state == 4 ? 2049 : 1);
                    trailing = code & 3;
                }
                if (distance > to)
                {
                    return Corrupt;
                }
                if (output.Length - to < length)
                {
                    return OutputFull;
                }
                CopyMatch(output, to, distance, length);
                to += length;
                state = trailing;
                if (trailing > 0)
                {
                    int fault = CopyLiterals(input, output, ref from, ref to, trailing);
                    if (fault != 0)
                    {
                        return fault;
                    }
                }
            }
            // Without its end mark the stream was cut.
            return Corrupt;
        }
    }

    /// <summary>A length too large for its bits: zero octets stand for 255 each, then one octet that is not zero.</summary>
    private static bool TryLong(ReadOnlySpan<byte> input, ref int from, int start, out int length)
    {
        length = start;
        while (from < input.Length)
        {
            int octet = input[from++];
            if (octet != 0)
            {
                length += octet;
                return true;
            }
            length += 255;
            if (length > NfcapdBlock.MaxOctets)
            {
                return false;
            }
        }
        return false;
    }

    private static int CopyLiterals(ReadOnlySpan<byte> input, Span<byte> output, ref int from, ref int to, int count)
    {
        if (input.Length - from < count)
        {
            return Corrupt;
        }
        if (output.Length - to < count)
        {
            return OutputFull;
        }
        input.Slice(from, count).CopyTo(output[to..]);
        from += count;
        to += count;
        return 0;
    }

    /// <summary>A match may overlap what it writes: the piece then repeats with the period of the distance.</summary>
    private static void CopyMatch(Span<byte> output, int to, int distance, int length)
    {
        if (distance >= length)
        {
            output.Slice(to - distance, length).CopyTo(output[to..]);
            return;
        }
        for (int index = 0; index < length; index++)
        {
            output[to + index] = output[to + index - distance];
        }
    }
}
