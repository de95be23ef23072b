namespace Suyuan.Telemetry.Logs;

/// <summary>Lines of UTF-8 text, one in memory at a time, none longer than <see cref="MaxLine"/>.</summary>
internal sealed class TextLines(Stream stream) : IDisposable
{
    /// <summary>Characters of the longest line read.</summary>
    public const int MaxLine = 64 << 10;

    private readonly StreamReader _reader = new(stream);
    private readonly char[] _buffer = new char[MaxLine];
    private int _length;

    /// <summary>Of the line last read, counting from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line last read was longer than the buffer, which holds its beginning.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The line last read, without its end; valid until the next.</summary>
    public ReadOnlyMemory<char> Line => _buffer.AsMemory(0, _length);

    public bool IsBlank => !TooLong && Line.Span.IsWhiteSpace();

    public bool Read()
    {
        _length = 0;
        TooLong = false;
        int next = _reader.Read();
        if (next < 0)
        {
            return false;
        }
        Number++;
        for (; next >= 0 && next != '\n'; next = _reader.Read())
        {
            if (_length == _buffer.Length)
            {
                TooLong = true;
            }
            else
            {
                _buffer[_length++] = (char)next;
            }
        }
        if (_length > 0 && _buffer[_length - 1] == '\r')
        {
            _length--;
        }
        return true;
    }

    public void Dispose() => _reader.Dispose();
}
