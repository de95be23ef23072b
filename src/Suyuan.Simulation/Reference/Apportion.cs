namespace Suyuan.Simulation.Reference;

/// <summary>Whole numbers from shares: what is given away adds up, and nothing is off by one or more.</summary>
internal static class Apportion
{
    /// <summary>Largest remainders (Hamilton); equal ones in the order given.</summary>
    public static int[] Of(int total, IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        int[] parts = [.. weights.Select(weight => sum == 0 ? 0 : (int)(total * weight / sum))];
        int left = sum == 0 ? 0 : total - parts.Sum();
        foreach (int index in Enumerable.Range(0, parts.Length).OrderByDescending(index => (total * weights[index] / sum) - parts[index]).ThenBy(index => index).Take(left))
        {
            parts[index]++;
        }
        return parts;
    }

    /// <summary>
    /// A table whose rows and columns add up to the totals given, as near as can be to <paramref name="start"/> (iterative proportional fitting; Deming, Stephan 1940),
    /// then in whole numbers: rows exact, columns as near as that allows.
    /// </summary>
    /// <param name="least">Of each cell; left out of account where the totals do not hold them.</param>
    public static int[][] Table(double[][] start, int[][] least, int[] rows, int[] columns)
    {
        int[] rowsLeft = [.. rows.Select((total, row) => total - least[row].Sum())];
        int[] columnsLeft = [.. columns.Select((total, column) => total - least.Sum(row => row[column]))];
        return rowsLeft.Concat(columnsLeft).Any(left => left < 0)
            ? Fit(start, rows, columns)
            : [.. Fit(start, rowsLeft, columnsLeft).Select((row, index) => row.Select((cell, column) => cell + least[index][column]).ToArray())];
    }

    private static int[][] Fit(double[][] start, int[] rows, int[] columns)
    {
        double[][] cells = [.. start.Select(row => (double[])row.Clone())];
        for (int round = 0; round < 500; round++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                double sum = cells.Sum(row => row[column]);
                for (int row = 0; row < rows.Length && sum > 0; row++)
                {
                    cells[row][column] *= columns[column] / sum;
                }
            }
            for (int row = 0; row < rows.Length; row++)
            {
                double sum = cells[row].Sum();
                for (int column = 0; column < columns.Length && sum > 0; column++)
                {
                    cells[row][column] *= rows[row] / sum;
                }
            }
        }
        return Round(cells, rows, columns);
    }

    /// <summary>Cell by cell the largest remainder whose row and column both still want one; rows that have the least choice come first.</summary>
    private static int[][] Round(double[][] cells, int[] rows, int[] columns)
    {
        int[][] whole = [.. cells.Select(row => Array.ConvertAll(row, cell => (int)cell))];
        int[] rowLeft = [.. rows.Select((total, row) => total - whole[row].Sum())];
        int[] columnLeft = [.. columns.Select((total, column) => total - whole.Sum(row => row[column]))];
        (int Row, int Column)[] order =
        [
            .. Enumerable.Range(0, rows.Length).SelectMany(row => Enumerable.Range(0, columns.Length).Select(column => (Row: row, Column: column)))
                .Where(cell => cells[cell.Row][cell.Column] > 0)
                .OrderBy(cell => cells[cell.Row].Count(one => one > 0)).ThenByDescending(cell => cells[cell.Row][cell.Column] - whole[cell.Row][cell.Column]).ThenBy(cell => cell.Row).ThenBy(cell => cell.Column),
        ];
        foreach (bool strict in (bool[])[true, false])
        {
            foreach ((int row, int column) in order)
            {
                while (rowLeft[row] > 0 && (columnLeft[column] > 0 || !strict))
                {
                    whole[row][column]++;
                    rowLeft[row]--;
                    columnLeft[column]--;
                    if (strict)
                    {
                        break;
                    }
                }
            }
        }
        return whole;
    }
}
