namespace Suyuan.Telemetry.Files;

/// <summary>What is left of an <see cref="OctetReader"/>, as a stream that ends where the reader ends and never throws for corrupt octets.</summary>
internal sealed class OctetStream(OctetReader octets) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => octets.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        ReadOnlySpan<byte> piece = octets.PeekUpTo(Math.Min(buffer.Length, 1 << 16));
        piece.CopyTo(buffer);
        int read = piece.Length;
        octets.TryTake(read, out _);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            octets.Dispose();
        }
        base.Dispose(disposing);
    }
}
