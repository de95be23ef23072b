using System.Globalization;
using System.Text;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>How often the spoof test is right, over drawn traffic of known kinds: the table of methods.md §4.3, extended.</summary>
public sealed class SpoofTrialsTests
{
    private static readonly (int Packets, int Trials)[] s_sizes = [(300, 12), (600, 12), (2_000, 12), (6_000, 6), (20_000, 2)];
    private static readonly TrialView[] s_views = [new(false, false), new(true, false), new(false, true), new(true, true), new(false, false, Prefixes: false)];

    private static readonly Lazy<IReadOnlyList<Cell>> s_cells = new(Draw);

    [Fact]
    public void Verdicts_on_drawn_traffic_are_those_of_the_table() => Golden.Matches(Table(s_cells.Value), "spoof-trials.md");

    [Fact]
    public void No_router_is_named_that_forwards_no_forged_traffic_of_that_scope() => Assert.Empty(s_cells.Value.Where(cell =>
        (cell.Cross > 0 && !cell.Case.Expected.Contains(Truth.CrossDomain)) || (cell.Local > 0 && !cell.Case.Expected.Contains(Truth.Local))).Select(cell => cell.ToString()));

    [Fact]
    public void Forged_traffic_of_enough_packets_names_its_router() => Assert.Empty(s_cells.Value
        .Where(cell => cell.Packets >= cell.Case.From && (!cell.Case.NeedsProof || cell.View.Ttl))
        .Where(cell => cell.Case.Expected.Any(truth => (truth == Truth.CrossDomain ? cell.Cross : cell.Local) < 0.9)).Select(cell => cell.ToString()));

    [Fact]
    public void No_forged_source_is_named_a_bot()
    {
        int named = s_cells.Value.Sum(cell => cell.Named);
        int forged = s_cells.Value.Sum(cell => cell.ForgedNamed);

        Assert.True(named > 50_000);
        Assert.True(forged < 0.005 * named, $"{forged} of {named}");
    }

    private static Cell[] Draw()
    {
        (SpoofCase Case, TrialView View, (int Packets, int Trials) Size)[] cells =
            [.. from one in SpoofCases.All from view in s_views from size in s_sizes select (one, view, size)];
        return [.. cells.AsParallel().AsOrdered().Select(cell =>
        {
            Dice dice = new((ulong)cell.Size.Packets);
            return new Cell(
                cell.Case, cell.View, cell.Size.Packets,
                [.. Enumerable.Range(0, cell.Size.Trials).Select(_ => SpoofTrial.Run(dice, cell.Case.Streams(dice), cell.Size.Packets, cell.View))]);
        })];
    }

    private static string Table(IReadOnlyList<Cell> cells)
    {
        StringBuilder text = new();
        text.Append("| truth | beside sources |");
        foreach ((int packets, _) in s_sizes)
        {
            text.Append(CultureInfo.InvariantCulture, $" n = {packets:N0} |");
        }
        text.Append("\n|---|---|").Insert(text.Length, "---|", s_sizes.Length).Append('\n');
        foreach (IGrouping<string, Cell> one in cells.GroupBy(cell => cell.Case.Name))
        {
            // Views that see the same share a row.
            foreach (IGrouping<string, string> row in one.GroupBy(cell => cell.View.ToString(), cell => cell.Words())
                .GroupBy(view => string.Join(" | ", view), view => view.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {one.Key} | {(row.Count() == s_views.Length ? "any" : string.Join("; ", row))} | {row.Key} |\n");
            }
        }
        return text.ToString();
    }

    private sealed record Cell(SpoofCase Case, TrialView View, int Packets, TrialOutcome[] Outcomes)
    {
        public double Cross => Outcomes.Average(one => one.Cross ? 1.0 : 0);

        public double Local => Outcomes.Average(one => one.Local ? 1.0 : 0);

        public int Named => Outcomes.Sum(one => one.Named);

        public int ForgedNamed => Outcomes.Sum(one => one.ForgedNamed);

        public string Words()
        {
            List<string> words = [];
            Add("cross", Cross);
            Add("local", Local);
            int bots = Outcomes.Sum(one => one.Bots);
            if (bots > 0)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"bots {Math.Floor(100.0 * Outcomes.Sum(one => one.BotsFound) / bots):F0} %"));
            }
            if (ForgedNamed > 0)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"**{ForgedNamed} of {Named} bots forged**"));
            }
            return words.Count == 0 ? "–" : string.Join(", ", words);

            void Add(string word, double share)
            {
                if (share > 0)
                {
                    words.Add(string.Create(CultureInfo.InvariantCulture, $"{word} {100 * share:F0} %"));
                }
            }
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Case.Name}, {View}, {Packets}: {Words()}");
    }
}
