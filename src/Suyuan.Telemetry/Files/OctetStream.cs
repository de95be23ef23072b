namespace Suyuan.Telemetry.Files;

/// <summary>What is left of an <see cref="OctetReader"/>, as a stream that ends where the reader ends and never throws for corrupt octets.</summary>
internal sealed class OctetStream(OctetReader octets) : ForwardStream
{
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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            octets.Dispose();
        }
        base.Dispose(disposing);
    }
}
