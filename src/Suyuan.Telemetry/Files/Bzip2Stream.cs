using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace Suyuan.Telemetry.Files;

/// <summary>Decompresses bzip2. The library tells damage by exceptions of many kinds, some of them slips of its own: all become one.</summary>
internal sealed class Bzip2Stream(Stream packed) : ForwardStream
{
    private BZip2InputStream? _unpacked;
    private Exception? _damage;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_damage is not null)
        {
            throw new InvalidDataException("damaged bzip2 data", _damage);
        }
        int read = 0;
        try
        {
            // Its constructor reads the first block.
            _unpacked ??= new BZip2InputStream(packed);
            // Octet by octet, as the library does inside: what came before damage is not lost.
            while (read < count && _unpacked.ReadByte() is >= 0 and int octet)
            {
                buffer[offset + read++] = (byte)octet;
            }
            return read;
        }
        catch (Exception error) when (error is SharpZipBaseException or IndexOutOfRangeException or NullReferenceException or OverflowException or ArgumentException or EndOfStreamException)
        {
            _damage = error;
            return read > 0 ? read : throw new InvalidDataException("damaged bzip2 data", error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }
        base.Dispose(disposing);
    }
}
