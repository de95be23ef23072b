using System.Globalization;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;
using Suyuan.Testing;
using Suyuan.Tests.Nfdump;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Every reference export whose flows, packets and octets an independent collector counted: single files, exports split over files, nfcapd files.</summary>
public sealed class ReferenceExportTests
{
    [Fact]
    public void Flows_packets_and_octets_are_those_that_an_independent_collector_counted()
    {
        string folder = Path.GetDirectoryName(Fixtures.Shared("manifest.json"))!;
        string[] exports = Directory.GetFiles(Path.Combine(folder, "flow"), "*", SearchOption.AllDirectories);
        List<string> different = [];
        int compared = 0;
        foreach ((string name, string[] files, JsonElement truth) in Single(folder).Concat(Grouped(folder, exports)))
        {
            compared++;
            (string ours, string faults) = truth.TryGetProperty("layout", out _) ? OfNfcapd(files[0]) : OfExports(files, truth.TryGetProperty("sfcapd_1.7.1", out _));
            string known = Known(truth);
            if (ours != known)
            {
                different.Add($"{name}: ours {ours}; known {known}; {faults}".TrimEnd(' ', ';'));
            }
        }
        Assert.True(compared > 70, $"only {compared} exports compared");
        Golden.Matches(string.Join('\n', different.Order(StringComparer.Ordinal)) + "\n", "reference-exports-differing.txt");
    }

    /// <summary>Files whose truth stands in the manifest.</summary>
    private static IEnumerable<(string Name, string[] Files, JsonElement Truth)> Single(string folder) =>
        Load(folder, "manifest.json").EnumerateArray()
            .Where(entry => entry.GetProperty("truth") is { ValueKind: JsonValueKind.Object } truth
                && (truth.TryGetProperty("nfcapd_1.7.1", out _) || truth.TryGetProperty("sfcapd_1.7.1", out _) || truth.TryGetProperty("layout", out _)))
            .Select(entry => (entry.GetProperty("file").GetString()!, new[] { Path.Combine(folder, entry.GetProperty("file").GetString()!) }, entry.GetProperty("truth")));

    /// <summary>Templates and data in files of their own, in the order they were sent.</summary>
    private static IEnumerable<(string Name, string[] Files, JsonElement Truth)> Grouped(string folder, string[] exports)
    {
        foreach (JsonProperty group in Load(folder, "truth/flow_counts.json").EnumerateObject())
        {
            yield return (group.Name, Find(group.Value.GetProperty("files_in_order"), exports, ""), group.Value);
        }
        foreach (JsonElement group in Load(folder, "truth/flow_logstash_expected.json").EnumerateArray())
        {
            string[] files = Find(group.GetProperty("dat_files_in_order"), exports, "_");
            // Files that were left out of the set would change the counts.
            if (files.Length == group.GetProperty("dat_files_in_order").GetArrayLength())
            {
                yield return ($"{group.GetProperty("context").GetString()}", files, group.GetProperty("independent_truth"));
            }
        }
    }

    private static string[] Find(JsonElement names, string[] exports, string before) =>
        [.. names.EnumerateArray().Select(name => exports.FirstOrDefault(path => path.EndsWith(before + name.GetString(), StringComparison.Ordinal))).OfType<string>()];

    private static JsonElement Load(string folder, string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return document.RootElement.Clone();
    }

    private static string Known(JsonElement truth)
    {
        bool samples = truth.TryGetProperty("sfcapd_1.7.1", out JsonElement counts);
        counts = samples || truth.TryGetProperty("nfcapd_1.7.1", out counts) ? counts : truth;
        return Text(Count("Flows"), Count("Packets"), samples ? null : Count("Bytes"));

        long Count(string name) => counts.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
    }

    /// <param name="samples">sFlow, of which collectors count the frames' octets: we count those of the IP packets.</param>
    private static (string Counts, string Faults) OfExports(string[] files, bool samples)
    {
        RecordingSink sink = new();
        FlowWriter writer = new(new FlowBatchPool(), sink);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        foreach (string file in files)
        {
            Decode(file, decoder);
        }
        writer.Flush();
        Assert.Equal(decoder.Offered, decoder.Records + faults.Total);
        Assert.Equal(sink.Rows, decoder.Records);
        return (Of(sink, samples), Describe(faults));
    }

    private static (string Counts, string Faults) OfNfcapd(string file)
    {
        NfcapdReading reading = new(File.ReadAllBytes(file));
        Assert.Null(reading.Reader.BrokeOff);
        return (Of(reading.Sink, false), Describe(reading.Reader.Faults));
    }

    private static void Decode(string file, ExportDecoder decoder)
    {
        using OctetReader octets = new(Decompression.Open(File.OpenRead(file)));
        if (PcapSource.IsMagic(octets.PeekUpTo(4)))
        {
            using PcapSource source = PcapSource.Open(octets)!;
            while (source.TryNext(out CapturedFrame frame))
            {
                if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) == DecodeFault.None && header.Protocol == 17 && header.PayloadOffset >= 0)
                {
                    decoder.Decode(frame.Octets.Slice(header.PayloadOffset, header.PayloadLength), IpAddress.FromV4(header.SourceV4), frame.TimeMs);
                }
            }
            return;
        }
        while (octets.PeekUpTo(1 << 16) is { IsEmpty: false } window)
        {
            int length = ExportShape.TryDatagramLength(window, out int whole) ? whole : window.Length;
            decoder.Decode(window[..length], IpAddress.Parse("192.0.2.1"), 0);
            octets.TryTake(length, out _);
        }
    }

    private static string Of(RecordingSink sink, bool samples)
    {
        (long packets, long octets) = (0, 0);
        foreach (FlowBatch batch in sink.Batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                packets += batch.Packets[row] * batch.SamplingInterval[row];
                octets += batch.Octets[row] * batch.SamplingInterval[row];
            }
        }
        return Text(sink.Rows, packets, samples ? null : octets);
    }

    private static string Text(long flows, long packets, long? octets) =>
        string.Create(CultureInfo.InvariantCulture, $"{flows} flows, {packets} packets{(octets is null ? "" : $", {octets} octets")}");

    private static string Describe(DecodeFaultCounts faults) => string.Join(", ", faults.NonZero.Select(pair => $"{pair.Key} {pair.Value}"));
}
