using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;
using static Suyuan.Simulation.Tests.Scoring.SmallTruth;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class SpoofConfusionTests
{
    [Fact]
    public void Equal_classes_are_set_against_each_other_first_and_the_rest_is_spread()
    {
        // Left over: 40 local + 20 real in truth; 30 undetermined found, so half of each is unseen.
        Assert.Equal(
            [
                new ConfusionCell("local", "local", 60, 1), new ConfusionCell("local", "undetermined", 20, 0), new ConfusionCell("local", "unseen", 20, 0),
                new ConfusionCell("real", "real", 80, 1), new ConfusionCell("real", "undetermined", 10, 0), new ConfusionCell("real", "unseen", 10, 0),
            ],
            Confusion([Part("t", ComponentClass.Local, 100), Part("t", ComponentClass.Real, 100)],
                [Part("f", ComponentClass.Local, 60), Part("f", ComponentClass.Real, 50), Part("f", ComponentClass.Real, 30), Part("f", ComponentClass.Undetermined, 30)]));
    }

    [Fact]
    public void What_is_found_where_nothing_was_told_is_set_against_none() => Assert.Equal(
        [new ConfusionCell("cross_domain", "transit", 70, 1), new ConfusionCell("none", "real", 5, 1), new ConfusionCell("none", "transit", 10, 1)],
        Confusion([Part("t", ComponentClass.CrossDomain, 70)], [Part("f", ComponentClass.Transit, 80), Part("f", ComponentClass.Real, 5, number: 2)]));

    [Fact]
    public void A_class_judged_otherwise_is_told_with_its_rule()
    {
        Score score = Score(
            Of([Event("t", "192.0.2.1", 0, 60)], null, [Part("t", ComponentClass.Local, 900)]),
            Of([Event("f", "192.0.2.1", 0, 60)], null, [Part("f", ComponentClass.Undetermined, 900) with { Rule = EvidenceRules.LocalUnverifiable, Detail = "density=1" }]));
        Mistake told = Assert.Single(score.Mistakes);
        Assert.Equal(("component", "10.0.0.1/1", "local judged undetermined by local-unverifiable"), (told.What, told.Subject, told.Reason));
        Assert.EndsWith("density=1", told.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_not_found_have_no_part_in_it() => Assert.Empty(
        Score(Of([Event("t", "192.0.2.1", 0, 60)], null, [Part("t", ComponentClass.Local, 900)]), Of([])).Confusion);

    private static IReadOnlyList<ConfusionCell> Confusion(ComponentFinding[] truth, ComponentFinding[] found) =>
        Score(Of([Event("t", "192.0.2.1", 0, 60)], null, truth), Of([Event("f", "192.0.2.1", 0, 60)], null, found)).Confusion;
}
