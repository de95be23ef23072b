using Suyuan.Model;

namespace Suyuan.Simulation.Scoring;

/// <summary>Addresses named as bots that were forged.</summary>
/// <param name="Bots">Found from confidence 0.5 on.</param>
/// <param name="Spoofed">Of those.</param>
public sealed record SpoofedBots(long Bots, long Spoofed)
{
    public double? Share => Bots == 0 ? null : (double)Spoofed / Bots;

    /// <summary>
    /// A truth lists no forged addresses. Counted is what is a bot in no event of the truth, but was found in one with a forged component: the
    /// upper limit of what can have been forged.
    /// </summary>
    internal static SpoofedBots Of(MatchedWorld world, ResourceScores scores)
    {
        ResourceKey[] bots = [.. scores.FoundKeys.Where(key => key.Kind == ResourceKind.Bot && scores.Confidence(key) >= HeadlineRules.BotConfidence)];
        return new SpoofedBots(bots.Length, bots.Count(key => IsSpoofed(key, world, scores)));
    }

    internal static bool IsSpoofed(ResourceKey bot, MatchedWorld world, ResourceScores scores) => !scores.IsTrue(bot) && scores.FoundRows(bot)
        .Where(row => row.Confidence >= HeadlineRules.BotConfidence).Select(row => world.FoundById(row.EventId)).OfType<EventFinding>()
        .SelectMany(found => world.TruthOf(found) is EventFinding truth ? [truth] : world.TruthNear(found))
        .Any(truth => world.ComponentsOfTruth[truth.Id].Any(row => row.Class is ComponentClass.CrossDomain or ComponentClass.Local));
}
