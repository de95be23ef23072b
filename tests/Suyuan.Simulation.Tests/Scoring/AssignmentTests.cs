using CsCheck;
using Suyuan.Simulation.Scoring;
using Xunit;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class AssignmentTests
{
    [Fact]
    public void The_heaviest_pair_is_given_up_for_a_heavier_total() =>
        Assert.Equal([0, 1], Assignment.Solve(new long[,] { { 10, 15 }, { 0, 12 } }));

    [Fact]
    public void Pairs_without_weight_stay_alone() => Assert.Equal([1, -1], Assignment.Solve(new long[,] { { 0, 5 }, { 0, 3 } }));

    [Fact]
    public void Of_equal_totals_the_first_in_order_wins() => Assert.Equal([0], Assignment.Solve(new long[,] { { 7, 7, 7 } }));

    [Fact]
    public void The_total_is_the_largest_of_all_matchings()
    {
        Gen<(int Rows, int Columns, long[] Weights)> matrices =
            from rows in Gen.Int[1, 4]
            from columns in Gen.Int[rows, 5]
            from weights in Gen.Long[0, 9].Array[rows * columns]
            select (rows, columns, weights);
        matrices.Sample(matrix =>
        {
            long[,] weights = new long[matrix.Rows, matrix.Columns];
            for (int index = 0; index < matrix.Weights.Length; index++)
            {
                weights[index / matrix.Columns, index % matrix.Columns] = matrix.Weights[index];
            }
            int[] partners = Assignment.Solve(weights);

            int[] taken = [.. partners.Where(column => column >= 0)];
            return taken.Distinct().Count() == taken.Length
                && partners.Select((column, row) => column < 0 ? 0 : weights[row, column]).Sum() == Best(weights, 0, []);
        });
    }

    /// <summary>By trying every matching.</summary>
    private static long Best(long[,] weights, int row, HashSet<int> taken)
    {
        if (row == weights.GetLength(0))
        {
            return 0;
        }
        long best = Best(weights, row + 1, taken);
        for (int column = 0; column < weights.GetLength(1); column++)
        {
            if (taken.Add(column))
            {
                best = Math.Max(best, weights[row, column] + Best(weights, row + 1, taken));
                taken.Remove(column);
            }
        }
        return best;
    }
}
