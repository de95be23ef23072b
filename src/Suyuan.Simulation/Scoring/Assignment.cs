namespace Suyuan.Simulation.Scoring;

/// <summary>
/// One-to-one matching of the largest total weight. Taking the heaviest pair first would not do: two events that each overlap their own find a little and
/// one find a lot would leave an event and a find without partners.
/// </summary>
internal static class Assignment
{
    /// <summary>
    /// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(rows² × columns). Of equal totals the one found first in the given order: the
    /// result depends on the order of rows and columns only.
    /// </summary>
    /// <param name="weights">Rows × columns; zero or less = may not be matched. rows ≤ columns.</param>
    /// <returns>The column of each row, −1 where it stays alone.</returns>
    public static int[] Solve(long[,] weights)
    {
        int rows = weights.GetLength(0);
        int columns = weights.GetLength(1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, columns);

        // One-based, as in the classic description: column 0 holds the row that looks for a partner.
        long[] rowPotential = new long[rows + 1];
        long[] columnPotential = new long[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] way = new int[columns + 1];
        for (int row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            int column = 0;
            long[] slack = new long[columns + 1];
            Array.Fill(slack, long.MaxValue);
            bool[] used = new bool[columns + 1];
            do
            {
                used[column] = true;
                int current = rowOf[column];
                int next = 0;
                long delta = long.MaxValue;
                for (int other = 1; other <= columns; other++)
                {
                    if (used[other])
                    {
                        continue;
                    }
                    long reduced = -Math.Max(0, weights[current - 1, other - 1]) - rowPotential[current] - columnPotential[other];
                    if (reduced < slack[other])
                    {
                        slack[other] = reduced;
                        way[other] = column;
                    }
                    if (slack[other] < delta)
                    {
                        delta = slack[other];
                        next = other;
                    }
                }
                for (int other = 0; other <= columns; other++)
                {
                    if (used[other])
                    {
                        rowPotential[rowOf[other]] += delta;
                        columnPotential[other] -= delta;
                    }
                    else
                    {
                        slack[other] -= delta;
                    }
                }
                column = next;
            }
            while (rowOf[column] != 0);
            while (column != 0)
            {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }

        int[] partner = new int[rows];
        Array.Fill(partner, -1);
        for (int column = 1; column <= columns; column++)
        {
            if (rowOf[column] > 0 && weights[rowOf[column] - 1, column - 1] > 0)
            {
                partner[rowOf[column] - 1] = column - 1;
            }
        }
        return partner;
    }
}
