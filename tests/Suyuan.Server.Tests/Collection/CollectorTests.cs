using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Suyuan.Server.Collection;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Collection;

/// <summary>A whole collector on loopback, with a clock that the test moves.</summary>
public sealed class CollectorTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 7, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-collector-");
    private readonly SettableClock _clock = new(s_noon);
    private readonly DuckDbStore _store;

    public CollectorTests() => _store = DuckDbStore.Open(Path.Combine(_folder.FullName, "s.duckdb"), StoreAccess.Write, TimeProvider.System);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_minute_is_committed_once_its_horizon_has_passed_while_later_ones_stay_open()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start();
        for (int minute = 0; minute <= 12; minute++)
        {
            _clock.NowMs = s_noon.AddMinutes(minute).ToUnixTimeMilliseconds();
            await Send(collector, V5(_clock.NowMs, sequence: (uint)minute), cancel);
            long sent = _clock.NowMs;
            await Eventually.Holds(() => Follows(collector, sent), "the watermark follows", cancel);
        }
        // Horizon of five minutes; each minute waits for the next, which decides its edges, and for four more, which can change its target: minutes 0 and 1 are out.
        await Eventually.Holds(() => collector.Writer.Commits == 2, "two commits", cancel);
        collector.Stop();

        Assert.Equal(13, _store.LoadSettled().ByExporter["127.0.0.1"].Count);
        Assert.Equal(13, collector.Detection.Fates.Used);
    }

    [Fact]
    public async Task A_record_older_than_the_horizon_is_counted_as_such()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start();
        await Send(collector, V5(_clock.NowMs, 0), cancel);
        long sent = _clock.NowMs;
        await Eventually.Holds(() => Follows(collector, sent), "the watermark follows", cancel);

        await Send(collector, V5(sent - 360_000, 1), cancel);
        collector.Stop();

        Assert.Equal((1, 1), (collector.Detection.Fates.Used, collector.Detection.Fates.BeyondHorizon));
    }

    [Fact]
    public async Task Datagrams_that_are_no_exports_are_counted_and_make_no_exporter()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start();
        await Send(collector, "hello"u8.ToArray(), cancel);
        await Send(collector, [], cancel);
        await Send(collector, V5(_clock.NowMs, 0), cancel);
        await Send(collector, "hello"u8.ToArray(), cancel);
        collector.Stop();

        Assert.Equal(2, collector.Detection.Decoder.Unknown);
        ExporterStatistics exporter = Assert.Single(collector.Detection.Book.All);
        Assert.Equal(2, exporter.Datagrams);
        Assert.Equal(1, exporter.Faults[Telemetry.DecodeFault.UnknownVersion]);
    }

    [Fact]
    public async Task Missing_sequence_numbers_are_counted_per_exporter()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start();
        await Send(collector, V5(_clock.NowMs, 0), cancel);
        await Send(collector, V5(_clock.NowMs, 8), cancel);
        collector.Stop();

        Assert.Equal((1, 7), (collector.Detection.Book.All.Single().Gaps.Gaps, collector.Detection.Book.All.Single().Gaps.LostRecords));
    }

    [Fact]
    public async Task Minutes_that_a_stop_cut_take_the_rest_of_their_records_after_the_restart()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        for (int process = 0; process < 3; process++)
        {
            using Collector collector = Start();
            await Send(collector, V5(_clock.NowMs, (uint)process), cancel);
            collector.Stop();
            Assert.Equal(1, collector.Detection.Fates.Used);
        }

        Assert.Equal(3, Assert.Single(_store.LoadSettled().ByExporter["127.0.0.1"]).Value.Records);
    }

    [Fact]
    public async Task Without_its_state_a_settled_minute_takes_no_more_records_and_says_so()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using (Collector first = Start())
        {
            await Send(first, V5(_clock.NowMs, 0), cancel);
            first.Stop();
        }
        File.Delete(StateFile);
        using Collector second = Start();
        await Send(second, V5(_clock.NowMs, 1), cancel);
        second.Stop();

        Assert.Equal((0, 1), (second.Detection.Fates.Used, second.Detection.Fates.AlreadySettled));
    }

    [Fact]
    public async Task Metrics_are_served_over_http_and_hold_what_was_counted()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start(new IPEndPoint(IPAddress.Loopback, 0));
        await Send(collector, V5(_clock.NowMs, 0), cancel);
        using HttpClient client = new();

        string text = await client.GetStringAsync(new Uri($"http://{collector.MetricsAddress}/metrics"), cancel);
        HttpResponseMessage other = await client.GetAsync(new Uri($"http://{collector.MetricsAddress}/"), cancel);
        collector.Stop();

        Assert.Contains("suyuan_exporter_datagrams_total{exporter=\"127.0.0.1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains($"suyuan_listener_datagrams_total{{listener=\"{collector.Addresses[0]}\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        string[] families = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.Equal(DocumentTable.Rows("docs/operations.md").Keys.Where(key => key.StartsWith("suyuan_", StringComparison.Ordinal)).Order(), families.Order());
    }

    /// <summary>
    /// A Juniper MX80 tells 1 in 1000 in the header, softflowd 1 in 100 in options for its interface, sFlow 1 in 512 with each sample; a Cisco ASR 9000's capture lacks what
    /// its samplers' options say, so that its rate is unknown.
    /// </summary>
    [Fact]
    public async Task Metrics_tell_the_rates_of_captured_exports_where_they_were_learned_and_what_they_estimate()
    {
        const string Logstash = "flow/logstash/logstash-plugins+logstash-codec-netflow__spec_codecs_";
        CancellationToken cancel = TestContext.Current.CancellationToken;
        byte[] juniper = await File.ReadAllBytesAsync(Fixtures.Shared(Logstash + "netflow5_test_juniper_mx80.dat"), cancel);
        byte[] agent = await File.ReadAllBytesAsync(Fixtures.Shared("flow/sflow/Cistern+sflow___test_flow_samples_2.dump"), cancel);
        byte[][] datagrams =
        [
            juniper,
            await File.ReadAllBytesAsync(Fixtures.Shared(Logstash + "netflow9_test_cisco_asr9k_tpl260.dat"), cancel),
            await File.ReadAllBytesAsync(Fixtures.Shared(Logstash + "netflow9_test_cisco_asr9k_data260.dat"), cancel),
            // Behind the others: all come from one address here, and what one domain announces holds in others that say nothing.
            .. CapturedDatagram.Read(Fixtures.Shared("flow/graylog/Graylog2+graylog-plugin-netflow__src_test_resources_netflow-data_netflow9.pcap")).Select(one => one.Octets),
            agent, Later(agent),
        ];
        using Collector collector = Start(new IPEndPoint(IPAddress.Loopback, 0));
        foreach (byte[] datagram in datagrams)
        {
            await Send(collector, datagram, cancel);
        }
        await Eventually.Holds(
            () =>
            {
                // Records wait for each other until the collector's clock ticks.
                _clock.NowMs += 1_000;
                return collector.Detection.Book.All.Sum(one => one.Records) == 29 + 21 + 21 + 4;
            },
            "all records are booked", cancel);
        using HttpClient client = new();
        string text = await client.GetStringAsync(new Uri($"http://{collector.MetricsAddress}/metrics"), cancel);
        collector.Stop();

        Assert.Equal(
            [
                """suyuan_exporter_rate_records_total{exporter="127.0.0.1",origin="Header",interval="1000"} 29""",
                """suyuan_exporter_rate_records_total{exporter="127.0.0.1",origin="Assumed",interval="unknown"} 21""",
                """suyuan_exporter_rate_records_total{exporter="127.0.0.1",origin="Interface",interval="100"} 21""",
                """suyuan_exporter_rate_records_total{exporter="208.85.240.52",origin="Record",interval="512"} 4""",
            ],
            text.Split('\n').Where(line => line.StartsWith("suyuan_exporter_rate_records_total", StringComparison.Ordinal)));
        SampledTraffic.Part header = collector.Detection.Book.All.First().Traffic.Parts[0];
        // NetFlow v5 has packets at octet 16 and octets at octet 20 of each record of 48, behind a header of 24.
        Assert.Equal(
            (Column(juniper, 16), Column(juniper, 20), 1000.0 * Column(juniper, 16), 1000.0 * Column(juniper, 20)), (header.Packets, header.Octets, header.EstimatedPackets, header.EstimatedOctets));
        Assert.Contains("suyuan_exporter_observed_packets_total{exporter=\"208.85.240.52\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("suyuan_exporter_estimated_packets_total{exporter=\"208.85.240.52\"} 2048\n", text, StringComparison.Ordinal);
        Assert.Contains("suyuan_exporter_sflow_samples_total{exporter=\"127.0.0.1\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("suyuan_exporter_sflow_pool_packets_total{exporter=\"127.0.0.1\"} 1000\n", text, StringComparison.Ordinal);
        Assert.Contains("suyuan_exporter_sflow_dropped_samples_total{exporter=\"127.0.0.1\"} 7\n", text, StringComparison.Ordinal);

        static long Column(byte[] datagram, int at) =>
            Enumerable.Range(0, BinaryPrimitives.ReadUInt16BigEndian(datagram.AsSpan(2))).Sum(record => (long)BinaryPrimitives.ReadUInt32BigEndian(datagram.AsSpan(24 + (record * 48) + at)));
    }

    /// <summary>The agent's next datagram: a source's pool has grown by 1000, and 7 samples were dropped.</summary>
    private static byte[] Later(byte[] agent)
    {
        // sFlow version 5: header of 28 octets of an IPv4 agent, its sequence number at 16; a sample's type, length, sequence number, source, rate, pool, drops.
        const int Sequence = 16;
        const int Pool = 28 + 20;
        byte[] later = [.. agent];
        Raise(Sequence, 1);
        Raise(Pool, 1000);
        Raise(Pool + 4, 7);
        return later;

        void Raise(int at, uint by) => BinaryPrimitives.WriteUInt32BigEndian(later.AsSpan(at), BinaryPrimitives.ReadUInt32BigEndian(later.AsSpan(at)) + by);
    }

    [Fact]
    public async Task Where_the_state_cannot_be_saved_collection_goes_on_and_says_so()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using StringWriter messages = new();
        CollectorOptions options = Options(0) with { StateFile = Path.Combine(_folder.FullName, "no-such-folder", "state.json") };
        using Collector collector = new(_store, NoPlaces.Instance, options, _clock, messages);
        collector.Start();
        await Send(collector, V5(_clock.NowMs, 0), cancel);
        collector.Stop();

        Assert.Contains("cannot be written", messages.ToString(), StringComparison.Ordinal);
        Assert.Single(_store.LoadSettled().ByExporter["127.0.0.1"]);
    }

    /// <summary>The exporter's clock is right; ours is an hour ahead, or behind, for four of twelve minutes.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(4)]
    [InlineData(-4)]
    public async Task A_clock_that_jumps_and_comes_back_doubles_no_minute_and_all_records_are_counted(int jump)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using Collector collector = Start();
        for (int minute = 0; minute < 12; minute++)
        {
            DateTimeOffset actual = s_noon.AddMinutes(minute);
            _clock.NowMs = actual.AddMinutes(minute is >= 4 and < 8 ? jump : 0).ToUnixTimeMilliseconds();
            await Send(collector, V5(actual.ToUnixTimeMilliseconds(), sequence: (uint)minute), cancel);
        }
        // Whatever it was, two hours later all is as ever.
        for (int minute = 120; minute < 123; minute++)
        {
            _clock.NowMs = s_noon.AddMinutes(minute).ToUnixTimeMilliseconds();
            await Send(collector, V5(_clock.NowMs, sequence: (uint)minute), cancel);
        }
        collector.Stop();

        RecordFates fates = collector.Detection.Fates;
        SortedDictionary<long, SettledMinute> settled = _store.LoadSettled().ByExporter["127.0.0.1"];
        Assert.Equal(15, fates.Used + fates.Refused.Sum(reason => reason.Value));
        Assert.Equal(fates.Used, settled.Values.Sum(minute => minute.Records));
        Assert.All(settled.Values, minute => Assert.Equal(1, minute.Records));
        Assert.All(Enumerable.Range(120, 3), minute => Assert.Contains(Minute.Of(s_noon.AddMinutes(minute).ToUnixTimeMilliseconds()), settled.Keys));
        if (Math.Abs(jump) <= 4)
        {
            Assert.Equal(15, fates.Used);
        }
    }

    [Fact]
    public void Metrics_on_an_address_in_use_are_named()
    {
        using Socket taken = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        IPEndPoint address = (IPEndPoint)taken.LocalEndPoint!;

        IOException error = Assert.Throws<IOException>(() => Start(address));

        Assert.StartsWith($"metrics cannot be served on {address}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_in_use_is_named()
    {
        using Socket taken = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        IPEndPoint address = (IPEndPoint)taken.LocalEndPoint!;

        IOException error = Assert.Throws<IOException>(() => new Collector(_store, NoPlaces.Instance, Options(address.Port), _clock, TextWriter.Null));

        Assert.Contains(address.ToString(), error.Message, StringComparison.Ordinal);
    }

    /// <summary>The collector looks at the watermark each second of its clock, and may have looked just before the datagram was decoded.</summary>
    private bool Follows(Collector collector, long sent)
    {
        _clock.NowMs += 1_000;
        return collector.Detection.WatermarkMs == sent;
    }

    private string StateFile => CollectorOptions.StateFileOf(Path.Combine(_folder.FullName, "s.duckdb"));

    private Collector Start(IPEndPoint? metrics = null)
    {
        Collector collector = new(_store, NoPlaces.Instance, Options(0) with { Metrics = metrics }, _clock, TextWriter.Null);
        collector.Start();
        return collector;
    }

    private CollectorOptions Options(int port) => new() { Listen = [new IPEndPoint(IPAddress.Loopback, port)], StateFile = StateFile, Alarms = new AlarmOptions { File = StateFile + ".alarms" } };

    /// <summary>Sends and waits until it is decoded.</summary>
    private static async Task Send(Collector collector, byte[] datagram, CancellationToken cancel)
    {
        long before = Decoded(collector);
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendTo(datagram, collector.Addresses[0]);
        await Eventually.Holds(() => Decoded(collector) == before + 1, "the datagram is decoded", cancel);
    }

    private static long Decoded(Collector collector) => collector.Detection.Decoder.Unknown + collector.Detection.Book.All.Sum(one => one.Datagrams);

    /// <summary>NetFlow v5 with one record that ends at the time given.</summary>
    private static byte[] V5(long endMs, uint sequence)
    {
        const uint UpTime = 10_000;
        byte[] octets = new byte[24 + 48];
        BinaryPrimitives.WriteUInt16BigEndian(octets, 5);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), UpTime);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), (uint)(endMs / 1000));
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(16), sequence);
        Span<byte> record = octets.AsSpan(24);
        BinaryPrimitives.WriteUInt32BigEndian(record, 0xC6336401);
        BinaryPrimitives.WriteUInt32BigEndian(record[4..], 0xCB007109);
        BinaryPrimitives.WriteUInt32BigEndian(record[16..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[20..], 100);
        BinaryPrimitives.WriteUInt32BigEndian(record[24..], UpTime);
        BinaryPrimitives.WriteUInt32BigEndian(record[28..], UpTime);
        record[38] = 17;
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
