namespace Suyuan.Reporting;

/// <summary>Douglas and Peucker's thinning of a line: points whose loss moves it by less than a tolerance go.</summary>
internal static class LineThinning
{
    public static IReadOnlyList<MapPoint> Thin(IReadOnlyList<MapPoint> ring, double tolerance)
    {
        bool[] kept = new bool[ring.Count];
        kept[0] = kept[^1] = true;
        // A closed ring begins where it ends: its farthest point splits it into two lines.
        int far = 0;
        for (int index = 1; index < ring.Count; index++)
        {
            far = Distance(ring[index], ring[0]) > Distance(ring[far], ring[0]) ? index : far;
        }
        kept[far] = true;
        Stack<(int From, int To)> open = new([(0, far), (far, ring.Count - 1)]);
        while (open.TryPop(out (int From, int To) line))
        {
            int worst = -1;
            double most = tolerance;
            for (int index = line.From + 1; index < line.To; index++)
            {
                double off = FromLine(ring[index], ring[line.From], ring[line.To]);
                (worst, most) = off > most ? (index, off) : (worst, most);
            }
            if (worst >= 0)
            {
                kept[worst] = true;
                open.Push((line.From, worst));
                open.Push((worst, line.To));
            }
        }
        return [.. ring.Where((_, index) => kept[index])];
    }

    private static double Distance(MapPoint one, MapPoint other) => Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));

    private static double FromLine(MapPoint point, MapPoint from, MapPoint to)
    {
        double length = Distance(from, to);
        return length < 1e-9 ? Distance(point, from)
            : Math.Abs(((to.X - from.X) * (from.Y - point.Y)) - ((from.X - point.X) * (to.Y - from.Y))) / length;
    }
}
