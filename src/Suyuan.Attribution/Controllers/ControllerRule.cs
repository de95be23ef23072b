using Suyuan.Attribution.Bots;
using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>Controllers from attack orders and from contacts that attacking sources share; confidence = 1 − Π(1 − weight) (methods.md §5.2).</summary>
internal sealed class ControllerRule(AttributionThresholds thresholds)
{
    /// <param name="bots">Attacking sources found in the event.</param>
    public IEnumerable<Participation> Judge(
        AttackEvent attack, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<BotnetCheckin> checkins, IReadOnlyCollection<IpAddress> bots)
    {
        ILookup<IpAddress, BotnetCommand> orders = commands.ToLookup(command => command.Controller);
        HashSet<IpAddress> attacking = [.. bots];
        Dictionary<IpAddress, HashSet<IpAddress>> contacts = checkins
            .Where(checkin => attacking.Contains(BotRule.BotAddress(checkin.Bot)))
            .GroupBy(checkin => checkin.Controller)
            .ToDictionary(group => group.Key, group => group.Select(checkin => BotRule.BotAddress(checkin.Bot)).ToHashSet());
        foreach (IpAddress controller in orders.Select(group => group.Key).Union(contacts.Keys).Order())
        {
            BotnetCommand[] given = [.. orders[controller].OrderBy(command => command.Time)];
            int shared = contacts.TryGetValue(controller, out HashSet<IpAddress>? members) ? members.Count : 0;
            bool contact = shared >= thresholds.ContactBots && shared >= thresholds.ContactShare * attacking.Count;
            double orderWeight = given.Length == 0 ? 0 : attack.Basis == EventBasis.Flows ? thresholds.OrderWeight : thresholds.UnseenOrderWeight;
            double confidence = 1 - ((1 - orderWeight) * (1 - (contact ? thresholds.ContactWeight : 0)));
            if (confidence == 0)
            {
                continue;
            }
            long[] times = given.Length > 0
                ? [.. given.Select(command => command.Time.ToUnixTimeMilliseconds())]
                : [.. checkins.Where(checkin => checkin.Controller == controller).Select(checkin => checkin.Time.ToUnixTimeMilliseconds())];
            string rule = given.Length == 0 ? EvidenceRules.ControllerContacts : attack.Basis == EventBasis.Flows ? EvidenceRules.ControllerOrder : EvidenceRules.ControllerOrderUnseen;
            EvidenceDetail detail = new EvidenceDetail().Add("orders", given.Length).Add("bots_in_contact", shared);
            if (given.FirstOrDefault() is { } first)
            {
                detail.Add("family", first.Family ?? "unknown").Add("method", first.Method ?? "unknown").Add("log", first.Source);
            }
            yield return new Participation(
                attack.Id, new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, controller), 0, 0, 0, times.Min(), times.Max(), confidence, "", null,
                rule, detail.ToString());
        }
    }
}
