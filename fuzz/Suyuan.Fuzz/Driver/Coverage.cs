using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Suyuan.Fuzz.Driver;

/// <summary>Branches taken, where <c>sharpfuzz</c> has instrumented the decoders' assemblies; none where it has not.</summary>
internal sealed unsafe class Coverage
{
    /// <summary>Octets that AFL's instrumentation counts in.</summary>
    private const int Size = 1 << 16;

    private static readonly byte* s_counts = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Edges seen so far.</summary>
    public int Edges { get; private set; }

    /// <summary>Gives instrumented code a place to count in; before any of it runs.</summary>
    public static void Prepare() => Trace.SharedMem = s_counts;

    public static void Begin()
    {
        new Span<byte>(s_counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <returns>The input took a branch that none took before, or took one much more often.</returns>
    public bool EndedAnew()
    {
        Span<byte> counts = new(s_counts, Size);
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
}
