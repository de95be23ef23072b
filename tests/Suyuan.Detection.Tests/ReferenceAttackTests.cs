using System.IO.Compression;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Real attacks whose target, vectors and sources are known, and real traffic that holds none.</summary>
public sealed class ReferenceAttackTests
{
    [Fact]
    public void Each_reference_attack_gives_its_target_vectors_and_sources()
    {
        string folder = Fixtures.Shared("attacks");
        string[] found = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileName(path), Run: CaptureRun.Of(path)))
            .Where(one => one.Run is not null)
            .Select(one => $"{one.Name}:\n{one.Run!.Describe()}".TrimEnd()).ToArray();
        Golden.Matches(string.Join("\n", found) + "\n", "reference-attacks.txt");
    }

    [Theory]
    [InlineData("attacks/marcosValle+netlyzer__ddos.pcap", "227.213.154.241", "dns-reflection", "ddos.pcap.dns-reflection.a9de1020.tsv.gz")]
    [InlineData("attacks/StopDDoS+packet-captures__amp.UDP.isakmp.pcap", "10.10.10.10", "ike-reflection", "amp.UDP.isakmp.pcap.isakmp-natt-4500-reflection.ea4a17a7.tsv.gz")]
    [InlineData("attacks/StopDDoS+packet-captures__pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng", "10.10.10.10", "syn-flood", "pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng.syn-ece-cwr-flood.31642107.tsv.gz")]
    [InlineData("attacks/evgenii-moriakhin+malware_traffic_detector__syn_flood.pcap", "192.168.1.34", "syn-flood", "syn_flood.pcap.syn-flood.acc99116.tsv.gz")]
    [InlineData("attacks/yzzzyzzz+ipas111__synflood.pcapng", "172.20.155.132", "syn-flood", "synflood.pcapng.syn-flood.dc465b6d.tsv.gz")]
    [InlineData("attacks/doup123+attacker__udp__flood.pcap", "172.16.1.2", "udp-flood", "flood.pcap.udp-flood-port0.4a3bc4ce.tsv.gz")]
    [InlineData("attacks/ntop+nDPI__tests_cfgs_default_pcap_ip_fragmented_garbage.pcap", "10.128.0.2", "fragment-flood", "tests_cfgs_default_pcap_ip_fragmented_garbage.pcap.ip-fragment-flood.48b2c19d.tsv.gz")]
    public void The_sources_of_a_reference_attack_are_those_of_its_truth(string capture, string target, string vector, string sources)
    {
        CaptureRun run = CaptureRun.Of(Fixtures.Shared(capture))!;
        AttackEvent attack = Assert.Single(run.Events);
        Assert.Equal(target, attack.Target.ToString());
        Assert.Equal([AttackVector.Parse(vector)], attack.Vectors);
        Assert.Equal(TruePackets(sources), attack.Packets);
        HashSet<string> truth = ReadSources(Fixtures.Shared("truth/sources/" + sources));
        HashSet<string> ours = run.Sources(attack.Target, AttackVector.Parse(vector));
        Assert.Equal((truth.Count, 0, 0), (ours.Count, truth.Except(ours).Count(), ours.Except(truth).Count()));
    }

    /// <param name="merged">Resets that a flow record counts with the SYN of the same ports.</param>
    [Theory]
    [InlineData("booterdns", "227.213.154.241", "dns-reflection", "ddos.pcap.dns-reflection.a9de1020.tsv.gz", 0)]
    [InlineData("isakmp", "10.10.10.10", "ike-reflection", "amp.UDP.isakmp.pcap.isakmp-natt-4500-reflection.ea4a17a7.tsv.gz", 0)]
    [InlineData("dominate", "10.10.10.10", "syn-flood", "pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng.syn-ece-cwr-flood.31642107.tsv.gz", 173)]
    public void The_same_attack_in_every_encoding_is_the_same_event(string family, string target, string vector, string sources, long merged)
    {
        HashSet<string> truth = ReadSources(Fixtures.Shared("truth/sources/" + sources));
        long packets = TruePackets(sources);
        string[] files = [.. Directory.EnumerateFiles(Fixtures.Shared("derived"), family + ".*").Where(path => !path.EndsWith(".json.gz", StringComparison.Ordinal))];
        Assert.True(files.Length >= 5, "NetFlow v5, v9, IPFIX, sFlow and nfcapd at least");
        foreach (string path in files)
        {
            CaptureRun run = path.Contains(".nfcapd", StringComparison.Ordinal) ? CaptureRun.OfNfcapd(path) : CaptureRun.OfExports(path);
            AttackEvent attack = Assert.Single(run.Events);
            Assert.Equal((target, vector), (attack.Target.ToString(), attack.VectorText));
            HashSet<string> ours = run.Sources(attack.Target, AttackVector.Parse(vector));
            Assert.Empty(ours.Except(truth));
            if (path.Contains(".sflow", StringComparison.Ordinal))
            {
                // One in 10 or 32: some of the sources, and an estimate of the packets.
                Assert.InRange(ours.Count, truth.Count / 50, truth.Count - 1);
                Assert.InRange(attack.Packets, packets * 0.9, packets * 1.1);
            }
            else
            {
                Assert.Equal((truth.Count, packets + merged), (ours.Count, attack.Packets));
            }
        }
    }

    [Theory]
    [InlineData("benign")]
    [InlineData("amp_protocols")]
    [InlineData("formats")]
    public void Traffic_without_attacks_makes_no_event(string folder)
    {
        string path = Fixtures.Shared(folder);
        string[] alarms = Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), Run: CaptureRun.Of(file)))
            .Where(one => one.Run is not null && one.Run.Events.Any())
            .Select(one => $"{one.Name}: {one.Run!.Describe()}").ToArray();
        Assert.Empty(alarms);
    }

    /// <summary>Packets of the vector whose sources are in the file.</summary>
    private static long TruePackets(string sources)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Shared("truth/attacks.json")));
        return document.RootElement.EnumerateArray().SelectMany(attack => attack.GetProperty("vectors").EnumerateArray())
            .Single(one => one.TryGetProperty("sources_file", out JsonElement file) && file.GetString() == "truth/sources/" + sources).GetProperty("packets").GetInt64();
    }

    private static HashSet<string> ReadSources(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])
            .Where(text => IpAddress.TryParse(text, out _)).ToHashSet();
    }
}
