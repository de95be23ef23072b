using CsCheck;
using Suyuan.Detection;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.History;

/// <summary>Contacts of attacking hosts, from records on.</summary>
public sealed class SharedContactsTests
{
    private const long Hour = 3_600_000;
    private const uint Customers = 0xC6336400;
    private const uint Controller = 0xCB007107;
    private const uint Target = 0xC0000217;
    private const byte Data = 0x18;

    [Fact]
    public void Quiet_conversations_that_the_sources_of_a_flood_share_are_part_of_its_evidence()
    {
        SharedContact contact = Assert.Single(Contacts([.. KeepAlives(), .. Flood()]).DistinctBy(one => (one.Peer, one.Port)));

        Assert.Equal((IpAddress.FromV4(Controller), (ushort)6667), (contact.Peer, contact.Port));
        Assert.Equal((100, 100, 100), (contact.Bots, contact.Sources, contact.Visitors));
        Assert.InRange(contact.Slots, 9, 11);
    }

    [Theory]
    [InlineData(0x02, 70, 1)]
    [InlineData(0x14, 70, 1)]
    [InlineData(0x12, 70, 1)]
    [InlineData(Data, 900, 1)]
    [InlineData(Data, 70, 400)]
    public void Scans_refusals_answers_and_transfers_are_no_contacts(byte flags, long length, long packets) =>
        Assert.Empty(Contacts([.. KeepAlives().Select(flow => flow with { TcpFlags = flags, Length = length, Packets = packets }), .. Flood()]));

    [Fact]
    public void What_enters_where_no_customers_are_is_not_looked_at() => Assert.Empty(Contacts(
        [.. KeepAlives(), .. Flood()], new ExporterDirectory([new ExporterSettings { Exporter = "192.0.2.1", Interface = 1, Role = InterfaceRole.Peering }])));

    [Fact]
    public void Where_all_is_seen_one_minute_in_four_is_enough()
    {
        Flow[] dense = [.. KeepAlives().Concat(Flood().Select(flow => flow with { Packets = 2000 })).Select(flow => flow with { Sampling = 1 })];

        Assert.Equal(100, Assert.Single(Contacts(dense).DistinctBy(one => (one.Peer, one.Port))).Bots);
    }

    [Fact]
    public void The_order_of_records_does_not_matter() => Gen.Select(Gen.Int, Gen.Int[1, 700]).Sample(
        (seed, batchSize) =>
        {
            Random random = new(seed);
            Flow[] flows =
            [
                .. KeepAlives(random.Next(3, 9), random), .. Flood(),
                .. Enumerable.Range(0, 3_000).Select(_ => KeepAlive((uint)random.Next(250), SyntheticRun.Noon - random.Next((int)Hour)) with
                {
                    Destination = 0xCB007200 + (uint)random.Next(6),
                    DestinationPort = 443,
                }),
            ];
            string plain = Text(SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionOptions.For(DetectionProfile.Network)));
            Assert.Contains(" 6667 ", plain, StringComparison.Ordinal);
            // Within the horizon of five minutes.
            Flow[] late = [.. flows.OrderBy(flow => flow.Start + random.Next(200_000))];
            Assert.Equal(plain, Text(SyntheticRun.Of(late, DetectionOptions.For(DetectionProfile.Network), batchSize)));
        },
        iter: 5);

    private static string Text(SyntheticRun run) => string.Join('\n', Segments(run).SelectMany(segment => segment.Contacts.Select(contact =>
        System.FormattableString.Invariant($"{segment.Target} {contact.Peer} {contact.Port} {contact}"))));

    private static IEnumerable<SharedContact> Contacts(Flow[] flows, ExporterDirectory? directory = null)
    {
        SyntheticRun run = SyntheticRun.Of(flows.OrderBy(flow => flow.Start), DetectionOptions.For(DetectionProfile.Network), directory: directory);
        Assert.NotEmpty(run.Events);
        return Segments(run).SelectMany(segment => segment.Contacts);
    }

    private static IReadOnlyList<Segment> Segments(SyntheticRun run)
    {
        SegmentBuilder builder = new(_ => []);
        run.Minutes.ForEach(builder.Add);
        return builder.TakeCommit().Segments;
    }

    /// <summary>Each bot now and then, for an hour before noon.</summary>
    private static IEnumerable<Flow> KeepAlives(int each = 30, Random? random = null) => Enumerable.Range(0, 100 * each).Select(index =>
        KeepAlive((uint)(index % 100), SyntheticRun.Noon - 1_000 - (random?.Next((int)Hour) ?? (Hour * (index / 100) / each) + (index % 100 * 100))));

    private static Flow KeepAlive(uint bot, long start) => new(Customers + bot, Controller, start)
    {
        Protocol = 6,
        TcpFlags = Data,
        Length = 70,
        DestinationPort = 6667,
        Sampling = 100,
    };

    private static IEnumerable<Flow> Flood() => Enumerable.Range(0, 20_000).Select(index =>
        new Flow(Customers + (uint)(index % 100), Target, SyntheticRun.Noon + (index * 6L)) { Packets = 2, Sampling = 100 });
}
