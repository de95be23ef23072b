using System.Security.Cryptography;
using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Live;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests.Live;

public sealed class LiveSenderTests
{
    private const ulong Seed = 7;

    private static readonly long s_start = new DateTimeOffset(2026, 7, 6, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void What_is_sent_does_not_hang_on_how_often_the_clock_is_looked_at()
    {
        Dictionary<string, Record> often = Send(250);
        Dictionary<string, Record> seldom = Send(40_000);
        Assert.Equal(13, often.Count);
        foreach ((string exporter, Record record) in often)
        {
            Assert.True(record.Datagrams > 0, exporter);
            Assert.Equal((exporter, record.Datagrams, record.Digest), (exporter, seldom[exporter].Datagrams, seldom[exporter].Digest));
        }
    }

    [Fact]
    public void Nothing_is_sent_before_its_time()
    {
        long now = s_start;
        using LiveSender sender = new(World(), Seed, (_, _) => new Record { Sent = sent => Assert.InRange(sent, s_start, now) });
        for (; sender.Advance(now); now += 1_000)
        {
        }
        Assert.Equal(s_start + 180_000, now);
    }

    [Fact]
    public void Places_are_those_that_the_network_is_drawn_from()
    {
        SimulatedPlaces places = new();
        Place home = places.Find(IpAddress.Parse("113.64.1.2"));
        Assert.Equal(("CN", "广东", "电信", null), (home.Country, home.Province, home.Operator, home.Cloud));
        Place rented = places.Find(IpAddress.Parse("39.96.1.2"));
        Assert.Equal(("CN", null, "阿里云"), (rented.Country, rented.Operator, rented.Cloud));
        Assert.Equal("VN", places.Find(IpAddress.Parse("14.160.1.2")).Country);
        // A forger's address lies somewhere, a private one nowhere.
        Assert.NotNull(places.Find(IpAddress.Parse("192.0.2.1")).Country);
        Assert.Null(places.Find(IpAddress.Parse("10.1.2.3")).Country);
    }

    private static Dictionary<string, Record> Send(long stepMs)
    {
        Dictionary<string, Record> records = [];
        using (LiveSender sender = new(World(), Seed, (exporter, _) => records[exporter.Name] = new Record()))
        {
            for (long now = s_start; sender.Advance(now); now += stepMs)
            {
            }
        }
        return records;
    }

    /// <summary>Three minutes of the demo's network with its first attacks.</summary>
    private static World World()
    {
        IReadOnlyList<Botnet> botnets = DemoPopulations.Botnets(Seed);
        DemoAttacks attacks = new(Seed, botnets, s_start, 1);
        attacks.PlanStream(s_start + 3_000, s_start + 120_000);
        return new World
        {
            Name = "live",
            Description = "",
            Start = s_start,
            End = s_start + 180_000,
            Exporters = [.. DemoNetwork.Build(Seed, DemoWorld.BusyHosts(botnets)).Select(exporter =>
                exporter.Encoding == ExportEncoding.Nfcapd ? exporter with { Encoding = ExportEncoding.NetFlow9 } : exporter)],
            Attacks = attacks.Attacks,
        };
    }

    private sealed class Record : IDatagramPath
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Action<long> Sent { get; init; } = _ => { };

        public int Datagrams { get; private set; }

        public string Digest { get; private set; } = "";

        public bool NextIsLost() => false;

        public void Write(long sentMs, ReadOnlySpan<byte> payload)
        {
            Sent(sentMs);
            _hash.AppendData(BitConverter.GetBytes(sentMs));
            _hash.AppendData(payload);
            Datagrams++;
        }

        public void Dispose()
        {
            Digest = Convert.ToHexStringLower(_hash.GetHashAndReset());
            _hash.Dispose();
        }
    }
}
