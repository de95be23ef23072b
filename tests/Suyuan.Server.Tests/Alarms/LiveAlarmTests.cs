using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Suyuan.Server.Api;
using Suyuan.Server.Collection;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Alarms;

/// <summary>From datagrams on a socket to those who listen, with a clock that the test moves.</summary>
public sealed class LiveAlarmTests : IDisposable
{
    private const int Records = 30;

    private static readonly DateTimeOffset s_noon = new(2026, 7, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-live-alarms-");
    private readonly SettableClock _clock = new(s_noon.AddSeconds(30));
    private readonly LiveFeed _feed = new();
    private readonly StringWriter _log = new();
    private readonly DuckDbStore _store;
    private long _sent;

    public LiveAlarmTests() => _store = DuckDbStore.Open(Path.Combine(_folder.FullName, "s.duckdb"), StoreAccess.Write, TimeProvider.System, "testkey");

    public void Dispose()
    {
        _log.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_attack_is_told_while_its_minute_is_open_and_its_end_too()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using LiveListener listener = _feed.Listen();
        using Collector collector = Start();
        await Flood(collector, cancel);
        LiveMessage opened = (await listener.Next(TimeSpan.FromMinutes(1), cancel))!;
        Assert.Equal("alarm", opened.Type);
        AlarmNotice notice = Assert.IsType<AlarmNotice>(opened.Data);
        Assert.Equal((AlarmChange.Opened, "203.0.113.7", 60_000), (notice.Change, notice.Alarm.Target, notice.Alarm.PeakPps));
        Assert.Equal("syn-flood", Assert.Single(notice.Alarm.Vectors).Vector);
        Assert.Single(collector.Alarms.List().Open);
        await Eventually.Holds(() => collector.Metrics().Contains("suyuan_alarm_latency_seconds_count 1\n", StringComparison.Ordinal), "its latency is counted", cancel);

        await Quiet(collector, cancel);
        AlarmNotice closed = Assert.IsType<AlarmNotice>((await listener.Next(TimeSpan.FromMinutes(1), cancel))!.Data);
        collector.Stop();

        Assert.Equal((AlarmChange.Closed, notice.Alarm.Id), (closed.Change, closed.Alarm.Id));
        Assert.Empty(collector.Alarms.List().Open);
        Assert.Contains("suyuan_alarms_total{change=\"closed\"} 1\n", collector.Metrics(), StringComparison.Ordinal);
        Assert.Equal(notice.Alarm.Id, Assert.Single(_store.Events(new ListFilter())).Id);
        Assert.Contains($"attack alarm {notice.Alarm.Id} opened: syn-flood on 203.0.113.7, since 2026-07-06T12:00:30Z, up to 60.0 kpps", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_open_when_a_collector_ended_goes_on_in_the_next_or_is_closed_by_it()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using (Collector first = Start())
        {
            await Flood(first, cancel);
            await Eventually.Holds(() => first.Alarms.List().Open.Count == 1, "it is opened", cancel);
            first.Stop();
        }
        using LiveListener listener = _feed.Listen();
        using Collector second = Start();
        AlarmNotice restarted = Assert.IsType<AlarmNotice>((await listener.Next(TimeSpan.FromMinutes(1), cancel))!.Data);
        Assert.Equal((AlarmChange.Updated, AlarmReason.Restarted), (restarted.Change, restarted.Reason));
        _clock.NowMs += 60_000;
        DateTimeOffset again = _clock.GetUtcNow();
        await Flood(second, cancel);
        await Eventually.Holds(() => second.Alarms.List().Open[0].Last == again, "it goes on", cancel);
        await Quiet(second, cancel);
        AlarmNotice closed = Assert.IsType<AlarmNotice>((await listener.Next(TimeSpan.FromMinutes(1), cancel))!.Data);
        second.Stop();

        Assert.Equal((AlarmChange.Closed, restarted.Alarm.Id, 1), (closed.Change, closed.Alarm.Id, closed.Alarm.Burst));
    }

    [Fact]
    public async Task A_damaged_file_of_alarms_is_set_aside_and_said()
    {
        await File.WriteAllTextAsync(AlarmsFile, "{\"version\":1,\"open\":[{}]", TestContext.Current.CancellationToken);
        using (Collector collector = Start())
        {
            collector.Stop();
        }
        Assert.Contains(".alarms.json cannot be used", _log.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(AlarmsFile + ".damaged"));
    }

    private string AlarmsFile => AlarmOptions.FileOf(Path.Combine(_folder.FullName, "s.duckdb"));

    private Collector Start()
    {
        CollectorOptions options = new()
        {
            Listen = [new IPEndPoint(IPAddress.Loopback, 0)],
            StateFile = CollectorOptions.StateFileOf(Path.Combine(_folder.FullName, "s.duckdb")),
            Alarms = new AlarmOptions { File = AlarmsFile },
        };
        Collector collector = new(_store, NoPlaces.Instance, options, _clock, _log, _feed);
        collector.Start();
        _sent = 0;
        return collector;
    }

    /// <summary>600,000 SYNs at this moment, and a look.</summary>
    private async Task Flood(Collector collector, CancellationToken cancel)
    {
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo(V5(_clock.NowMs), collector.Addresses[0]);
        _sent++;
        await Eventually.Holds(() => collector.Detection.Book.All.Sum(one => one.Datagrams) == _sent, "the datagram is decoded", cancel);
        await Look(collector, 10_000, cancel);
    }

    /// <summary>The exporter falls silent, for eleven minutes.</summary>
    private async Task Quiet(Collector collector, CancellationToken cancel)
    {
        for (int minute = 0; minute < 11; minute++)
        {
            await Look(collector, 60_000, cancel);
        }
    }

    private async Task Look(Collector collector, long ms, CancellationToken cancel)
    {
        long looks = collector.Detection.Looks;
        _clock.NowMs += ms;
        await Eventually.Holds(() => collector.Detection.Looks > looks, "a look", cancel);
    }

    private static byte[] V5(long endMs)
    {
        const uint UpTime = 86_400_000;
        byte[] octets = new byte[24 + (Records * 48)];
        BinaryPrimitives.WriteUInt16BigEndian(octets, 5);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), Records);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), UpTime);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), (uint)(endMs / 1000));
        for (int row = 0; row < Records; row++)
        {
            Span<byte> record = octets.AsSpan(24 + (row * 48));
            BinaryPrimitives.WriteUInt32BigEndian(record, 0xC6336400 + (uint)row);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], 0xCB007107);
            BinaryPrimitives.WriteUInt32BigEndian(record[16..], 20_000);
            BinaryPrimitives.WriteUInt32BigEndian(record[20..], 20_000 * 44);
            BinaryPrimitives.WriteUInt32BigEndian(record[24..], UpTime);
            BinaryPrimitives.WriteUInt32BigEndian(record[28..], UpTime);
            BinaryPrimitives.WriteUInt16BigEndian(record[32..], (ushort)(1024 + row));
            BinaryPrimitives.WriteUInt16BigEndian(record[34..], 443);
            record[37] = 2;
            record[38] = 6;
        }
        return octets;
    }

    private sealed class NoPlaces : IPlaceLookup
    {
        public static NoPlaces Instance { get; } = new();

        public string Version => "none";

        public IReadOnlyList<AddressDataSource> Sources => [];

        public Place Find(IpAddress address) => Place.Unknown;
    }
}
