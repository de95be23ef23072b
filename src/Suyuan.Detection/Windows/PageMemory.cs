using System.Runtime.InteropServices;

namespace Suyuan.Detection.Windows;

/// <summary>
/// Zeroed memory outside the collected heap for what is large, written at random and thrown away whole: nothing scans or moves it, and it goes back at once.
/// In huge pages where the system grants them: a table of a million counters in small pages misses the processor's address cache with nearly every record.
/// </summary>
internal sealed unsafe class PageMemory<TValue> : IDisposable
    where TValue : unmanaged
{
    private readonly nuint _octets;
    private TValue* _start;

    public PageMemory(int length)
    {
        Length = length;
        _octets = checked((nuint)length * (nuint)sizeof(TValue));
        _start = (TValue*)(HugePages.Suit(_octets) ? HugePages.Map(_octets) : NativeMemory.AllocZeroed(_octets));
    }

    ~PageMemory() => Free();

    public int Length { get; }

    /// <summary>Stays where it is until this is disposed; whoever holds it holds this too.</summary>
    public TValue* Start => _start;

    public Span<TValue> Span => new(_start, Length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_start == null)
        {
            return;
        }
        if (HugePages.Suit(_octets))
        {
            HugePages.Unmap(_start, _octets);
        }
        else
        {
            NativeMemory.Free(_start);
        }
        _start = null;
    }
}
