namespace Suyuan.Enrichment;

/// <summary>IPv6 ranges by the upper 64 bits.</summary>
internal static class Subnets
{
    /// <summary>Adds the /64s that a range holds whole; a part of a /64 says nothing of the rest.</summary>
    public static void Add(TrackBuilder<ulong> ranges, UInt128 first, UInt128 last, int value)
    {
        ulong from = (ulong)(first >> 64);
        ulong to = (ulong)(last >> 64);
        if ((ulong)(first & ulong.MaxValue) != 0)
        {
            if (from == ulong.MaxValue)
            {
                return;
            }
            from++;
        }
        if ((ulong)(last & ulong.MaxValue) != ulong.MaxValue)
        {
            if (to == 0)
            {
                return;
            }
            to--;
        }
        if (from <= to)
        {
            ranges.Add(from, to, value);
        }
    }
}
