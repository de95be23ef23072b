using System.Text;

namespace Suyuan.Telemetry.Logs;

/// <summary>Lines of UTF-8 text, one in memory at a time, none longer than <see cref="MaxLine"/>.</summary>
internal sealed class TextLines(Stream stream) : IDisposable
{
    /// <summary>Characters of the longest line read.</summary>
    public const int MaxLine = 64 << 10;

    // No guessing of other encodings: the library's guess would take octets in the midst of a pipe for the mark of one.
    private readonly StreamReader _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
    private readonly char[] _block = new char[16 << 10];
    private readonly char[] _line = new char[MaxLine];
    private int _at;
    private int _end;
    private int _length;

    /// <summary>Of the line last read, counting from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line last read was longer than the buffer, which holds its beginning.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The line last read, without its end; valid until the next.</summary>
    public ReadOnlyMemory<char> Line => _line.AsMemory(0, _length);

    public bool IsBlank => !TooLong && Line.Span.IsWhiteSpace();

    public bool Read()
    {
        _length = 0;
        TooLong = false;
        if (!Fill())
        {
            return false;
        }
        Number++;
        // Each turn takes at least a character.
        for (bool more = true; more && Fill();)
        {
            ReadOnlySpan<char> rest = _block.AsSpan(_at, _end - _at);
            int end = rest.IndexOf('\n');
            Append(end < 0 ? rest : rest[..end]);
            _at += end < 0 ? rest.Length : end + 1;
            more = end < 0;
        }
        if (_length > 0 && _line[_length - 1] == '\r')
        {
            _length--;
        }
        return true;
    }

    public void Dispose() => _reader.Dispose();

    private void Append(ReadOnlySpan<char> piece)
    {
        int room = _line.Length - _length;
        TooLong |= piece.Length > room;
        piece = piece[..Math.Min(piece.Length, room)];
        piece.CopyTo(_line.AsSpan(_length));
        _length += piece.Length;
    }

    /// <summary>False where the text has ended.</summary>
    private bool Fill()
    {
        if (_at == _end)
        {
            _at = 0;
            _end = _reader.Read(_block);
        }
        return _at < _end;
    }
}
