using Suyuan.Attribution;
using Suyuan.Attribution.Controllers;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests;

/// <summary>What orders, check-ins, alerts and lists weigh together (methods.md §5.2).</summary>
public sealed class ControllerRuleTests
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.Parse("2026-03-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly IpAddress s_controller = IpAddress.Parse("198.51.100.7");
    private static readonly IpAddress s_other = IpAddress.Parse("198.51.100.8");
    private static readonly IpPrefix s_target = IpPrefix.Parse("203.0.113.9/32");
    private static readonly IpAddress[] s_bots = [.. Enumerable.Range(1, 20).Select(host => IpAddress.Parse($"192.0.2.{host}"))];

    [Fact]
    public void A_controller_in_lists_only_is_tied_to_no_attack() => Assert.Empty(Judge(known: [Listed("one", 1), Listed("two", 1)]));

    [Fact]
    public void Alerts_on_an_attacking_host_and_another_name_the_controller_and_lists_make_it_surer()
    {
        Indicator[] alerts = [Alert(s_bots[0], -20), Alert(IpAddress.Parse("192.0.2.200"), -200)];

        Participation alone = Assert.Single(Judge(known: alerts));
        Participation listed = Assert.Single(Judge(known: [.. alerts, Listed("one", 0)]));
        Participation twice = Assert.Single(Judge(known: [.. alerts, Listed("one", 0), Listed("two", 0)]));

        Assert.Equal((0.7, EvidenceRules.ControllerAlerts), (Math.Round(alone.Confidence, 3), alone.Rule));
        Assert.Equal(1 - (0.3 * 0.5), listed.Confidence, 3);
        Assert.Equal(1 - (0.3 * 0.3), twice.Confidence, 3);
    }

    [Fact]
    public void One_hosts_alert_or_one_long_before_is_no_evidence()
    {
        Assert.Empty(Judge(known: [Alert(s_bots[0], -20), Alert(s_bots[0], -10)]));
        Assert.Empty(Judge(known: [Alert(s_bots[0], -120), Alert(s_bots[1], -200)]));
    }

    [Fact]
    public void A_list_of_last_month_weighs_nothing_and_one_of_last_week_less_than_todays()
    {
        BotnetCommand order = new(s_start.AddMinutes(-1), s_other, null, "mirai", s_target, null, "udp", 60, "log:1");
        double none = Confidence(s_other, [order], []);

        Assert.Equal(none, Confidence(s_other, [order], [Listed("one", 31, s_other)]));
        double week = Confidence(s_other, [order], [Listed("one", 7, s_other)]);
        double today = Confidence(s_other, [order], [Listed("one", 0, s_other)]);
        Assert.True(none < week && week < today, $"{none} {week} {today}");
    }

    [Fact]
    public void Shared_contacts_name_a_controller_unless_another_gave_the_order()
    {
        BotnetCheckin[] checkins = [.. s_bots.Select(bot => new BotnetCheckin(s_start.AddMinutes(-5), s_controller, null, "mirai", bot, "log:2"))];
        BotnetCommand order = new(s_start.AddMinutes(-1), s_other, null, "mirai", s_target, null, "udp", 60, "log:1");

        Assert.Equal(0.6, Assert.Single(Judge(checkins: checkins)).Confidence, 3);
        Participation beside = Assert.Single(Judge([order], checkins), one => one.Resource.Address == s_controller);
        Assert.True(beside.Confidence < HeadlineRules.BotConfidence, $"{beside.Confidence}");
    }

    [Fact]
    public void Contacts_in_flows_name_a_controller_more_surely_where_attacks_on_others_came_first_and_hardly_beside_anothers_order()
    {
        FlowContact once = Flow(earlierTargets: 0);
        BotnetCommand order = new(s_start.AddMinutes(-1), s_other, null, "mirai", s_target, null, "udp", 60, "log:1");
        BotnetCheckin[] checkins = [.. s_bots.Select(bot => new BotnetCheckin(s_start.AddMinutes(-5), s_controller, null, "mirai", bot, "log:2"))];

        Participation alone = Assert.Single(Judge(flow: once));
        Assert.Equal((0.6, EvidenceRules.ControllerFlows), (Math.Round(alone.Confidence, 3), alone.Rule));
        Assert.Equal(0.8, Assert.Single(Judge(flow: Flow(earlierTargets: 1))).Confidence, 3);
        // A log's check-ins and the flows of such say one thing, not two.
        Assert.Equal(0.6, Assert.Single(Judge(checkins: checkins, flow: once)).Confidence, 3);
        Participation beside = Assert.Single(Judge([order], flow: Flow(earlierTargets: 1)), one => one.Resource.Address == s_controller);
        Assert.True(beside.Confidence < HeadlineRules.BotConfidence, $"{beside.Confidence}");
    }

    private static FlowContact Flow(int earlierTargets) => new(
        new SharedContact(
            s_controller, 48101, Minute.Of(s_start.ToUnixTimeMilliseconds()), 18, 20, 18, 900, 18, 20, 12, 10, 10, s_start.AddHours(-1).ToUnixTimeMilliseconds(),
            s_start.ToUnixTimeMilliseconds())
        { EarlierTargets = earlierTargets },
        -30);

    private static double Confidence(IpAddress controller, BotnetCommand[] orders, Indicator[] known) =>
        Assert.Single(Judge(orders, known: known), one => one.Resource.Address == controller).Confidence;

    private static IReadOnlyList<Participation> Judge(BotnetCommand[]? orders = null, BotnetCheckin[]? checkins = null, Indicator[]? known = null, FlowContact? flow = null)
    {
        AttackEvent attack = new()
        {
            Id = "0123456789abcdef",
            Target = s_target,
            Start = s_start.ToUnixTimeMilliseconds(),
            End = s_start.AddMinutes(5).ToUnixTimeMilliseconds(),
            Vectors = [VectorCatalog.UdpFlood],
            Bursts = [new Burst(s_target, s_start.ToUnixTimeMilliseconds(), s_start.AddMinutes(5).ToUnixTimeMilliseconds())],
            Basis = EventBasis.Flows,
        };
        return [.. new ControllerRule(new AttributionThresholds(), _ => Place.Unknown, new KnownControllers(known ?? [])).Judge(
            attack, orders ?? [], checkins ?? [], s_bots, flow is null ? new Dictionary<IpAddress, FlowContact>() : new Dictionary<IpAddress, FlowContact> { [flow.Contact.Peer] = flow })];
    }

    private static Indicator Alert(IpAddress host, int minutes) => new(
        IndicatorKind.Controller, IndicatorBasis.Alert, s_controller, null, 443, "", host, "suricata", s_start.AddMinutes(minutes), s_start.AddMinutes(minutes), 1, null, null, "log:3");

    private static Indicator Listed(string feed, int days, IpAddress? controller = null) => new(
        IndicatorKind.Controller, IndicatorBasis.Feed, controller ?? s_controller, null, null, "", null, feed, s_start.AddDays(-days - 1), s_start.AddDays(-days), 1, null, null, "log:4");
}
