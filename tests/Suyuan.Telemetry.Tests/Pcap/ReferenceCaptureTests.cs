using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Pcap;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Pcap;

/// <summary>Every reference capture whose packets, octets and flows are known from an independent decoder.</summary>
public sealed class ReferenceCaptureTests
{
    [Fact]
    public void Packets_octets_and_flows_are_those_that_an_independent_decoder_found()
    {
        string manifest = Fixtures.Shared("manifest.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(manifest));
        List<string> different = [];
        int compared = 0;
        foreach (JsonElement entry in document.RootElement.EnumerateArray())
        {
            JsonElement truth = entry.GetProperty("truth");
            string file = entry.GetProperty("file").GetString()!;
            if (truth.ValueKind != JsonValueKind.Object || !truth.TryGetProperty("ip_bytes", out JsonElement octets) || !truth.TryGetProperty("unidirectional_5tuples", out JsonElement flows))
            {
                continue;
            }
            RecordingSink sink = new();
            FlowWriter writer = new(new FlowBatchPool(), sink);
            using CaptureReader? reader = Open(Path.Combine(Path.GetDirectoryName(manifest)!, file), writer);
            if (reader is null)
            {
                different.Add($"{file}: not recognised");
                continue;
            }
            while (reader.Read())
            {
            }
            writer.Flush();
            compared++;
            Assert.Equal(reader.Offered, reader.PacketsRead + reader.Faults.Total);
            Assert.Equal(reader.PacketsRead, sink.Packets);
            string ours = $"{reader.Offered} packets, {reader.OctetsMetered} octets, {reader.RecordsRead} flows";
            string known = $"{truth.GetProperty("packets").GetInt64()} packets, {octets.GetInt64()} octets, {flows.GetInt64()} flows";
            if (ours != known)
            {
                different.Add($"{file}: ours {ours}; known {known}; {string.Join(", ", reader.Faults.NonZero.Select(pair => $"{pair.Key} {pair.Value}"))} {reader.BrokeOff}");
            }
        }
        Assert.True(compared > 100, $"only {compared} captures compared");
        Golden.Matches(string.Join('\n', different.Order(StringComparer.Ordinal)) + "\n", "reference-captures-differing.txt");
    }

    private static CaptureReader? Open(string path, FlowWriter writer)
    {
        OctetReader octets = new(Decompression.Open(File.OpenRead(path)));
        octets.TryPeek(4, out ReadOnlySpan<byte> magic);
        IPacketSource? source = PcapngSource.IsMagic(magic) ? PcapngSource.Open(octets) : PcapSource.IsMagic(magic) ? PcapSource.Open(octets) : null;
        return source is null
            ? null
            : new CaptureReader(source, writer, 1, new MeterOptions { ActiveTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan, SeparateOpenings = false });
    }
}
