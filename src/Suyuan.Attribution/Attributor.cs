using Suyuan.Attribution.Bots;
using Suyuan.Attribution.Controllers;
using Suyuan.Attribution.Reflectors;
using Suyuan.Attribution.Spoofing;
using Suyuan.Attribution.Uncertainty;
using Suyuan.Model;

namespace Suyuan.Attribution;

/// <summary>
/// Event → resources: reflectors first, then the spoof test on what is left, bots from what is found real, controllers from logs and shared contacts. What the evidence does
/// not carry stays undetermined. A pure function of its arguments; may be called by several threads.
/// </summary>
public sealed class Attributor
{
    private readonly AttributionOptions _options;
    private readonly ExporterTable _exporters;
    private readonly ExporterDirectory _directory;
    private readonly IPlaceLookup _places;
    private readonly Dictionary<(ushort, uint), InterfaceBackground> _background;
    private readonly RouteTable _routes;
    private readonly ReflectorRule _reflectors;
    private readonly SpoofJudge _spoofing;
    private readonly RequestRule _requests;
    private readonly BotRule _bots;
    private readonly FlowRule _flows;
    private readonly ControllerRule _controllers;

    public Attributor(
        AttributionOptions options, ExporterTable exporters, ExporterDirectory directory, IPlaceLookup places, IReadOnlyList<InterfaceBackground> background,
        RouteTable? routes = null, KnownControllers? controllers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(background);
        _routes = routes ?? RouteTable.Empty;
        (_options, _exporters, _directory, _places) = (options, exporters, directory, places);
        // Samples of several sizes: the thinnest holds for all.
        _background = background.GroupBy(one => (one.Exporter, one.Interface)).ToDictionary(group => group.Key, group => group.MaxBy(one => one.SampleShift)!);
        _reflectors = new ReflectorRule(options.Thresholds);
        _spoofing = new SpoofJudge(options.Thresholds, new PartMeasure(options.Thresholds, places.Find, _routes));
        _requests = new RequestRule(options.Thresholds);
        _bots = new BotRule(options.Thresholds);
        _flows = new FlowRule(options.Thresholds);
        _controllers = new ControllerRule(options.Thresholds, places.Find, controllers ?? KnownControllers.None);
    }

    /// <param name="segments">Evidence of the event's target; segments of other events are passed over.</param>
    /// <param name="commands">Orders against the target that stand during the event.</param>
    /// <param name="checkins">Of the hours before the event, and during it.</param>
    public EventAttribution Attribute(
        AttackEvent attack, IReadOnlyList<Segment> segments, IReadOnlyList<BotnetCommand> commands, IReadOnlyList<BotnetCheckin> checkins)
    {
        ArgumentNullException.ThrowIfNull(attack);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentNullException.ThrowIfNull(checkins);
        IReadOnlyList<VectorComponent> components = EventEvidence.Gather(attack, segments);
        ILookup<bool, VectorComponent> reflected = components.ToLookup(component => component.Totals.Vector.IsReflection);

        IReadOnlyList<SourceEvidence> requests = RequestRule.Take(attack, reflected[true]);
        (Participation? Router, Component Component)[] asked = [.. _requests.Judge(attack, requests, At)];
        Participation[] reflectors =
            [.. reflected[true].GroupBy(component => component.Totals.Vector).SelectMany(vector => _reflectors.Judge(
                attack, vector.Key, [.. vector], _exporters, requests.Where(row => row.Vector == vector.Key).Sum(row => row.SampledPackets) >= _options.Thresholds.ForgedRequests))];
        IReadOnlyList<JudgedPart> parts = _spoofing.Judge(Units(reflected[false]));
        Participation[] bots = [.. _bots.Judge(attack, parts, checkins)];
        IpAddress[] attacking = [.. bots.Select(bot => bot.Resource.Address).Distinct()];
        IReadOnlyDictionary<IpAddress, FlowContact> contacts = _flows.Judge(
            attack, EventEvidence.Contacts(attack, segments), attacking, reflectors.Select(reflector => reflector.Resource.Address).ToHashSet());
        IEnumerable<Participation> controllers = _controllers.Judge(attack, commands, checkins, attacking, contacts);

        return new EventAttribution(
            attack,
            [.. controllers, .. bots, .. reflectors, .. RouterRule.Judge(attack, parts), .. asked.Select(one => one.Router).OfType<Participation>()],
            [.. asked.Select(one => one.Component), .. reflected[true].Where(component => component.Sources.Count > 0).Select(component => Reflected(attack, component.Totals)), .. parts.Select(part => Judged(attack, part))])
        {
            Range = SamplingError.Range(attack, components),
            Seen = [.. SamplingError.Seen(attack, components, parts)],
        };
    }

    private Vantage At(ushort exporter, uint index) =>
        new(exporter, index, _exporters, _directory, _places.Find, _options.Home.Country, _background.GetValueOrDefault((exporter, index)), _routes, _options.Thresholds);

    private SpoofUnit[] Units(IEnumerable<VectorComponent> floods) =>
    [
        .. floods.GroupBy(component => (component.Totals.Exporter, component.Totals.Interface))
            .SelectMany(at =>
            {
                Vantage vantage = At(at.Key.Exporter, at.Key.Interface);
                return at.GroupBy(component => VectorGroups.Of(component.Totals.Vector)).OrderBy(group => group.Key)
                    .Select(group => new SpoofUnit(vantage, group.Key, [.. group]));
            }),
    ];

    private Component Reflected(AttackEvent attack, ComponentTotals totals) => new(
        attack.Id, _exporters.Key(totals.Exporter), totals.Interface, ComponentClass.Reflection, totals.Packets, totals.SampledPackets, EvidenceRules.Reflection,
        new EvidenceDetail().Add("vector", totals.Vector.Token).Add("responders", totals.SourcesKept).ToString());

    private static Component Judged(AttackEvent attack, JudgedPart part)
    {
        (long packets, _, long sampled) = part.Unit.TrafficOf(RouterRule.Observed(part));
        return new Component(
            attack.Id, part.Unit.Vantage.Exporter, part.Unit.Vantage.Interface, part.IsForged && !part.NamesRouter ? ComponentClass.Transit : part.Class, packets, sampled, part.Rule, part.Detail);
    }
}
