namespace Suyuan.Reporting;

/// <summary>At most five classes of counts, each from a round number (1, 2 or 5 times a power of ten) to the next: where one place has most, the others still differ.</summary>
internal sealed record MapScale(IReadOnlyList<long> Starts, long Largest)
{
    public const int MostClasses = 5;

    /// <summary>Light to dark, each clearly apart from the next also in grey; dark letters are readable on all of them.</summary>
    private static readonly string[] s_colours = ["#fbf3c2", "#c9e6ae", "#8fd0b5", "#55b2c0", "#4b93c9"];

    public static MapScale Of(IEnumerable<long> counts)
    {
        long largest = counts.DefaultIfEmpty(0).Max();
        List<long> starts = [];
        for (long power = 1; power <= largest && power > 0; power = power > long.MaxValue / 10 ? 0 : power * 10)
        {
            starts.AddRange(((long[])[power, 2 * power, 5 * power]).Where(start => start <= largest));
        }
        return new MapScale(starts.Count <= MostClasses ? starts : [1, .. starts.TakeLast(MostClasses - 1)], largest);
    }

    public int Class(long count) => Starts.Count(start => start <= count) - 1;

    /// <summary>The darkest belongs to the highest class, however many there are.</summary>
    public string Colour(int index) => s_colours[s_colours.Length - Starts.Count + index];

    /// <summary>First and last count of a class.</summary>
    public (long From, long To) Range(int index) => (Starts[index], index + 1 < Starts.Count ? Starts[index + 1] - 1 : Largest);
}
