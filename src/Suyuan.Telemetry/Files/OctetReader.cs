namespace Suyuan.Telemetry.Files;

/// <summary>
/// Hands out consecutive octets of a stream as spans over one buffer, which grows to the largest piece asked for and no further than the callers' own
/// bounds. A span is valid until the next call.
/// </summary>
internal sealed class OctetReader(Stream stream) : IDisposable
{
    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;

    /// <summary>Octets taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>Octets of the input that decompression produced or the file held but that end before the piece asked for.</summary>
    public int Remainder => _end - _start;

    /// <summary>The stream ended before its end: compressed octets turned out corrupt, or the system stopped reading.</summary>
    public bool Corrupt => Failure != DecodeFault.None;

    /// <summary>Why the stream ended early; <see cref="DecodeFault.None"/> where it did not.</summary>
    public DecodeFault Failure { get; private set; }

    /// <summary>
    /// How much is read from the stream at a time to be handed out piece by piece; little suits callers that <see cref="Take"/> most of it into room of their own.
    /// </summary>
    public int ReadAhead { get; set; } = int.MaxValue;

    /// <summary>What is left, up to <paramref name="most"/> octets, without taking them.</summary>
    public ReadOnlySpan<byte> PeekUpTo(int most)
    {
        if (TryPeek(most, out ReadOnlySpan<byte> octets))
        {
            return octets;
        }
        return _buffer.AsSpan(_start, Remainder);
    }

    /// <summary>The next <paramref name="count"/> octets, without taking them; false when the stream ends before.</summary>
    public bool TryPeek(int count, out ReadOnlySpan<byte> octets)
    {
        if (_end - _start < count && !Fill(count))
        {
            octets = default;
            return false;
        }
        octets = _buffer.AsSpan(_start, count);
        return true;
    }

    public bool TryTake(int count, out ReadOnlySpan<byte> octets)
    {
        if (!TryPeek(count, out octets))
        {
            return false;
        }
        _start += count;
        Position += count;
        return true;
    }

    /// <summary>Takes the next octets into the caller's room.</summary>
    /// <returns>How many: less than the room only where the stream ends before.</returns>
    public int Take(Span<byte> room)
    {
        int taken = Math.Min(room.Length, Remainder);
        _buffer.AsSpan(_start, taken).CopyTo(room);
        _start += taken;
        while (taken < room.Length && ReadStream(room[taken..]) is > 0 and int read)
        {
            taken += read;
        }
        Position += taken;
        return taken;
    }

    /// <summary>Passes over octets; false when the stream ends before.</summary>
    public bool TrySkip(long count)
    {
        while (count > 0)
        {
            int piece = (int)Math.Min(count, 1 << 16);
            if (!TryTake(piece, out _))
            {
                return false;
            }
            count -= piece;
        }
        return true;
    }

    public void Dispose() => stream.Dispose();

    private bool Fill(int count)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
        if (count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(count, _buffer.Length * 2));
        }
        while (_end < count)
        {
            int read = ReadStream(_buffer.AsSpan(_end, Math.Min(_buffer.Length, Math.Max(count, ReadAhead)) - _end));
            if (read == 0)
            {
                return false;
            }
            _end += read;
        }
        return true;
    }

    /// <returns>0 at the stream's end, and where it fails, which <see cref="Failure"/> then tells.</returns>
    private int ReadStream(Span<byte> room)
    {
        try
        {
            return stream.Read(room);
        }
        catch (Exception error) when (error is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            Failure = DecodeFault.CorruptCompression;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failure = DecodeFault.Unreadable;
        }
        return 0;
    }
}
