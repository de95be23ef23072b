namespace Suyuan.Fuzz.Oracles;

/// <summary>Hands out octets a few at a time, as pipes and decompressors do.</summary>
internal sealed class TrickleStream(byte[] octets) : MemoryStream(octets, writable: false)
{
    private int _step;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Piece(count));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Piece(buffer.Length)]);

    /// <summary>1, 2, 3, 5, 8 … octets, and again.</summary>
    private int Piece(int count)
    {
        ReadOnlySpan<int> pieces = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 1000];
        return Math.Min(count, pieces[_step++ % pieces.Length]);
    }
}
