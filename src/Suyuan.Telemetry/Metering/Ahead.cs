using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Suyuan.Telemetry.Metering;

/// <summary>Asks the processor for memory before it is needed. Nothing happens where it cannot be asked, or where the collector has moved the object meanwhile.</summary>
internal static class Ahead
{
    private const int CacheLine = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch<TValue>(ref TValue value)
        where TValue : unmanaged
    {
        if (Sse.IsSupported)
        {
            byte* first = (byte*)Unsafe.AsPointer(ref value);
            for (int at = 0; at < sizeof(TValue); at += CacheLine)
            {
                Sse.Prefetch0(first + at);
            }
            Sse.Prefetch0(first + sizeof(TValue) - 1);
        }
    }
}
