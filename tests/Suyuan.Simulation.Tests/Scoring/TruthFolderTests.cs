using Suyuan.Model;
using Suyuan.Simulation.Scoring;
using Xunit;

namespace Suyuan.Simulation.Tests.Scoring;

public sealed class TruthFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-truth-");

    public TruthFolderTests()
    {
        Write("events.csv", "id,target,start,end");
        Write("resources.csv", "kind,protocol,scope,address");
        Write("participations.csv", "event_id,kind,protocol,scope,address");
        Write("components.csv", "event_id,exporter,interface,class");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Columns_are_found_by_name_in_any_order_beside_others()
    {
        Write("events.csv", "sampling,note,End,start,vectors,target,id,peak_pps,peak_bps,sampled_packets,reflectors,basis",
            "1000,\"a, b\",2021-04-01T08:01:00Z,2021-04-01T08:00:00Z,udp-flood+dns-reflection,198.51.100.0/24,e1,25000.7,,120,,");
        EventFinding told = Assert.Single(Read().Events);

        Assert.Equal(("e1", "198.51.100.0/24", "dns-reflection+udp-flood", EventBasis.Flows), (told.Id, told.Target.ToString(), told.VectorText, told.Basis));
        Assert.Equal((25_000, null, 120, null, 1000), ((int?)told.PeakPackets, told.PeakBits, (int?)told.SampledPackets, told.Reflectors, (int?)told.Sampling));
        Assert.Equal(60_000, told.End - told.Start);
    }

    [Theory]
    [InlineData("2021-04-01T08:00:00Z", 0)]
    [InlineData("2021-04-01T08:00:00.5Z", 500)]
    [InlineData("2021-04-01T08:00:00.123Z", 123)]
    [InlineData("2021-04-01T08:00:00.123456Z", 123)]
    [InlineData("2021-04-01T08:00:00.123456789Z", 123)]
    [InlineData("2021-04-01T16:00:00.250+08:00", 250)]
    [InlineData("2021-04-01 08:00:00", 0)]
    public void Times_have_any_number_of_decimals(string text, int milliseconds)
    {
        Write("events.csv", "id,target,start,end", $"e1,192.0.2.1,{text},2021-04-01T09:00:00Z");
        Assert.Equal(new DateTimeOffset(2021, 4, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() + milliseconds, Read().Events[0].Start);
    }

    [Fact]
    public void Resources_and_components_keep_what_makes_them_the_same()
    {
        Write("participations.csv", "event_id,kind,protocol,scope,address,exporter,interface,sampled_packets",
            "e1,reflector,ntp,,2001:DB8::0001,10.0.0.1,3,7", "e1,spoofing_router,,local,192.0.2.9,10.0.0.1,,");
        Write("resources.csv", "kind,protocol,scope,address,sampled_packets", "reflector,ntp,,2001:db8::1,7", "controller,,,192.0.2.8,");
        Write("components.csv", "class,event_id,exporter,interface,sampled_packets", "cross_domain,e1,10.0.0.1,3,500");
        Findings told = Read();

        Assert.Equal(
            [
                new ResourceFinding("e1", new ResourceKey(ResourceKind.Reflector, "ntp", SpoofScope.None, IpAddress.Parse("2001:db8::1"))) { Exporter = "10.0.0.1", Interface = 3, SampledPackets = 7 },
                new ResourceFinding("e1", new ResourceKey(ResourceKind.SpoofingRouter, "", SpoofScope.Local, IpAddress.Parse("192.0.2.9"))) { Exporter = "10.0.0.1" },
                new ResourceFinding("", new ResourceKey(ResourceKind.Controller, "", SpoofScope.None, IpAddress.Parse("192.0.2.8"))),
            ],
            told.Resources);
        Assert.Equal([new ComponentFinding("e1", "10.0.0.1", 3, ComponentClass.CrossDomain) { SampledPackets = 500 }], told.Components);
    }

    [Theory]
    [InlineData("events.csv", "id,target,start,end", "e1,192.0.2.1,yesterday,2021-04-01T08:00:00Z", "events.csv:2: start 'yesterday' is not a time")]
    [InlineData("events.csv", "id,target,start,end", "e1,192.0.2.1/24,2021-04-01T08:00:00Z,2021-04-01T08:00:00Z", "events.csv:2: target '192.0.2.1/24' is not an address")]
    [InlineData("events.csv", "id,target,start", "e1,192.0.2.1,2021-04-01T08:00:00Z", "events.csv:2: end '' is empty, or there is no such column")]
    [InlineData("events.csv", "id,target,start,end,basis", "e1,192.0.2.1,2021-04-01T08:00:00Z,2021-04-01T08:00:00Z,guess", "events.csv:2: basis 'guess' is not")]
    [InlineData("participations.csv", "event_id,kind,address", "e1,victim,192.0.2.1", "participations.csv:2: kind 'victim' is not")]
    [InlineData("participations.csv", "event_id,kind,address,sampled_packets", "e1,bot,192.0.2.1,many", "participations.csv:2: sampled_packets 'many' is not a number")]
    [InlineData("components.csv", "event_id,exporter,interface,class", "e1,10.0.0.1,1,forged", "components.csv:2: class 'forged' is not")]
    public void What_cannot_be_read_is_named_with_file_and_line(string file, string header, string line, string message)
    {
        Write(file, header, line);
        Assert.Contains(message, Assert.Throws<TruthFileException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_empty_file_and_an_id_told_twice_are_refused()
    {
        Write("events.csv", "id,target,start,end", "e1,192.0.2.1,2021-04-01T08:00:00Z,2021-04-01T08:00:00Z", "e1,192.0.2.2,2021-04-01T08:00:00Z,2021-04-01T08:00:00Z");
        Assert.Contains("events.csv:3: id 'e1' names an earlier event", Assert.Throws<TruthFileException>(Read).Message, StringComparison.Ordinal);
        Write("components.csv");
        Assert.Contains("components.csv: empty", Assert.Throws<TruthFileException>(() => { Write("events.csv", "id,target,start,end"); Read(); }).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder.FullName, "components.csv"));
        Assert.Contains("components.csv is missing", Assert.Throws<TruthFileException>(Read).Message, StringComparison.Ordinal);
    }

    private Findings Read() => TruthFolder.Read(_folder.FullName);

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(_folder.FullName, file), lines);
}
