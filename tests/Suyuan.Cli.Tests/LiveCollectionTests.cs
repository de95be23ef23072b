using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Suyuan.Cli;
using Suyuan.Cli.Ingest;
using Suyuan.Cli.Places;
using Suyuan.Detection;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Suyuan.Server.Collection;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The datagrams of the sample's exports, sent over loopback at the time of their capture: what comes out is what ingesting the file gives.</summary>
public sealed class LiveCollectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-live-");
    private readonly SettableClock _clock = new(DateTimeOffset.UnixEpoch);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("booterdns.nfv5.pcap")]
    [InlineData("booterdns.nfv9.pcap")]
    [InlineData("booterdns.ipfix.pcap")]
    [InlineData("booterdns.sflow.pcap")]
    public async Task Datagrams_collected_give_the_rows_that_their_capture_gives_when_ingested(string file)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        IReadOnlyList<CapturedDatagram> datagrams = CapturedDatagram.Read(Sample(file));
        using DuckDbStore store = Open("live");
        using (Collector collector = Start(store))
        {
            await Send(collector, datagrams, cancel);
            Assert.Equal(0, Metric(collector, "suyuan_commits_total"));
            // The exporter has fallen silent: time goes on, and the minute becomes final while the collector runs.
            for (int minute = 1; minute <= 16; minute++)
            {
                _clock.NowMs += Minute.Milliseconds;
                await Eventually.Holds(() => Metric(collector, "suyuan_watermark_lag_seconds") <= 300, "a look at the watermark", cancel);
            }
            await Eventually.Holds(() => Metric(collector, "suyuan_commits_total") == 1 && Metric(collector, "suyuan_judgements_total") >= 2, "the minute is committed and judged", cancel);
            collector.Stop();
        }

        Assert.Equal(Ingested(file, Rows), Rows(store));
        Assert.Single(store.Events(new ListFilter { MinConfidence = 0 }));
    }

    [Theory]
    [InlineData("booterdns.nfv9.pcap")]
    [InlineData("booterdns.ipfix.pcap")]
    public async Task A_restart_in_the_middle_of_a_minute_and_between_two_templates_loses_no_packet_and_no_reflector(string file)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        CapturedDatagram[] datagrams = [.. CapturedDatagram.Read(Sample(file))];
        using DuckDbStore store = Open("restarted");
        foreach (CapturedDatagram[] part in (CapturedDatagram[][])[datagrams[..100], datagrams[100..]])
        {
            using Collector collector = Start(store);
            await Send(collector, part, cancel);
            collector.Stop();
            Assert.DoesNotContain("MissingTemplate", collector.Metrics(), StringComparison.Ordinal);
        }

        EventRow found = Assert.Single(store.Events(new ListFilter { MinConfidence = 0 }));
        Assert.Equal((6677, 3178, 1), (found.Packets, found.Reflectors, found.Bursts));
        Assert.Equal(Ingested(file, Reflectors), Reflectors(store));
    }

    private static string Sample(string file) => Path.Combine(Fixtures.Root, "samples", "booter-dns", file);

    private DuckDbStore Open(string name) =>
        DuckDbStore.Open(Path.Combine(_folder.FullName, name + ".duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");

    private Collector Start(DuckDbStore store)
    {
        CollectorOptions options = new()
        {
            Listen = [new IPEndPoint(IPAddress.Loopback, 0)],
            Profile = DetectionProfile.Capture,
            StateFile = Path.Combine(_folder.FullName, "collector.json"),
            Alarms = new AlarmOptions { File = Path.Combine(_folder.FullName, "alarms.json") },
        };
        Collector collector = new(store, NoPlaces.Instance, options, _clock, TextWriter.Null);
        collector.Start();
        return collector;
    }

    /// <summary>At the time of capture, which is the time of sFlow's records; waits until each is taken before the clock moves on.</summary>
    private async Task Send(Collector collector, IReadOnlyList<CapturedDatagram> datagrams, CancellationToken cancel)
    {
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (int index = 0; index < datagrams.Count; index++)
        {
            _clock.NowMs = datagrams[index].TimeMs;
            socket.SendTo(datagrams[index].Octets, collector.Addresses[0]);
            if (index == datagrams.Count - 1 || datagrams[index + 1].TimeMs != datagrams[index].TimeMs)
            {
                await Eventually.Holds(() => Metric(collector, "suyuan_exporter_datagrams_total") == index + 1, "the datagram is decoded", cancel);
            }
        }
    }

    /// <summary>The sum over a metric's labels.</summary>
    private static double Metric(Collector collector, string name) => collector.Metrics().Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private T Ingested<T>(string file, Func<DuckDbStore, T> read)
    {
        using DuckDbStore store = Open("ingested");
        new Pipeline(store, NoPlaces.Instance, new IngestOptions { Profile = DetectionProfile.Capture }, TimeProvider.System, new SilentProgress())
            .Ingest([Sample(file)], TestContext.Current.CancellationToken);
        return read(store);
    }

    private static string Rows(DuckDbStore store)
    {
        ListFilter all = new() { MinConfidence = 0 };
        return string.Join('\n', store.Events(all).Select(row => row.ToString())
            .Concat(store.Resources(all).Select(row => row.ToString())).Concat(store.Participations(all).Select(row => row.ToString())));
    }

    private static string[] Reflectors(DuckDbStore store) =>
        [.. store.Resources(new ListFilter { Kind = ResourceKind.Reflector }).Select(row => $"{row.Resource.Address} {row.Packets} {row.FirstSeen} {row.LastSeen}").Order(StringComparer.Ordinal)];
}
