using Suyuan.Attribution.Bots;
using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>
/// Controllers from attack orders, from check-ins or conversations that attacking sources share, and from alerts on their contacts; lists add to what is linked so.
/// Confidence = 1 − Π(1 − weight), each kind of evidence once and weaker with its age (methods.md §5.2).
/// </summary>
internal sealed class ControllerRule(AttributionThresholds thresholds, Func<IpAddress, Place> place, KnownControllers known)
{
    /// <param name="bots">Attacking sources found in the event.</param>
    /// <param name="flows">Endpoints that they share, by address.</param>
    public IEnumerable<Participation> Judge(
        AttackEvent attack, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<BotnetCheckin> checkins, IReadOnlyCollection<IpAddress> bots,
        IReadOnlyDictionary<IpAddress, FlowContact> flows)
    {
        ILookup<IpAddress, BotnetCommand> orders = commands.ToLookup(command => command.Controller);
        HashSet<IpAddress> attacking = [.. bots];
        ILookup<IpAddress, BotnetCheckin> contacts = checkins.Where(checkin => attacking.Contains(BotRule.BotAddress(checkin.Bot))).ToLookup(checkin => checkin.Controller);
        IEnumerable<IpAddress> alerted = bots.SelectMany(known.AlertsOf).Where(alert => IsContact(attack, alert)).Select(alert => alert.Address!.Value);
        return orders.Select(group => group.Key).Union(contacts.Select(group => group.Key)).Union(alerted).Union(flows.Keys).Order()
            .Select(controller => Judge(attack, new Evidence(
                controller, [.. orders[controller].OrderBy(command => command.Time)], orders.Count > 0, [.. contacts[controller]], flows.GetValueOrDefault(controller),
                [.. known.Of(controller)], attacking)))
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
        bool beside = evidence.Orders.Length == 0 && evidence.AnyOrders;
        double link = contact
            ? (beside ? thresholds.ContactBesideOrderWeight : thresholds.ContactWeight) * Freshness(attack, evidence.Contacts.Max(checkin => checkin.Time))
            : 0;
        // A log's check-ins and the flows of such are one kind of evidence: the stronger counts.
        double flows = Flows(attack, evidence.Flow, beside);
        link = Math.Max(link, flows);
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
            : link > flows ? EvidenceRules.ControllerContacts
            : link > 0 ? EvidenceRules.ControllerFlows
            : EvidenceRules.ControllerAlerts;
        DateTimeOffset[] times =
            order > 0 ? [.. evidence.Orders.Select(command => command.Time)]
            : link > flows ? [.. evidence.Contacts.Select(checkin => checkin.Time)]
            : link > 0 ? [DateTimeOffset.FromUnixTimeMilliseconds(evidence.Flow!.Contact.First), DateTimeOffset.FromUnixTimeMilliseconds(evidence.Flow.Contact.Last)]
            : [.. evidence.Known.Where(one => IsContact(attack, one)).SelectMany(one => new[] { one.First, one.Last })];
        EvidenceDetail detail = new EvidenceDetail().Add("orders", evidence.Orders.Length).Add("bots_in_contact", shared)
            .Add("alerted_hosts", evidence.Known.Where(one => IsContact(attack, one)).Select(one => one.Peer).Distinct().Count()).Add("lists", lists);
        if (evidence.Flow is { Contact: SharedContact flow })
        {
            detail.Add("flow_port", flow.Port).Add("flow_bots", flow.Bots).Add("flow_sources", flow.Sources).Add("flow_visitors", flow.Visitors)
                .Add("flow_hostile", flow.HostileVisitors).Add("flow_hosts", flow.Hosts).Add("flow_log_chance", evidence.Flow.LogChance)
                .Add("flow_earlier_targets", flow.EarlierTargets);
        }
        if (evidence.Orders.FirstOrDefault() is { } first)
        {
            detail.Add("family", first.Family ?? "unknown").Add("method", first.Method ?? "unknown").Add("log", first.Source);
        }
        return new Participation(
            attack.Id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, evidence.Controller), 0, 0, 0, times.Min().ToUnixTimeMilliseconds(),
            times.Max().ToUnixTimeMilliseconds(), isShared ? Math.Min(confidence, thresholds.SharedHostConfidence) : confidence, "", null, rule, detail.ToString());
    }

    private double Flows(AttackEvent attack, FlowContact? flow, bool beside) => flow is null
        ? 0
        : (beside ? thresholds.ContactBesideOrderWeight : flow.Contact.EarlierTargets > 0 ? thresholds.FlowRepeatedWeight : thresholds.FlowWeight)
            * Freshness(attack, DateTimeOffset.FromUnixTimeMilliseconds(flow.Contact.Last));

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
        IpAddress Controller, BotnetCommand[] Orders, bool AnyOrders, BotnetCheckin[] Contacts, FlowContact? Flow, Indicator[] Known, IReadOnlySet<IpAddress> Attacking);
}
