using System.Globalization;
using Suyuan.Simulation.Worlds;
using Xunit;

namespace Suyuan.Simulation.Tests;

/// <summary>The demo's promise: every section of the report has something to show that sampling lets one find.</summary>
public sealed class SampleWorldTests : IClassFixture<SampleWorldTests.Sample>
{
    private readonly Sample _sample;

    public SampleWorldTests(Sample sample) => _sample = sample;

    [Theory]
    [InlineData("cross_domain")]
    [InlineData("local")]
    public void Five_or_more_routers_of_each_scope_have_2000_sampled_forged_packets_in_one_event(string scope) =>
        Assert.True(Rows("participations.csv")
            .Where(row => row[1] == "spoofing_router" && row[3] == scope && Number(row[12]) >= 2000).Select(row => row[4]).Distinct().Count() >= 5);

    [Theory]
    [InlineData("memcached", 150)]
    [InlineData("ntp", 900)]
    [InlineData("ssdp", 1400)]
    [InlineData("dns", 400)]
    [InlineData("cldap", 150)]
    public void Reflectors_with_three_sampled_packets_are_many(string protocol, int least) =>
        Assert.True(Rows("resources.csv").Count(row => row[0] == "reflector" && row[1] == protocol && Number(row[15]) >= 3) >= least);

    [Fact]
    public void Bots_and_controllers_are_many()
    {
        Assert.True(Rows("resources.csv").Count(row => row[0] == "bot" && Number(row[15]) >= 3) >= 1500);
        Assert.True(Rows("resources.csv").Count(row => row[0] == "controller") >= 20);
    }

    [Fact]
    public void Events_repeat_mix_vectors_hit_prefixes_and_some_are_only_ordered()
    {
        string[][] events = [.. Rows("events.csv")];
        Assert.Contains(events, row => row[4].Contains('+', StringComparison.Ordinal));
        Assert.Contains(events, row => row[5] == "2");
        Assert.Contains(events, row => row[1].EndsWith("/24", StringComparison.Ordinal));
        Assert.Contains(events, row => row[16] == "command");
        Assert.Contains(events.GroupBy(row => row[1]), target => target.Count() == 2);
    }

    [Fact]
    public void Every_encoding_is_there() => Assert.Equal(
        Enum.GetValues<ExportEncoding>().Except([ExportEncoding.Packets]).Order(), DemoWorld.Build(1).Exporters.Select(exporter => exporter.Encoding).Distinct().Order());

    [Fact]
    public void The_sample_stays_small() => Assert.InRange(_sample.Result.Octets, 20_000_000, 50_000_000);

    private IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(_sample.Result.Folder, "truth", file)).Skip(1).Select(line => line.Split(','));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public sealed class Sample : IDisposable
    {
        public SimulationResult Result { get; } =
            SampleWorld.Write(Directory.CreateTempSubdirectory("suyuan-sample-").FullName, SampleWorld.DefaultSeed);

        public void Dispose() => Directory.Delete(Result.Folder, recursive: true);
    }
}
