using System.Globalization;
using System.Net;
using Suyuan.Model;
using Suyuan.Server.Alarms;
using Suyuan.Server.Alarms.Channels;
using Suyuan.Server.Collection.Sockets;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection.Metrics;

/// <summary>All that a collector counts, as metrics (docs/operations.md lists them) and as the lines of its end.</summary>
internal sealed class CollectorMetrics(
    IReadOnlyList<UdpListener> listeners, DatagramQueue queue, LiveDetection detection, StoreWriter writer, AlarmCentre alarms, TimeProvider clock)
{
    public string Render()
    {
        PrometheusText text = new();
        WriteListeners(text);
        WriteExporters(text);
        WriteDetection(text);
        WriteAlarms(text);
        return text.ToString();
    }

    /// <summary>The balance in words.</summary>
    public IEnumerable<string> Summary()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        long drops = listeners.Sum(listener => listener.Memory?.Drops ?? 0);
        ExporterStatistics[] exporters = [.. detection.Book.All];
        yield return string.Create(
            culture,
            $"datagrams: {listeners.Sum(listener => listener.Datagrams):N0} accepted, {listeners.Sum(listener => listener.Refused):N0} of refused senders, {drops:N0} dropped by the kernel, {detection.Decoder.Unknown:N0} of no known format");
        yield return string.Create(
            culture,
            $"records: {exporters.Sum(one => one.Records):N0} decoded = {detection.Fates.Used:N0} used + {detection.Fates.Refused.Sum(fate => fate.Value):N0} refused; {writer.Commits:N0} commits");
        foreach ((string fate, long count) in detection.Fates.Refused)
        {
            yield return string.Create(culture, $"  {count,14:N0}  {fate}");
        }
        foreach (IGrouping<DecodeFault, KeyValuePair<DecodeFault, long>> fault in exporters.SelectMany(one => one.Faults.NonZero).GroupBy(fault => fault.Key))
        {
            yield return string.Create(culture, $"  {fault.Sum(one => one.Value),14:N0}  {fault.Key}");
        }
    }

    private void WriteListeners(PrometheusText text)
    {
        PerListener(text.Counter("suyuan_listener_datagrams_total", "Datagrams taken from the socket of senders that are allowed."), one => one.Datagrams);
        PerListener(text.Counter("suyuan_listener_octets_total", "Octets of those datagrams' payloads."), one => one.Octets);
        PerListener(text.Counter("suyuan_listener_refused_datagrams_total", "Datagrams of senders that are not on the allow-list."), one => one.Refused);
        PerListener(text.Counter("suyuan_listener_kernel_drops_total", "Datagrams that the kernel dropped because the socket's buffer was full."), one => one.Memory?.Drops);
        PerListener(text.Gauge("suyuan_listener_buffer_used_octets", "Octets in the socket's receive buffer, kernel overhead included."), one => one.Memory?.Used);
        PerListener(text.Gauge("suyuan_listener_buffer_octets", "Octets that the socket's receive buffer may hold, kernel overhead included."), one => one.Memory?.Granted);
        text.Gauge("suyuan_queue_blocks", "Blocks of datagrams between receiving and decoding.").Add(queue.Blocks);
        text.Gauge("suyuan_queue_capacity_blocks", "Blocks that the queue may hold; each is 262144 octets.").Add(queue.Capacity);
        text.Counter("suyuan_queue_waits_total", "Times that a receiving thread found the queue full and waited.").Add(queue.Waits);
        text.Counter("suyuan_unknown_datagrams_total", "Datagrams of no known format, of senders that never sent an export.").Add(detection.Decoder.Unknown);
        text.Counter("suyuan_beyond_exporters_datagrams_total", "Datagrams of senders beyond the number of exporters that are kept.").Add(detection.Decoder.BeyondExporters);
    }

    /// <summary>Over the sockets of one address; null where the system does not tell of one of them.</summary>
    public static long? Sum(IEnumerable<UdpListener> sockets, Func<UdpListener, long?> value) =>
        sockets.Select(value).Aggregate((long?)0, (sum, one) => sum + one);

    /// <summary>What the system does not tell has no sample.</summary>
    private void PerListener(PrometheusText text, Func<UdpListener, long?> value)
    {
        foreach (IGrouping<IPEndPoint, UdpListener> same in listeners.GroupBy(one => one.Address))
        {
            if (Sum(same, value) is long known)
            {
                text.Add(known, ("listener", same.Key.ToString()));
            }
        }
    }

    private void WriteExporters(PrometheusText text)
    {
        ExporterStatistics[] senders = [.. detection.Book.All.Where(one => one.Datagrams > 0)];
        ExporterStatistics[] exporters = [.. detection.Book.All.Where(one => one.HeardMs is not null)];
        Per(text.Counter("suyuan_exporter_datagrams_total", "Datagrams that the address sent."), senders, one => one.Datagrams);
        Per(text.Counter("suyuan_exporter_octets_total", "Octets of their payloads."), senders, one => one.Octets);
        Per(text.Counter("suyuan_exporter_sequence_gaps_total", "Places where its sequence numbers have gaps."), senders, one => one.Gaps.Gaps);
        Per(text.Gauge("suyuan_exporter_lost_records", "Records missing there, of formats that number records; late ones are taken off again."), senders, one => one.Gaps.LostRecords);
        Per(text.Gauge("suyuan_exporter_lost_datagrams", "Datagrams missing there, of formats that number datagrams."), senders, one => one.Gaps.LostDatagrams);
        Per(text.Gauge("suyuan_exporter_templates", "Templates known of it."), senders, one => one.Templates);
        text.Counter("suyuan_exporter_faults_total", "What of its datagrams was refused, by reason (docs/formats.md).");
        foreach (ExporterStatistics one in senders)
        {
            foreach ((DecodeFault fault, long count) in one.Faults.NonZero)
            {
                text.Add(count, ("exporter", one.Key), ("fault", fault.ToString()));
            }
        }
        Per(text.Counter("suyuan_exporter_records_total", "Flow records that name this exporter."), exporters, one => one.Records);
        text.Gauge("suyuan_exporter_sampling_interval", "1 in N, of its newest record, and where that was learned.");
        foreach (ExporterStatistics one in exporters)
        {
            text.Add(Math.Max(one.Sampling, 1), ("exporter", one.Key), ("origin", one.SamplingOrigin.ToString()));
        }
        text.Counter("suyuan_exporter_rate_records_total", "Its records by the rate that they count with and where that was learned: Assumed = nothing told it, they count as they are.");
        foreach (ExporterStatistics one in exporters)
        {
            foreach (SampledTraffic.Part part in one.Traffic.Parts)
            {
                text.Add(part.Records, ("exporter", one.Key), ("origin", part.Rate.Origin.ToString()), ("interval", Interval(part.Rate)));
            }
        }
        Per(text.Counter("suyuan_exporter_observed_packets_total", "Packets in its records, as exported."), exporters, one => one.Traffic.ObservedPackets);
        Per(text.Counter("suyuan_exporter_estimated_packets_total", "The same, each record's multiplied by its rate."), exporters, one => one.Traffic.EstimatedPackets);
        Per(text.Counter("suyuan_exporter_observed_octets_total", "IP-layer octets in its records, as exported."), exporters, one => one.Traffic.ObservedOctets);
        Per(text.Counter("suyuan_exporter_estimated_octets_total", "The same, each record's multiplied by its rate."), exporters, one => one.Traffic.EstimatedOctets);
        ExporterStatistics[] agents = [.. senders.Where(one => one.Samples.Samples + one.Samples.CounterSamples > 0)];
        Per(text.Counter("suyuan_exporter_sflow_samples_total", "Flow samples that came by its sFlow datagrams."), agents, one => one.Samples.Samples);
        Per(
            text.Counter("suyuan_exporter_sflow_pool_packets_total", "Packets that its agents could have sampled meanwhile: over the samples it is the rate that really held."), agents,
            one => one.Samples.Pool);
        Per(text.Counter("suyuan_exporter_sflow_dropped_samples_total", "Samples that its agents threw away for want of resources."), agents, one => one.Samples.Dropped);
        Per(text.Gauge("suyuan_exporter_clock_seconds", "Newest record end less the time it came: how far the exporter's clock leads."), exporters, one => one.ClockMs / 1000.0);
        Per(text.Gauge("suyuan_exporter_heard_timestamp_seconds", "When its last record came."), exporters, one => (one.HeardMs ?? 0) / 1000.0);
    }

    private static string Interval(SamplingRate rate) => (rate.Interval, rate.Origin) switch
    {
        (_, SamplingOrigin.Assumed) => "unknown",
        (0, _) => "other",
        (uint interval, _) => interval.ToString(CultureInfo.InvariantCulture),
    };

    private static void Per(PrometheusText text, ExporterStatistics[] exporters, Func<ExporterStatistics, double> value)
    {
        foreach (ExporterStatistics one in exporters)
        {
            text.Add(value(one), ("exporter", one.Key));
        }
    }

    private void WriteDetection(PrometheusText text)
    {
        text.Counter("suyuan_records_total", "Decoded records by what became of them.").Add(detection.Fates.Used, ("fate", "Used"));
        foreach ((string fate, long count) in detection.Fates.Refused)
        {
            text.Add(count, ("fate", fate));
        }
        if (detection.WatermarkMs != long.MinValue)
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            text.Gauge("suyuan_watermark_lag_seconds", "How far the watermark trails the clock.").Add((now - detection.WatermarkMs) / 1000.0);
            text.Gauge("suyuan_open_minutes", "Minutes up to now that are not final.").Add(Math.Max(0, Minute.Of(now) + 1 - detection.FinalUntil));
            text.Gauge("suyuan_final_until_timestamp_seconds", "Everything before this time is final.").Add(Minute.Start(detection.FinalUntil) / 1000.0);
        }
        text.Counter("suyuan_counters_dropped_total", "Counters by target and vector, of the fewest packets, that left the tables of closed minutes for want of room.").Add(detection.CountersDropped);
        text.Counter("suyuan_commits_total", "Transactions that appended final minutes.").Add(writer.Commits);
        text.Counter("suyuan_store_refusals_total", "Times that the store could not grow; what it should have taken waits.").Add(writer.Refusals);
        text.Counter("suyuan_judgements_total", "Times that events were judged anew.").Add(writer.Judgements);
    }

    private void WriteAlarms(PrometheusText text)
    {
        text.Gauge("suyuan_alarms_open", "Alarms that are open.").Add(alarms.OpenCount);
        text.Counter("suyuan_alarms_total", "What was told of alarms.");
        foreach (AlarmChange change in (AlarmChange[])[AlarmChange.Opened, AlarmChange.Updated, AlarmChange.Closed])
        {
            text.Add(alarms.Told(change), ("change", change.ToString().ToLowerInvariant()));
        }
        text.Histogram(
            "suyuan_alarm_latency_seconds", "From the arrival of the first record that the look before had not seen to the alarm's being told.", LatencyHistogram.Bounds,
            alarms.Latency.Cumulative(), alarms.Latency.Sum);
        text.Counter("suyuan_alarm_looks_total", "Looks at open minutes for alarms.").Add(detection.Looks);
        text.Counter("suyuan_alarm_look_seconds_total", "What those looks took of the decoding thread.").Add(detection.LookTime.TotalSeconds);
        text.Counter("suyuan_alarm_sightings_lost_total", "Sightings that no alarm took: the thread was busy, or as many are open as may be.")
            .Add(alarms.Lost, ("reason", "busy")).Add(alarms.Beyond, ("reason", "beyond"));
        PerChannel(text.Gauge("suyuan_alarm_channel_waiting", "Messages that wait for the channel."), one => one.Waiting);
        PerChannel(text.Counter("suyuan_alarm_channel_sent_total", "Messages that the receiver took."), one => one.Sent);
        PerChannel(text.Counter("suyuan_alarm_channel_retries_total", "Messages tried again."), one => one.Retries);
        PerChannel(text.Counter("suyuan_alarm_channel_dropped_total", "Messages that left unsent, for want of room or of time at the end."), one => one.Dropped);
        PerChannel(text.Counter("suyuan_alarm_channel_dead_total", "Messages given up: refused for good, or tried too often."), one => one.Dead);
    }

    private void PerChannel(PrometheusText text, Func<ChannelSender, long> value)
    {
        foreach (ChannelSender sender in alarms.Senders)
        {
            text.Add(value(sender), ("channel", sender.Channel.Name));
        }
    }
}
