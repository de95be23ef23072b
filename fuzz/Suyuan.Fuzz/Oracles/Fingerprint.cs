using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>Numbers folded into one, order included (FNV-1a over 64-bit words).</summary>
internal struct Fingerprint()
{
    public ulong Value { get; private set; } = 0xCBF29CE484222325;

    public void Add(ulong number) => Value = unchecked((Value ^ number) * 0x100000001B3) ^ (Value >> 29);

    public void Add(long number) => Add(unchecked((ulong)number));

    public void Add(UInt128 number)
    {
        Add(unchecked((ulong)number));
        Add(unchecked((ulong)(number >> 64)));
    }

    public void Add(string? text)
    {
        Add(text is null ? 0UL : 1);
        foreach (char one in text ?? "")
        {
            Add((ulong)one);
        }
    }

    /// <summary>Reasons and their numbers.</summary>
    public static ulong Of(DecodeFaultCounts faults)
    {
        Fingerprint print = new();
        foreach ((DecodeFault fault, long count) in faults.NonZero)
        {
            print.Add((long)fault);
            print.Add(count);
        }
        return print.Value;
    }

    /// <summary>Which reasons there are, and how many rows by powers of two: coarse enough that few inputs differ.</summary>
    public static ulong Outcome(DecodeFaultCounts faults, long rows)
    {
        Fingerprint print = new();
        foreach ((DecodeFault fault, _) in faults.NonZero)
        {
            print.Add((long)fault);
        }
        print.Add(System.Numerics.BitOperations.Log2(unchecked((ulong)rows) + 1));
        return print.Value;
    }
}
