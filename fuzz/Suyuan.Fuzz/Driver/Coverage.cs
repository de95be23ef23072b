using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Suyuan.Fuzz.Driver;

/// <summary>Branches taken, where <c>sharpfuzz</c> has instrumented the decoders' assemblies; none where it has not.</summary>
internal sealed unsafe class Coverage : IDisposable
{
    /// <summary>Octets that AFL's instrumentation counts in.</summary>
    private const int Size = 1 << 16;

    private readonly byte* _counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _counts;

    /// <summary>Edges seen so far.</summary>
    public int Edges { get; private set; }

    public void Begin()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <returns>The input took a branch that none took before, or took one much more often.</returns>
    public bool EndedAnew()
    {
        Span<byte> counts = new(_counts, Size);
        bool anew = false;
        for (int at = counts.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            byte bucket = (byte)(1 << System.Numerics.BitOperations.Log2(counts[at]));
            if ((_seen[at] & bucket) == 0)
            {
                Edges += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= bucket;
                anew = true;
            }
            int next = counts[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return anew;
    }

    public void Dispose() => NativeMemory.Free(_counts);
}
