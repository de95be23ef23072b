namespace Suyuan.Model;

/// <summary>
/// A TCP endpoint with which several sources of an attack held quiet, lasting conversations before a minute of it, and how many of all hosts did: what tells a botnet's
/// controller from a server that everybody visits. Counts are of hosts whose conversations were seen, all on the same sample of hosts.
/// </summary>
/// <param name="Minute">Of the attack: what was known then.</param>
/// <param name="Bots">Sources of the minute that were in contact with it …</param>
/// <param name="Sources">… of those in contact with anything.</param>
/// <param name="Visitors">Hosts in contact with it, behind the interfaces of the minute's sources …</param>
/// <param name="Hosts">… of those in contact with anything.</param>
/// <param name="HostileVisitors">Visitors that took part in an attack within a day, this one included …</param>
/// <param name="HostileHosts">… of hosts that did.</param>
/// <param name="Endpoints">Endpoints that the minute's sources were in contact with: so many were compared.</param>
/// <param name="Slots">Tenths of an hour with contacts …</param>
/// <param name="SlotsSince">… of those since the first contact in memory.</param>
/// <param name="First">First and last contact in memory, Unix ms; whole minutes.</param>
public sealed record SharedContact(
    IpAddress Peer, ushort Port, long Minute, int Bots, int Sources, int Visitors, int Hosts, int HostileVisitors, int HostileHosts, int Endpoints,
    int Slots, int SlotsSince, long First, long Last)
{
    /// <summary>Other targets that the endpoint's visitors had attacked by this minute, within the month before; known to the store alone.</summary>
    public int EarlierTargets { get; init; }

    /// <summary>Of what several minutes say of an endpoint, what holds is that of the most bots; then of the fewest visitors; then the earliest.</summary>
    public static SharedContact Stronger(SharedContact left, SharedContact right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return (right.Bots, -right.Visitors, -right.Minute).CompareTo((left.Bots, -left.Visitors, -left.Minute)) > 0 ? right : left;
    }
}
