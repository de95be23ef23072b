namespace Suyuan.Simulation.Traffic;

/// <summary>How busy people are, by hour of UTC + 8: trough before dawn, peak in the evening.</summary>
internal static class DayShape
{
    private static readonly int[] s_permille =
        [520, 400, 310, 260, 240, 260, 340, 480, 610, 700, 750, 770, 760, 730, 720, 730, 760, 800, 870, 950, 1000, 990, 880, 700];

    /// <summary>Of the busiest hour.</summary>
    public static int Permille(long minute) => s_permille[(int)(((minute / 60) + 8) % 24)];
}
