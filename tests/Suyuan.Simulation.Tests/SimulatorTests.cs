using System.Security.Cryptography;
using Suyuan.Model;
using Suyuan.Simulation.Tests.Worlds;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests;

public sealed class SimulatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-simulation-").FullName;

    public static TheoryData<string> Encodings => [.. Enum.GetNames<ExportEncoding>()];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Same_seed_writes_the_same_octets_and_another_seed_others(string encoding)
    {
        World world = Mixed(Enum.Parse<ExportEncoding>(encoding));
        string first = Digest(Simulator.Write(world, Path.Combine(_folder, "a"), 5, null));
        string again = Digest(Simulator.Write(world, Path.Combine(_folder, "b"), 5, null));
        string other = Digest(Simulator.Write(world, Path.Combine(_folder, "c"), 6, null));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Sampled_packets_times_the_rate_estimate_the_true_packets_without_bias()
    {
        long truePackets = 0;
        long estimated = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            World world = SmallWorld.Of(ExportEncoding.NetFlow5, SmallWorld.Flood("192.0.2.1", 30_500, 90, new ForgedSources(60)));
            Simulator.Write(world, Path.Combine(_folder, "unbiased"), seed, null);
            string[] row = Row("unbiased", "events.csv", 1);
            truePackets += long.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture);
            estimated += 100 * long.Parse(row[14], System.Globalization.CultureInfo.InvariantCulture);
        }
        // 90,000 sampled packets: five standard deviations are 1.7 %.
        Assert.Equal(20 * 450_000, truePackets);
        Assert.InRange((double)estimated / truePackets, 0.983, 1.017);
    }

    [Fact]
    public void Truth_names_the_router_of_forged_and_swept_sources_and_the_hosts_of_real_ones()
    {
        Simulator.Write(Mixed(ExportEncoding.Ipfix), Path.Combine(_folder, "truth-kinds"), 1, null);
        string[] resources = File.ReadAllLines(Path.Combine(_folder, "truth-kinds", "truth", "resources.csv"));
        Assert.Contains(resources, line => line.StartsWith("spoofing_router,,cross_domain,198.18.0.1,", StringComparison.Ordinal));
        Assert.Contains(resources, line => line.StartsWith("spoofing_router,,local,198.18.0.1,", StringComparison.Ordinal));
        Assert.Contains(resources, line => line.StartsWith("bot,,,198.18.0.9,", StringComparison.Ordinal));
        Assert.Contains(resources, line => line.StartsWith("reflector,ntp,,198.18.0.77,", StringComparison.Ordinal));
        string[] components = File.ReadAllLines(Path.Combine(_folder, "truth-kinds", "truth", "components.csv"));
        Assert.Equal(["class", "cross_domain", "local", "real", "reflection"], components.Select(line => line.Split(',')[3]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_with_foreign_files_is_left_alone()
    {
        string folder = Path.Combine(_folder, "foreign");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "");
        Assert.Throws<IOException>(() => Simulator.Write(Mixed(ExportEncoding.NetFlow5), folder, 1, null));
        Assert.Equal(["mine.txt"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_file_is_named_and_the_folder_says_that_it_is_simulated()
    {
        SimulationResult result = Simulator.Write(Mixed(ExportEncoding.NetFlow5), Path.Combine(_folder, "named"), 1, null);
        IEnumerable<string> found = Directory.EnumerateFiles(result.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(result.Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(found, result.Files);
        Assert.Contains("SIMULATED", result.Files);
        Assert.True(result.Records > 0 && result.SampledPackets >= result.Records);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static World Mixed(ExportEncoding encoding) => SmallWorld.Of(
        encoding,
        SmallWorld.Flood("192.0.2.1", 30_000, 60, new ForgedSources(60)),
        SmallWorld.Flood("192.0.2.2", 90_000, 60, new SweptSources([SmallWorld.Customers], 60)),
        SmallWorld.Flood("192.0.2.3", 150_000, 60, new HostSources([new WeightedHost(IpAddress.Parse("198.18.0.9"), 1), new WeightedHost(IpAddress.Parse("198.18.0.10"), 2)])),
        SmallWorld.Flood("192.0.2.4", 210_000, 60, new HostSources([new WeightedHost(IpAddress.Parse("198.18.0.77"), 1)]), "ntp-reflection"),
        SmallWorld.Flood("192.0.2.4", 210_000, 60, new HostSources([new WeightedHost(IpAddress.Parse("198.18.0.78"), 1)]), "dns-reflection"));

    private string[] Row(string run, string file, int line) => File.ReadAllLines(Path.Combine(_folder, run, "truth", file))[line].Split(',');

    private static string Digest(SimulationResult result)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in result.Files.Where(file => file != "SIMULATED.md"))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(result.Folder, file)));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
