namespace Suyuan.Attribution;

/// <summary>
/// Every number that attribution decides by, with unit and source. Packets are observed (sampled) packets, unscaled, unless said otherwise.
/// </summary>
public sealed record AttributionThresholds
{
    // Reflectors (methods.md §3.1) -------------------------------------------------------------------------------------------------

    /// <summary>Share of a responder's packets that carry the service's answer size. §3.1 item 2.</summary>
    public double SignatureShare { get; init; } = 0.8;

    /// <summary>Share of a responder's packets that answer a request seen, above which it only did its duty. §3.1 item 3.</summary>
    public double SolicitedShare { get; init; } = 0.5;

    /// <summary>Distinct responders that a size-less service or TCP needs; services have their own number in the catalogue. §3.1 item 4.</summary>
    public int FanIn { get; init; } = 10;

    /// <summary>Confidence where unsolicited answers stand in for the size: only unsampled data shows that nothing was asked. §3.1 item 2.</summary>
    public double UnsolicitedConfidence { get; init; } = 0.8;

    /// <summary>Confidence of services without a size signature, TCP included. §3.1 item 5.</summary>
    public double SizelessConfidence { get; init; } = 0.6;

    /// <summary>Responders of a size-less service, or TCP, from which no ordinary use explains them … Ours: a client talks to few servers of one kind at once.</summary>
    public int WideFanIn { get; init; } = 50;

    /// <summary>… for each of them that shows this many packets …</summary>
    public long WideFanInPackets { get; init; } = 3;

    /// <summary>… their confidence. Measured: right in all of 3,065 cases of the simulated provincial day.</summary>
    public double WideFanInConfidence { get; init; } = 0.8;

    /// <summary>Confidence of a responder whose answers lack the service's size, or too few responders: kept, not published. Ours.</summary>
    public double WeakReflectorConfidence { get; init; } = 0.4;

    /// <summary>TCP reflection answers from server ports: below this port. §3 (table: 21, 80, 443 …).</summary>
    public int TcpServerPortBelow { get; init; } = 10_000;

    // Spoof test (methods.md §4.2, §4.3) -------------------------------------------------------------------------------------------

    /// <summary>Forged outside the region: packets outside at least … §4.3 CROSS.</summary>
    public long CrossPackets { get; init; } = 60;

    /// <summary>In either part: share of the unit's packets at least. §4.3.</summary>
    public double PartShare { get; init; } = 0.05;

    /// <summary>Outside: lower 95 % limit of the number of addresses in use, from which no botnet explains it. §4.3 CROSS.</summary>
    public double CrossPopulation { get; init; } = 500_000;

    /// <summary>Packets from bogon addresses at least … §4.3 CROSS.</summary>
    public long Bogons { get; init; } = 3;

    /// <summary>… and their share of the part … §4.3 CROSS.</summary>
    public double BogonShare { get; init; } = 0.02;

    /// <summary>… over at least this many /8 networks, multicast or reserved space among them. §4.3.</summary>
    public int BogonNetworks { get; init; } = 3;

    /// <summary>Packets from addresses that no network announces, at least … Needs a whole routing table. Lichtblau et al. 2017, class "unrouted".</summary>
    public long Unrouted { get; init; } = 10;

    /// <summary>… and their share of the part: a sixth of unicast space is announced by no one; stale tables miss less than a hundredth. Ours.</summary>
    public double UnroutedShare { get; init; } = 0.1;

    /// <summary>Prefixes from which a routing table is whole: the global one had half a million in 2014, a million in 2024.</summary>
    public int WholeTable { get; init; } = 500_000;

    /// <summary>A neighbour whose cone holds more than this share of all networks sells transit: anything may come from it. §4.4.</summary>
    public double TransitCone { get; init; } = 0.1;

    /// <summary>Requests to reflectors in the victim's name that an edge must show: its own few, by another way than usual, are no proof. §3.1 item 7; value ours.</summary>
    public long ForgedRequests { get; init; } = 300;

    /// <summary>Packets inside the region that a verdict needs. §4.3 LOCAL, BOTS.</summary>
    public long InsidePackets { get; init; } = 300;

    /// <summary>Pairs of packets with one source that a population estimate needs. §4.3.</summary>
    public long Collisions { get; init; } = 5;

    /// <summary>Swept space: lower 95 % limit of the share of addresses in use in the networks seen. §4.3 LOCAL.</summary>
    public double LocalDensity { get; init; } = 0.25;

    /// <summary>Swept space too wide to collide: lower limit of the addresses in use. §4.3 LOCAL.</summary>
    public double LocalPopulation { get; init; } = 50_000;

    /// <summary>
    /// Of IPv6: addresses in use on each /64, as that lower limit over the /64s seen, from which nobody's hosts explain them. Ours: n sampled packets of real hosts
    /// would seem to reach it only where some 400,000 of them send at once.
    /// </summary>
    public double LineAddresses { get; init; } = 256;

    /// <summary>… with last octets 0 and 255 as frequent as chance has them, times this. §4.3 LOCAL.</summary>
    public double EdgeOctets { get; init; } = 0.5;

    /// <summary>Sources seen outside events as well, as a share, up to which they look dead. §4.3 LOCAL (reverse life).</summary>
    public double LiveShare { get; init; } = 0.5;

    /// <summary>Sources whose life could be measured at least, for a share of them to mean something: ± 26 % at 95 %. Ours.</summary>
    public int LiveMeasured { get; init; } = 10;

    /// <summary>Background is full enough to tell dead from quiet when this share of its packets comes from sources seen before (Good, Turing). Ours.</summary>
    public double BackgroundCoverage { get; init; } = 0.9;

    /// <summary>Share of packets with one TTL from which one host on one path sent them. §4.2, §4.3 LOCAL.</summary>
    public double TtlModeShare { get; init; } = 0.9;

    /// <summary>Of real hosts, this many TTLs together stay below that share; as many hosts that forge do not. Ours.</summary>
    public int FewTtls { get; init; } = 4;

    /// <summary>Packets with a TTL that the share needs. §4.2.</summary>
    public long TtlPackets { get; init; } = 100;

    /// <summary>
    /// Where neither life nor TTL could be measured: a sweep needs this many /24s (a full CGNAT pool is smaller). §4.3 forbids the verdict up to 4; 64 is ours.
    /// </summary>
    public int UnprovenNetworks { get; init; } = 64;

    /// <summary>A full pool of uneven users is real where its density, as an estimate, is under this: log-normal users stay under 0.5. Ours.</summary>
    public double UnprovenDensity { get; init; } = 0.7;

    /// <summary>Variance over mean of the packets per source, above which no uniform draw made them. Ours: users of a pool show 5 and more.</summary>
    public double UniformDispersion { get; init; } = 2;

    /// <summary>Mean packets per source from which dispersion tells. Ours.</summary>
    public double DispersionMean { get; init; } = 3;

    /// <summary>Sources in one /24 that make it crowded: a sweep among real sources is looked for there. Ours.</summary>
    public int CrowdedSources { get; init; } = 4;

    /// <summary>Real sources: estimate of the number of addresses below this. §4.3 BOTS.</summary>
    public double RealPopulation { get; init; } = 20_000;

    /// <summary>Units below this many packets are pooled per exporter, then per region. §4.3.</summary>
    public long PooledBelow { get; init; } = 300;

    /// <summary>A source this busy is tested apart from the rest … §4.3 (peeling).</summary>
    public long PeelPackets { get; init; } = 3;

    /// <summary>… where a uniform draw would show fewer such sources than this. Ours.</summary>
    public double PeelExpected { get; init; } = 0.01;

    // Routers (design.md §4 Exporters) ---------------------------------------------------------------------------------------------

    /// <summary>An interface without a role faces customers when this share of its background sources lies in the region …</summary>
    public double EdgeSourcesShare { get; init; } = 0.95;

    /// <summary>… over this many packets outside events.</summary>
    public long EdgePackets { get; init; } = 10_000;

    /// <summary>Confidence of forged sources outside the region. Measured: no false one in the table of simulated components.</summary>
    public double CrossConfidence { get; init; } = 0.95;

    /// <summary>Confidence of a sweep of the region whose one TTL or dead sources were seen.</summary>
    public double LocalConfidence { get; init; } = 0.9;

    /// <summary>Confidence of a sweep of the region known by its width alone.</summary>
    public double UnprovenLocalConfidence { get; init; } = 0.7;

    // Bots and controllers (methods.md §5.2) ---------------------------------------------------------------------------------------

    /// <summary>Bots need this many packets, or minutes. §5.2 (ii).</summary>
    public long BotPackets { get; init; } = 2;

    /// <summary>… or one more, where less than this share of the component's packets comes from sources seen again: forged ones may hide in it. Ours.</summary>
    public double RepeatShare { get; init; } = 0.5;

    /// <summary>A source of a real component seen only once: kept, not published. §5.2 (ii).</summary>
    public double OnceBotConfidence { get; init; } = 0.4;

    /// <summary>In a real component, seen twice. §5.2 (i), (ii).</summary>
    public double BotConfidence { get; init; } = 0.5;

    /// <summary>… with payload after a handshake. §5.2 (iii).</summary>
    public double ProvenBotConfidence { get; init; } = 0.8;

    /// <summary>… but no more than this in floods of TCP packets behind the handshake, such as a crowd of ordinary clients sends. Measured on flash crowds.</summary>
    public double ClientLikeBotConfidence { get; init; } = 0.6;

    /// <summary>… or with this many packets of one TTL among sources of many TTLs. §5.2 (TTL agreement). Measured: see the table of drawn traffic.</summary>
    public long TtlBotPackets { get; init; } = 3;

    /// <summary>… or a check-in with a controller. §5.2.</summary>
    public double LinkedBotConfidence { get; init; } = 0.95;

    /// <summary>Weight of an order for a target that we saw attacked. §5.2.</summary>
    public double OrderWeight { get; init; } = 0.95;

    /// <summary>Weight of an order for an attack that we did not see. §5.2.</summary>
    public double UnseenOrderWeight { get; init; } = 0.6;

    /// <summary>Days after which evidence of a controller weighs 1/e of what it did: most live a month. §5.2.</summary>
    public double ControllerDecayDays { get; init; } = 30;

    /// <summary>Confidence of a controller whose address many sites share (a content delivery network): labelled, not counted. §5.2.</summary>
    public double SharedHostConfidence { get; init; } = 0.4;

    /// <summary>Hosts with alerts on their contacts that an alert needs to weigh. §5.2 (IDS signature).</summary>
    public int AlertHosts { get; init; } = 2;

    /// <summary>Weight of alerts on contacts with it. §5.2 (IDS signature).</summary>
    public double AlertWeight { get; init; } = 0.5;

    /// <summary>… and this more where one of the hosts attacks within <see cref="AlertLeadHours"/>. §5.2.</summary>
    public double AlertedAttackerWeight { get; init; } = 0.2;

    /// <summary>An alert links its host to an attack that begins within so many hours. §5.2.</summary>
    public double AlertLeadHours { get; init; } = 1;

    /// <summary>Weight of a list that names it, not older than <see cref="ControllerDecayDays"/>. §5.2 (feed).</summary>
    public double ListWeight { get; init; } = 0.5;

    /// <summary>Weight of two lists or more. §5.2 (feed).</summary>
    public double SeveralListsWeight { get; init; } = 0.7;

    /// <summary>Weight of a contact that attacking sources share. §5.2 (flow correlation).</summary>
    public double ContactWeight { get; init; } = 0.6;

    /// <summary>… where another controller ordered the attack: one botnet's controllers share its bots. Ours.</summary>
    public double ContactBesideOrderWeight { get; init; } = 0.3;

    /// <summary>Attacking sources that share it at least … §5.2.</summary>
    public int ContactBots { get; init; } = 3;

    /// <summary>… as a share of the event's attacking sources. §5.2.</summary>
    public double ContactShare { get; init; } = 0.1;

    // Controllers from flows alone (methods.md §5.2, flow correlation) ------------------------------------------------------------

    /// <summary>Bots in contact with an endpoint at least …</summary>
    public int FlowBots { get; init; } = 3;

    /// <summary>… as a share of the minute's sources whose contacts are known. §5.2.</summary>
    public double FlowShare { get; init; } = 0.1;

    /// <summary>Tenths of an hour with contacts, so that no short burst counts, such as an attack too small to be found. Ours.</summary>
    public int FlowSlots { get; init; } = 3;

    /// <summary>… as a share of those since the first of them: a controller is there all the time. Ours.</summary>
    public double FlowSlotsShare { get; init; } = 0.5;

    /// <summary>Hosts in contact with it that attacked within a day, as a share: others hardly find it. Ours.</summary>
    public double FlowHostileShare { get; init; } = 0.7;

    /// <summary>How much commoner contact is among the bots than among hosts that attack nobody. §5.2.</summary>
    public double FlowLift { get; init; } = 20;

    /// <summary>−log₁₀ of the chance that so many of them share it, times the endpoints compared (Bonferroni). §5.2.</summary>
    public double FlowSignificance { get; init; } = 6;

    /// <summary>Weight of such contacts in one event. §5.2.</summary>
    public double FlowWeight { get; init; } = 0.6;

    /// <summary>… and where those who attacked another target before shared it too. Ours, measured over drawn worlds.</summary>
    public double FlowRepeatedWeight { get; init; } = 0.8;
}
