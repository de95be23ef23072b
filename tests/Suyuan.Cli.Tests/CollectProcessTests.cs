using System.Buffers.Binary;
using System.Text.Json;
using Suyuan.Cli;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>The real command as a process of its own, stopped and killed.</summary>
public sealed class CollectProcessTests : IDisposable
{
    private const int FloodRecords = 30;
    private const uint FloodPackets = 20_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-collect-");

    private string Store => Path.Combine(_folder.FullName, "s.duckdb");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_collector_told_to_stop_commits_all_that_it_took_and_ends_with_0()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using CollectProcess first = await CollectProcess.Start(Store, cancel);
        first.Send(Recent("booterdns.nfv5.pcap"));

        (int code, string messages) = await first.Stop(cancel);

        Assert.Equal(0, code);
        Assert.Contains("6,880 decoded = 6,880 used + 0 refused", messages, StringComparison.Ordinal);
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);
        Assert.Equal(6880, store.LoadSettled().ByExporter["127.0.0.1"].Values.Sum(minute => minute.Records));
    }

    [Fact]
    public async Task A_doctor_is_told_by_its_metrics_address_what_it_has_counted()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using CollectProcess collector = await CollectProcess.Start(Store, cancel);
        collector.Send(Recent("booterdns.nfv5.pcap"));
        CollectionText? health = null;
        SuyuanProcess? told = null;
        await Eventually.Holds(
            () =>
            {
                told = SuyuanProcess.Run(_folder.FullName, "doctor", "--format", "json", "--metrics", collector.MetricsAddress);
                health = new CollectionText(told.Output);
                return health.Root.GetProperty("detection").GetProperty("used").GetInt64() == 6880;
            },
            "all records are told of", cancel);

        Assert.Contains("Asked the running collection, which has collected for ", told!.Errors, StringComparison.Ordinal);
        Assert.Equal("fine", health!.Worst("datagrams"));
        JsonElement exporter = Assert.Single(health.Root.GetProperty("exporters").EnumerateArray());
        Assert.True(exporter.GetProperty("formats").GetProperty("NetFlow v5").GetInt64() > 0);
        // NetFlow v5 of this sample does not say its sampling.
        Assert.Equal((ExitCodes.ProblemFound, "problem"), (told.ExitCode, health.Worst("sampling")));
        Assert.Equal(0, (await collector.Stop(cancel)).Code);
    }

    [Fact]
    public async Task While_it_collects_its_store_is_read_copied_and_pruned_through_it()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using CollectProcess collector = await CollectProcess.Start(Store, cancel);
        foreach (string command in (string[])["events", "resources --limit 5", "store prune --dry-run --evidence 60", "store backup copy"])
        {
            SuyuanProcess done = SuyuanProcess.Run(_folder.FullName, [.. command.Split(' '), "--store", Store]);
            Assert.True(done.ExitCode == 0, command + ": " + done.Errors);
        }
        SuyuanProcess doctor = SuyuanProcess.Run(_folder.FullName, "doctor", "--store", Store);
        Assert.Contains("Asked the running collection, which has collected for ", doctor.Errors, StringComparison.Ordinal);
        using (DuckDbStore copy = DuckDbStore.Open(Path.Combine(_folder.FullName, "copy", "store.duckdb"), StoreAccess.Read, TimeProvider.System))
        {
            Assert.Empty(copy.Events(new ListFilter()));
        }
        Assert.Equal(0, (await collector.Stop(cancel)).Code);
        Assert.False(File.Exists(Store + ".sock"));
    }

    [Fact]
    public async Task After_a_kill_what_was_committed_is_there_and_the_next_collector_goes_on()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using (CollectProcess first = await CollectProcess.Start(Store, cancel))
        {
            first.Send(Recent("booterdns.nfv5.pcap"));
            await first.Stop(cancel);
        }
        using (CollectProcess second = await CollectProcess.Start(Store, cancel))
        {
            second.Send(Recent("booterdns.nfv9.pcap"));
            await Eventually.Holds(() => File.ReadAllText(Store + ".collector.json").Contains("\"version\":9", StringComparison.Ordinal), "templates are saved while it runs", cancel);
            second.Kill();
        }
        using CollectProcess third = await CollectProcess.Start(Store, cancel);

        // Between two repetitions of the templates: readable only by those that the killed process saved.
        third.Send(Recent("booterdns.nfv9.pcap")[97..112]);
        (int code, string messages) = await third.Stop(cancel);

        Assert.Equal(0, code);
        Assert.Contains("templates restored", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("MissingTemplate", messages, StringComparison.Ordinal);
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);
        Assert.True(store.LoadSettled().ByExporter["127.0.0.1"].Values.Sum(minute => minute.Records) >= 6880);
    }

    /// <summary>Exporters' clocks may be five minutes off: that much data from before and after now makes minutes final while the test runs.</summary>
    [Fact]
    public async Task Killed_amid_an_attack_no_committed_minute_is_lost_or_doubled_and_event_and_alarm_go_on()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        long now = Minute.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        byte[][] all = [.. Enumerable.Range(-8, 14).Select(minute => Flood(now + minute))];
        string messages;
        using (CollectProcess zeroth = await CollectProcess.Start(Store, cancel))
        {
            // It leaves a minute that takes more records, which the next process must not offer for ever.
            zeroth.Send(all[..1]);
            (_, messages) = await zeroth.Stop(cancel);
        }
        SortedDictionary<long, SettledMinute> committed;
        string eventId;
        using (CollectProcess first = await CollectProcess.Start(Store, cancel))
        {
            first.Send(all[1..]);
            await Eventually.Holds(() => first.Metric("suyuan_commits_total") >= 1 && first.Metric("suyuan_judgements_total") >= 2, "minutes are committed", cancel);
            await Eventually.Holds(() => first.Messages.Contains(": syn-flood on 203.0.113.7,", StringComparison.Ordinal), "the alarm is told", cancel);
            first.Kill();
            messages += first.Messages;
        }
        using (DuckDbStore killed = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System))
        {
            committed = killed.LoadSettled().ByExporter["127.0.0.1"];
            eventId = Assert.Single(killed.Events(new ListFilter())).Id;
        }
        Assert.InRange(committed.Count, 2, 8);
        using (CollectProcess second = await CollectProcess.Start(Store, cancel))
        {
            second.Send(all);
            (_, string last) = await second.Stop(cancel);
            Assert.Contains("(goes on after a restart of the collector)", last, StringComparison.Ordinal);
            messages += last;
        }
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);

        SortedDictionary<long, SettledMinute> settled = store.LoadSettled().ByExporter["127.0.0.1"];
        Assert.All(settled, minute => Assert.Equal(FloodRecords, minute.Value.Records));
        Assert.Equal(all.Length, settled.Count);
        EventRow found = Assert.Single(store.Events(new ListFilter()));
        Assert.Equal((eventId, 1, all.Length * FloodRecords * (long)FloodPackets), (found.Id, found.Bursts, found.Packets));
        Assert.Single(messages.Split('\n'), line => line.Contains(" opened: ", StringComparison.Ordinal));
    }

    /// <summary>The process may write no file longer than those it has: a full disk, without one.</summary>
    [Fact]
    public async Task While_the_store_cannot_grow_minutes_wait_and_none_is_lost_when_there_is_room_again()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        if (!CollectProcess.CanLimit)
        {
            Assert.Skip("no bash or no prlimit (util-linux) on this machine");
        }
        long now = Minute.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        byte[][] all = [.. Enumerable.Range(-8, 14).Select(minute => Flood(now + minute))];
        string messages;
        using (CollectProcess collector = await CollectProcess.Start(Store, cancel, limited: true))
        {
            await Eventually.Holds(() => collector.Metric("suyuan_judgements_total") >= 1, "it has opened the store", cancel);
            // More than the small files beside the store take.
            collector.Limit(6_000);
            collector.Send(all);
            await Eventually.Holds(() => collector.Metric("suyuan_store_refusals_total") >= 2, "the store is full", cancel);
            Assert.Equal(0, collector.Metric("suyuan_commits_total"));
            await Eventually.Holds(() => collector.Messages.Contains("minutes wait until there is room", StringComparison.Ordinal), "it says so", cancel);
            collector.Limit(null);
            await Eventually.Holds(() => collector.Metric("suyuan_commits_total") >= 1, "it goes on", cancel);
            (int code, messages) = await collector.Stop(cancel);
            Assert.True(code == 0, messages);
        }
        using DuckDbStore store = DuckDbStore.Open(Store, StoreAccess.Read, TimeProvider.System);

        SortedDictionary<long, SettledMinute> settled = store.LoadSettled().ByExporter["127.0.0.1"];
        Assert.Equal((all.Length, all.Length * FloodRecords), (settled.Count, (int)settled.Values.Sum(minute => minute.Records)));
        EventRow found = Assert.Single(store.Events(new ListFilter()));
        Assert.Equal(all.Length * FloodRecords * (long)FloodPackets, found.Packets);
        Assert.Single(messages.Split('\n'), line => line.Contains("minutes wait until there is room", StringComparison.Ordinal));
    }

    /// <summary>NetFlow v5: a minute of SYNs, 600,000 of them, in its twentieth second.</summary>
    private static byte[] Flood(long minute)
    {
        const uint UpTime = 86_400_000;
        byte[] octets = new byte[24 + (FloodRecords * 48)];
        BinaryPrimitives.WriteUInt16BigEndian(octets, 5);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), FloodRecords);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), UpTime);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), (uint)(Minute.Start(minute) / 1000) + 20);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(16), (uint)minute * FloodRecords);
        for (int row = 0; row < FloodRecords; row++)
        {
            Span<byte> record = octets.AsSpan(24 + (row * 48));
            BinaryPrimitives.WriteUInt32BigEndian(record, 0xC6336400 + (uint)row);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], 0xCB007107);
            BinaryPrimitives.WriteUInt32BigEndian(record[16..], FloodPackets);
            BinaryPrimitives.WriteUInt32BigEndian(record[20..], FloodPackets * 44);
            BinaryPrimitives.WriteUInt32BigEndian(record[24..], UpTime);
            BinaryPrimitives.WriteUInt32BigEndian(record[28..], UpTime);
            BinaryPrimitives.WriteUInt16BigEndian(record[32..], (ushort)(1024 + row));
            BinaryPrimitives.WriteUInt16BigEndian(record[34..], 443);
            record[37] = 2;
            record[38] = 6;
        }
        return octets;
    }

    /// <summary>The sample's datagrams with the time of export moved to now; records of NetFlow v5 follow it, those of v9 have times of their own.</summary>
    private static byte[][] Recent(string file)
    {
        uint now = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        byte[][] datagrams = [.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", file)).Select(one => one.Octets)];
        foreach (byte[] datagram in datagrams)
        {
            BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(8), now);
        }
        return datagrams;
    }
}
