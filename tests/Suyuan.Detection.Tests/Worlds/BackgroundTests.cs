using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Worlds;

/// <summary>Heavy traffic that is no attack, sampled 1 in 1,000, much of it seen in one direction only and from the first minute on.</summary>
public sealed class BackgroundTests
{
    private const uint Host = 0xCB007107;
    private const double End = 1500;

    private static Flow Client(Random random, int clients, byte flags, long length, ushort port = 443) => new(0x0A000000 + ((uint)random.Next(clients) * 7), Host, 0)
    {
        Protocol = 6,
        TcpFlags = flags,
        SourcePort = Sampled.HighPort(random),
        DestinationPort = port,
        Length = length,
    };

    /// <summary>A client's share of a connection: SYN, acknowledgements, a request or two, FIN.</summary>
    private static Flow Crowd(Random random) => random.Next(20) switch
    {
        0 => Client(random, 200_000, 2, 60),
        1 => Client(random, 200_000, 17, 52),
        2 or 3 or 4 => Client(random, 200_000, 24, 200 + random.Next(600)),
        _ => Client(random, 200_000, 16, 52),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    public void A_crowd_seen_in_one_direction_is_no_flood_of_any_kind(int from) =>
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. Sampled.Of(500_000, from, from + 400, 1, Crowd)]).Events);

    [Fact]
    public void A_crowd_whose_server_answers_is_no_flood_though_sampling_hides_the_pairs()
    {
        IEnumerable<Flow> answers = Sampled.Of(300_000, 600, 1000, 2, random =>
        {
            Flow client = Crowd(random);
            return client with { Source = Host, Destination = client.Source, SourcePort = 443, DestinationPort = client.SourcePort, TcpFlags = 16, Length = 1500 };
        });
        // Connections so long that no FIN is seen.
        IEnumerable<Flow> crowd = Sampled.Of(300_000, 600, 1000, 1, random => Client(random, 200_000, random.Next(4) == 0 ? (byte)24 : (byte)16, random.Next(52, 600)));
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. crowd, .. answers]).Events);
    }

    private static Flow Player(Random random) => new(0x0A000000 + (uint)random.Next(3000), Host, 0)
    {
        SourcePort = 50_000,
        DestinationPort = 27_015,
        Length = 60 + random.Next(100),
    };

    [Fact]
    public void A_game_server_that_carries_much_from_the_first_minute_on_and_more_at_its_peak_is_no_event() =>
        Assert.Empty(Sampled.Run(
            [.. Sampled.Quiet(3600, 1), .. Enumerable.Range(0, 60).SelectMany(minute => Sampled.Of(50_000 * (1 + (minute / 20.0)), minute * 60, (minute + 1) * 60, minute, Player))]).Events);

    [Theory]
    [InlineData(123, 76)]
    [InlineData(53, 70)]
    public void A_public_server_of_time_or_names_is_no_event(ushort port, long length) =>
        Assert.Empty(Sampled.Run(
            [.. Sampled.Quiet(End, 1), .. Sampled.Of(80_000, 0, End, 1, random => new Flow((uint)random.Next(), Host, 0) { SourcePort = Sampled.HighPort(random), DestinationPort = port, Length = length })]).Events);

    private static Flow Answer(Random random, bool large) => new(0x0A000000 + (uint)random.Next(2000), Host, 0)
    {
        SourcePort = 53,
        DestinationPort = Sampled.HighPort(random),
        Length = large || random.Next(4) == 0 ? 1200 + random.Next(250) : 90 + random.Next(400),
    };

    [Fact]
    public void A_resolver_that_receives_large_answers_all_day_is_no_reflection() =>
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. Sampled.Of(60_000, 0, End, 1, random => Answer(random, large: false))]).Events);

    [Fact]
    public void A_resolver_whose_requests_are_seen_is_no_reflection_however_large_and_sudden_the_answers()
    {
        IEnumerable<Flow> requests = Sampled.Of(20_000, 600, 1000, 2, random => Answer(random, large: true) with { Length = 80 }).Select(answer => answer with
        {
            Source = Host,
            Destination = answer.Source,
            SourcePort = answer.DestinationPort,
            DestinationPort = 53,
        });
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. Sampled.Of(30_000, 600, 1000, 1, random => Answer(random, large: true)), .. requests]).Events);
    }

    [Fact]
    public void Downloads_over_quic_to_an_address_that_many_share_are_no_reflection() =>
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. Sampled.Of(90_000, 0, End, 1, random => new Flow(0x0A000000 + (uint)random.Next(400), Host, 0)
        {
            SourcePort = 443,
            DestinationPort = Sampled.HighPort(random),
            Length = random.Next(3) == 0 ? random.Next(60, 1250) : 1250,
        })]).Events);

    [Fact]
    public void A_backup_at_line_rate_is_no_event_though_it_starts_at_once_and_is_seen_one_way() =>
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. Sampled.Of(200_000, 600, 1200, 1, random => new Flow(0x0A000000 + (uint)random.Next(4), Host, 0)
        {
            Protocol = 6,
            TcpFlags = 16,
            SourcePort = (ushort)(50_000 + random.Next(4)),
            DestinationPort = 873,
            Length = 1500,
        })]).Events);

    [Fact]
    public void A_scanner_that_hears_from_servers_is_no_target_of_tcp_reflection()
    {
        IEnumerable<Flow> probes = Sampled.Of(800_000, 600, 1200, 1, random => new Flow(Host, (uint)random.Next(), 0) { Protocol = 6, TcpFlags = 2, SourcePort = 45_000, DestinationPort = 443, Length = 40 });
        IEnumerable<Flow> answers = Sampled.Of(40_000, 600, 1200, 2, random => new Flow((uint)random.Next(), Host, 0) { Protocol = 6, TcpFlags = 18, SourcePort = 443, DestinationPort = 45_000, Length = 44 });
        Assert.Empty(Sampled.Run([.. Sampled.Quiet(End, 1), .. probes, .. answers]).Events);
    }

    [Fact]
    public void Answers_of_a_victim_to_forged_addresses_everywhere_or_in_one_network_are_no_event()
    {
        IEnumerable<Flow> answers = Sampled.Of(400_000, 600, 900, 1, random => new Flow(Host, random.Next(2) == 0 ? (uint)random.Next() : 0x0B000000 + (uint)random.Next(256), 0)
        {
            Protocol = 6,
            TcpFlags = random.Next(2) == 0 ? (byte)18 : (byte)20,
            SourcePort = 80,
            DestinationPort = Sampled.HighPort(random),
            Length = 44,
        });
        IEnumerable<Flow> flood = Sampled.Of(400_000, 600, 900, 2, random => new Flow(random.Next(2) == 0 ? (uint)random.Next() : 0x0B000000 + (uint)random.Next(256), Host, 0)
        {
            Protocol = 6,
            TcpFlags = 2,
            SourcePort = Sampled.HighPort(random),
            DestinationPort = 80,
            Length = 44,
        });
        AttackEvent attack = Assert.Single(Sampled.Run([.. Sampled.Quiet(End, 1), .. flood, .. answers]).Events);
        Assert.Equal("203.0.113.7 syn-flood", $"{attack.Target} {attack.VectorText}");
    }
}
