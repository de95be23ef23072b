namespace Suyuan.Detection.History;

/// <summary>Connections of a period, by hash: three bits of one word for each (a blocked Bloom filter). Says of some that they were seen though they were not.</summary>
/// <param name="wordBits">It has 2^wordBits words.</param>
internal sealed class ConnectionFilter(int wordBits)
{
    /// <summary>So few words are cleared one by one: of thin traffic, to clear all of them in each period would cost more than all else.</summary>
    private const int MostListed = 4096;

    private readonly ulong[] _words = new ulong[1 << wordBits];
    private readonly List<int> _written = [];

    public long Period { get; private set; } = long.MinValue;

    /// <summary>Holds this period from here on, and forgets another.</summary>
    public void Turn(long period)
    {
        if (Period == period)
        {
            return;
        }
        Period = period;
        if (_written.Count < MostListed)
        {
            _written.ForEach(at => _words[at] = 0);
        }
        else
        {
            Array.Clear(_words);
        }
        _written.Clear();
    }

    public void Add(ulong connection)
    {
        int at = At(connection);
        if (_written.Count < MostListed)
        {
            _written.Add(at);
        }
        _words[at] |= Mask(connection);
    }

    public bool MayHold(ulong connection) => (~_words[At(connection)] & Mask(connection)) == 0;

    private int At(ulong connection) => (int)(connection >> (64 - wordBits));

    private static ulong Mask(ulong connection) => 1UL << (int)(connection & 63) | 1UL << (int)((connection >> 6) & 63) | 1UL << (int)((connection >> 12) & 63);
}
