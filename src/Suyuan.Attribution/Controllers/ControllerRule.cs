using Suyuan.Attribution.Bots;
using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>
/// Controllers from attack orders, from check-ins that attacking sources share, and from alerts on their contacts; lists add to what is linked so.
/// Confidence = 1 − Π(1 − weight), each kind of evidence once and weaker with its age (methods.md §5.2).
/// </summary>
internal sealed class ControllerRule(AttributionThresholds thresholds, Func<IpAddress, Place> place, KnownControllers known)
{
    /// <param name="bots">Attacking sources found in the event.</param>
    public IEnumerable<Participation> Judge(
        AttackEvent attack, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<BotnetCheckin> checkins, IReadOnlyCollection<IpAddress> bots)
    {
        ILookup<IpAddress, BotnetCommand> orders = commands.ToLookup(command => command.Controller);
        HashSet<IpAddress> attacking = [.. bots];
        ILookup<IpAddress, BotnetCheckin> contacts = checkins.Where(checkin => attacking.Contains(BotRule.BotAddress(checkin.Bot))).ToLookup(checkin => checkin.Controller);
        IEnumerable<IpAddress> alerted = bots.SelectMany(known.AlertsOf).Where(alert => IsContact(attack, alert)).Select(alert => alert.Address!.Value);
        return orders.Select(group => group.Key).Union(contacts.Select(group => group.Key)).Union(alerted).Order()
            .Select(controller => Judge(attack, new Evidence(
                controller, [.. orders[controller].OrderBy(command => command.Time)], orders.Count > 0, [.. contacts[controller]], [.. known.Of(controller)], attacking)))
            .OfType<Participation>();
    }

    /// <summary>Null: nothing weighs anything.</summary>
    private Participation? Judge(AttackEvent attack, Evidence evidence)
    {
        int shared = evidence.Contacts.Select(checkin => BotRule.BotAddress(checkin.Bot)).Distinct().Count();
        bool contact = shared >= thresholds.ContactBots && shared >= thresholds.ContactShare * evidence.Attacking.Count;
        bool seen = attack.Basis == EventBasis.Flows;
        double order = evidence.Orders.Length == 0
            ? 0
            : (seen ? thresholds.OrderWeight : thresholds.UnseenOrderWeight) * Freshness(attack, evidence.Orders.Max(command => command.Time));
        // Another gave the order: this one's log holds its check-ins, and would hold an order of its own.
        double weight = evidence.Orders.Length == 0 && evidence.AnyOrders ? thresholds.ContactBesideOrderWeight : thresholds.ContactWeight;
        double link = contact ? weight * Freshness(attack, evidence.Contacts.Max(checkin => checkin.Time)) : 0;
        double alerts = Alerts(attack, evidence);
        if (order + link + alerts == 0)
        {
            // In lists only: nothing ties it to this attack.
            return null;
        }
        (double listed, int lists) = Lists(attack, evidence.Known);
        double confidence = 1 - ((1 - order) * (1 - link) * (1 - alerts) * (1 - listed));
        bool isShared = place(evidence.Controller).Kind == NetworkKind.Cdn;
        string rule = isShared ? EvidenceRules.ControllerSharedHost
            : order > 0 ? (seen ? EvidenceRules.ControllerOrder : EvidenceRules.ControllerOrderUnseen)
            : link > 0 ? EvidenceRules.ControllerContacts
            : EvidenceRules.ControllerAlerts;
        DateTimeOffset[] times =
            order > 0 ? [.. evidence.Orders.Select(command => command.Time)]
            : link > 0 ? [.. evidence.Contacts.Select(checkin => checkin.Time)]
            : [.. evidence.Known.Where(one => IsContact(attack, one)).SelectMany(one => new[] { one.First, one.Last })];
        EvidenceDetail detail = new EvidenceDetail().Add("orders", evidence.Orders.Length).Add("bots_in_contact", shared)
            .Add("alerted_hosts", evidence.Known.Where(one => IsContact(attack, one)).Select(one => one.Peer).Distinct().Count()).Add("lists", lists);
        if (evidence.Orders.FirstOrDefault() is { } first)
        {
            detail.Add("family", first.Family ?? "unknown").Add("method", first.Method ?? "unknown").Add("log", first.Source);
        }
        return new Participation(
            attack.Id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, evidence.Controller), 0, 0, 0, times.Min().ToUnixTimeMilliseconds(),
            times.Max().ToUnixTimeMilliseconds(), isShared ? Math.Min(confidence, thresholds.SharedHostConfidence) : confidence, "", null, rule, detail.ToString());
    }

    /// <summary>One host's alert may be a mistake of the signature: it takes several hosts, and more is one of them attacking soon after.</summary>
    private double Alerts(AttackEvent attack, Evidence evidence)
    {
        Indicator[] alerts = [.. evidence.Known.Where(one => one is { Basis: IndicatorBasis.Alert, Peer: not null } && one.First.ToUnixTimeMilliseconds() <= attack.End)];
        if (alerts.Select(alert => alert.Peer).Distinct().Count() < thresholds.AlertHosts)
        {
            return 0;
        }
        bool attacked = alerts.Any(alert => evidence.Attacking.Contains(BotRule.BotAddress(alert.Peer!.Value)) && IsContact(attack, alert));
        return (thresholds.AlertWeight + (attacked ? thresholds.AlertedAttackerWeight : 0)) * Freshness(attack, alerts.Max(alert => alert.Last));
    }

    /// <summary>Lists that name it around the attack; several are independent opinions.</summary>
    private (double Weight, int Lists) Lists(AttackEvent attack, Indicator[] indicators)
    {
        DateTimeOffset start = DateTimeOffset.FromUnixTimeMilliseconds(attack.Start);
        Indicator[] fresh =
        [
            .. indicators.Where(one => one.Basis == IndicatorBasis.Feed && one.First.ToUnixTimeMilliseconds() <= attack.End
                && (start - one.Last).TotalDays <= thresholds.ControllerDecayDays),
        ];
        int lists = fresh.Select(one => one.Feed).Distinct(StringComparer.Ordinal).Count();
        return lists == 0 ? (0, 0)
            : ((lists == 1 ? thresholds.ListWeight : thresholds.SeveralListsWeight) * Freshness(attack, fresh.Max(one => one.Last)), lists);
    }

    /// <summary>An alert that a host had with it shortly before or during the attack.</summary>
    private bool IsContact(AttackEvent attack, Indicator one) =>
        one is { Basis: IndicatorBasis.Alert, Peer: not null }
        && one.Last.ToUnixTimeMilliseconds() >= attack.Start - (long)(thresholds.AlertLeadHours * 3_600_000) && one.First.ToUnixTimeMilliseconds() <= attack.End;

    /// <summary>Age between the evidence and the event, not until now: a report made again has the same numbers.</summary>
    private double Freshness(AttackEvent attack, DateTimeOffset evidence)
    {
        double days = (DateTimeOffset.FromUnixTimeMilliseconds(attack.Start) - evidence).TotalDays;
        return days <= 1.0 / 24 ? 1 : Math.Exp(-days / thresholds.ControllerDecayDays);
    }

    /// <param name="AnyOrders">It or another ordered the attack.</param>
    /// <param name="Known">What others say of it, whenever.</param>
    private readonly record struct Evidence(
        IpAddress Controller, BotnetCommand[] Orders, bool AnyOrders, BotnetCheckin[] Contacts, Indicator[] Known, IReadOnlySet<IpAddress> Attacking);
}
