using Suyuan.Detection;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.History;

public sealed class TwoWayNetworksTests
{
    private const long Before = SyntheticRun.Noon - 600_000;
    private const uint Customer = 0xC6336400;
    private const uint Server = 0xCB007100;
    private const uint Target = 0xC0000217;
    private const byte Syn = 0x02;
    private const byte SynAck = 0x12;
    private const byte Ack = 0x10;
    private const byte Data = 0x18;
    private const byte Rst = 0x04;
    private const byte RstAck = 0x14;

    [Theory]
    // Both directions behind the handshake, of one packet or of a whole flow.
    [InlineData(Ack, Data, 2, true)]
    [InlineData(0x1B, 0x1B, 2, true)]
    // One peer may be the forger's own.
    [InlineData(Ack, Data, 1, false)]
    // What a forger can make: SYN and its answer, and what closed and open ports say to packets of no connection.
    [InlineData(Syn, SynAck, 2, false)]
    [InlineData(Data, SynAck, 2, false)]
    [InlineData(Data, Rst, 2, false)]
    [InlineData(Data, RstAck, 2, false)]
    [InlineData(Data, 0x16, 2, false)]
    [InlineData(Syn, Data, 2, false)]
    public void A_network_is_in_conversation_where_connections_with_two_peers_show_both_directions(byte there, byte back, uint peers, bool twoWay)
    {
        Assert.Equal(twoWay, IsTwoWay(peer => [There(peer) with { TcpFlags = there }, Back(peer) with { TcpFlags = back }], peers));
    }

    [Fact]
    public void Answers_may_pass_another_router_and_come_before()
    {
        Assert.True(IsTwoWay(peer => [Back(peer) with { Exporter = 3, Interface = 4 }, There(peer) with { Start = Before + 200_000 }]));
    }

    [Fact]
    public void Another_interface_and_answers_to_other_ports_do_not_count_nor_do_answers_that_never_came()
    {
        Assert.False(IsTwoWay(peer => [There(peer) with { Interface = 9 }, Back(peer)]));
        Assert.False(IsTwoWay(peer => [There(peer), Back(peer) with { DestinationPort = 40_009 }]));
        Assert.False(IsTwoWay(peer => [There(peer)]));
    }

    [Fact]
    public void What_begins_with_the_attack_or_lies_more_than_a_day_back_does_not_count()
    {
        Assert.False(IsTwoWay(peer => [There(peer) with { Start = SyntheticRun.Noon + 1_000 }, Back(peer) with { Start = SyntheticRun.Noon + 1_000 }]));
        Assert.False(IsTwoWay(peer => [There(peer) with { Start = Before - 86_400_000 }, Back(peer) with { Start = Before - 86_400_000 }]));
        Assert.True(IsTwoWay(peer => [There(peer) with { Start = Before - 80_000_000 }, Back(peer) with { Start = Before - 80_000_000 }]));
    }

    [Fact]
    public void Interfaces_that_face_no_customers_have_no_history()
    {
        ExporterDirectory core = new([new ExporterSettings { Exporter = "192.0.2.1", Interface = 1, Role = InterfaceRole.Core }]);

        Assert.False(IsTwoWay(peer => [There(peer), Back(peer)], directory: core));
    }

    private static Flow There(uint peer) => new(Customer + 7, Server + peer, Before)
    {
        Protocol = 6,
        SourcePort = 40_000,
        DestinationPort = 443,
        TcpFlags = Ack,
        Sampling = 1000,
        Exporter = 1,
        Interface = 1,
    };

    private static Flow Back(uint peer) => There(peer) with
    {
        Source = Server + peer,
        Destination = Customer + 7,
        SourcePort = 443,
        DestinationPort = 40_000,
        TcpFlags = Data,
        Interface = 2,
    };

    /// <summary>Whether the customer's network was in conversation when other hosts of it flood a target.</summary>
    private static bool IsTwoWay(Func<uint, Flow[]> conversation, uint peers = 2, ExporterDirectory? directory = null)
    {
        Flow[] flood =
        [
            .. Enumerable.Range(0, 3_000).Select(index => new Flow(Customer + 20 + (uint)(index % 200), Target, SyntheticRun.Noon + (index * 20L)) { Sampling = 1000 }),
        ];
        Flow[] earlier = [.. Enumerable.Range(0, (int)peers).SelectMany(peer => conversation((uint)peer))];
        SyntheticRun run = SyntheticRun.Of(
            earlier.Concat(flood).OrderBy(flow => flow.Start), DetectionOptions.For(DetectionProfile.Network), directory: directory);
        SourceEvidence[] sources = [.. run.Minutes.SelectMany(minute => minute.Sources)];
        Assert.Equal(200, sources.Length);
        Assert.Single(sources.Select(source => source.TwoWay).Distinct());
        return sources[0].TwoWay;
    }
}
