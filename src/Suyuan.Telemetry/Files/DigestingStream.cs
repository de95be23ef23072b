using System.Security.Cryptography;

namespace Suyuan.Telemetry.Files;

/// <summary>
/// Hands on a stream's octets and digests them on the way, so that a file is read once for both. Closing it leaves the digest to be taken, unless the stream
/// behind it, which has another owner otherwise, is closed with it.
/// </summary>
internal sealed class DigestingStream(Stream inner, bool leaveOpen = true) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Octets read.</summary>
    public long Octets { get; private set; }

    public override long Length => inner.Length;

    public override long Position
    {
        get => Octets;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left and returns the SHA-256 of the whole, 64 hex digits; once.</summary>
    public string Finish()
    {
        byte[] buffer = new byte[1 << 17];
        // Read() digests as it goes.
        while (Read(buffer) > 0)
        {
        }
        return Digest();
    }

    /// <summary>SHA-256 of the octets read so far, 64 hex digits; once.</summary>
    public string Digest()
    {
        using (_hash)
        {
            return Convert.ToHexStringLower(_hash.GetHashAndReset());
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        Octets += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
