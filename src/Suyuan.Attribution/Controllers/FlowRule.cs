using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>
/// Controllers from flows alone: a TCP endpoint with which far more of an event's bots hold quiet, lasting conversations than chance allows, given how many of all hosts
/// do, and with which hardly anybody else does (methods.md §5.2, flow correlation). What everybody visits fails by those who did not attack; a vendor's own servers,
/// which its infected devices visit too, by the devices that are not infected.
/// </summary>
internal sealed class FlowRule(AttributionThresholds thresholds)
{
    /// <param name="bots">Found in the event, once each.</param>
    /// <param name="others">Reflectors of the event: what they answer is another story.</param>
    public IReadOnlyDictionary<IpAddress, FlowContact> Judge(
        AttackEvent attack, IReadOnlyList<SharedContact> contacts, IReadOnlyCollection<IpAddress> bots, IReadOnlySet<IpAddress> others)
    {
        if (contacts.Count == 0 || bots.Count < thresholds.FlowBots)
        {
            // Nobody attacked under their own address: who those in whose name the packets came are in contact with does not matter.
            return new Dictionary<IpAddress, FlowContact>();
        }
        return contacts.Where(contact => !attack.Target.Contains(contact.Peer) && !others.Contains(contact.Peer))
            .GroupBy(contact => (contact.Peer, contact.Port)).Select(endpoint => Judge(endpoint.Aggregate(SharedContact.Stronger)))
            .OfType<FlowContact>().GroupBy(found => found.Contact.Peer)
            .ToDictionary(peer => peer.Key, peer => peer.OrderBy(found => found.LogChance).ThenBy(found => found.Contact.Port).First());
    }

    /// <summary>Null: it is no controller, as far as it shows.</summary>
    private FlowContact? Judge(SharedContact contact)
    {
        if (contact.Bots < thresholds.FlowBots || contact.Bots < thresholds.FlowShare * contact.Sources
            || contact.Slots < thresholds.FlowSlots || contact.Slots < thresholds.FlowSlotsShare * contact.SlotsSince
            || contact.HostileVisitors < thresholds.FlowHostileShare * contact.Visitors || Lift(contact) < thresholds.FlowLift)
        {
            return null;
        }
        double chance = Hypergeometric.TailLog10(contact.Hosts, contact.Visitors, contact.Sources, contact.Bots) + Math.Log10(Math.Max(contact.Endpoints, 1));
        return -chance >= thresholds.FlowSignificance ? new FlowContact(contact, chance) : null;
    }

    /// <summary>How much commoner it is among the event's bots than among hosts that attack nobody; half a visitor stands for none.</summary>
    private static double Lift(SharedContact contact) =>
        (double)contact.Bots / contact.Sources
        / ((contact.Visitors - contact.HostileVisitors + 0.5) / (contact.Hosts - contact.HostileHosts + 1.0));
}
