using System.IO.Compression;
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
        HashSet<string> truth = ReadSources(Fixtures.Shared("truth/sources/" + sources));
        HashSet<string> ours = run.Sources(attack.Target, AttackVector.Parse(vector));
        Assert.Equal((truth.Count, 0, 0), (ours.Count, truth.Except(ours).Count(), ours.Except(truth).Count()));
    }

    [Theory]
    [InlineData("booterdns", "227.213.154.241", "dns-reflection", 3178)]
    [InlineData("isakmp", "10.10.10.10", "ike-reflection", 2767)]
    [InlineData("dominate", "10.10.10.10", "syn-flood", 9639)]
    public void The_same_attack_exported_in_each_protocol_is_the_same_event(string family, string target, string vector, int sources)
    {
        foreach (string encoding in new[] { "nfv5", "nfv9", "ipfix" })
        {
            CaptureRun run = CaptureRun.OfExports(Fixtures.Shared($"derived/{family}.{encoding}.pcap"));
            AttackEvent attack = Assert.Single(run.Events);
            Assert.Equal((target, vector), (attack.Target.ToString(), attack.VectorText));
            Assert.Equal(sources, run.Sources(attack.Target, AttackVector.Parse(vector)).Count);
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

    private static HashSet<string> ReadSources(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0])
            .Where(text => IpAddress.TryParse(text, out _)).ToHashSet();
    }
}
