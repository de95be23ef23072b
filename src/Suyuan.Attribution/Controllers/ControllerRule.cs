using Suyuan.Attribution.Bots;
using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>
/// Controllers from attack orders and from contacts that attacking sources share; confidence = 1 − Π(1 − weight), each kind of evidence once and weaker with its
/// age (methods.md §5.2).
/// </summary>
internal sealed class ControllerRule(AttributionThresholds thresholds, Func<IpAddress, Place> place)
{
    /// <param name="bots">Attacking sources found in the event.</param>
    public IEnumerable<Participation> Judge(
        AttackEvent attack, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<BotnetCheckin> checkins, IReadOnlyCollection<IpAddress> bots)
    {
        ILookup<IpAddress, BotnetCommand> orders = commands.ToLookup(command => command.Controller);
        HashSet<IpAddress> attacking = [.. bots];
        ILookup<IpAddress, BotnetCheckin> contacts = checkins.Where(checkin => attacking.Contains(BotRule.BotAddress(checkin.Bot))).ToLookup(checkin => checkin.Controller);
        return orders.Select(group => group.Key).Union(contacts.Select(group => group.Key)).Order()
            .Select(controller => Judge(attack, controller, [.. orders[controller].OrderBy(command => command.Time)], [.. contacts[controller]], attacking.Count))
            .OfType<Participation>();
    }

    /// <summary>Null: nothing weighs anything.</summary>
    private Participation? Judge(AttackEvent attack, IpAddress controller, BotnetCommand[] given, BotnetCheckin[] contacts, int attacking)
    {
        int shared = contacts.Select(checkin => BotRule.BotAddress(checkin.Bot)).Distinct().Count();
        bool contact = shared >= thresholds.ContactBots && shared >= thresholds.ContactShare * attacking;
        bool seen = attack.Basis == EventBasis.Flows;
        double order = given.Length == 0 ? 0 : (seen ? thresholds.OrderWeight : thresholds.UnseenOrderWeight) * Freshness(attack, given.Max(command => command.Time));
        double link = contact ? thresholds.ContactWeight * Freshness(attack, contacts.Max(checkin => checkin.Time)) : 0;
        double confidence = 1 - ((1 - order) * (1 - link));
        if (confidence == 0)
        {
            return null;
        }
        bool isShared = place(controller).Kind == NetworkKind.Cdn;
        string rule = isShared ? EvidenceRules.ControllerSharedHost
            : given.Length == 0 ? EvidenceRules.ControllerContacts
            : seen ? EvidenceRules.ControllerOrder
            : EvidenceRules.ControllerOrderUnseen;
        DateTimeOffset[] times = given.Length > 0 ? [.. given.Select(command => command.Time)] : [.. contacts.Select(checkin => checkin.Time)];
        EvidenceDetail detail = new EvidenceDetail().Add("orders", given.Length).Add("bots_in_contact", shared);
        if (given.FirstOrDefault() is { } first)
        {
            detail.Add("family", first.Family ?? "unknown").Add("method", first.Method ?? "unknown").Add("log", first.Source);
        }
        return new Participation(
            attack.Id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, controller), 0, 0, 0, times.Min().ToUnixTimeMilliseconds(),
            times.Max().ToUnixTimeMilliseconds(), isShared ? Math.Min(confidence, thresholds.SharedHostConfidence) : confidence, "", null, rule, detail.ToString());
    }

    /// <summary>Age between the evidence and the event, not until now: a report made again has the same numbers.</summary>
    private double Freshness(AttackEvent attack, DateTimeOffset evidence)
    {
        double days = (DateTimeOffset.FromUnixTimeMilliseconds(attack.Start) - evidence).TotalDays;
        return days <= 1.0 / 24 ? 1 : Math.Exp(-days / thresholds.ControllerDecayDays);
    }
}
