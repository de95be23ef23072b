using System.IO.Compression;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Mrt;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class MrtRibReaderTests
{
    /// <summary>A table of one peer: 10.20.0.0/16 by the path 64500 64501 {64502, 64503}, and 2001:db8::/32 by 64500 64504.</summary>
    private const string Table =
        "00000001 000d 0001 00000015 0a000001 0000 0001 02 0a000001 0a000001 0000fbf4"
        + "00000001 000d 0002 0000002d 00000000 10 0a14 0001 0000 00000001 001c 4001 0100 5002 0014 0202 0000fbf4 0000fbf5 0102 0000fbf6 0000fbf7"
        + "00000001 000d 0004 00000020 00000001 20 20010db8 0001 0000 00000001 000d 4002 0a 0202 0000fbf4 0000fbf8";

    [Theory]
    [InlineData("RIPE-NCC+bgpdump__test_data_bview.20020722.2337.gz")]
    [InlineData("hadiasghari+pyasn__data_rib.20080501.0644_firstMB.bz2")]
    [InlineData("t2mune+mrtparse__samples_openbgpd_rib_table")]
    [InlineData("t2mune+mrtparse__samples_openbgpd_rib_table-v2")]
    [InlineData("t2mune+mrtparse__samples_quagga_rib")]
    public void Origins_of_reference_tables_are_those_of_an_independent_reader(string name)
    {
        Dictionary<string, string> expected = Truth(Fixtures.Shared($"truth/rib/{name}.origins.tsv.gz"));
        InputSurvey survey = InputSurveyor.Survey(Fixtures.Shared($"mrt/{name}"), CaptureMode.Auto);
        Assert.Equal((TelemetryFormat.RoutingTable, DecodeFault.None), (survey.Format, survey.Fault));
        using Stream stream = FlowReaders.OpenLog(survey);
        RouteTableBuilder builder = new();

        MrtRibReader.Read(stream, builder);

        Dictionary<string, string> read = builder.Build().Rows.ToDictionary(row => row.Key.ToString(), row => string.Join(',', row.Value.Order()));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(expected.Where(row => read[row.Key] != row.Value).Select(row => $"{row.Key}: {row.Value}, read {read[row.Key]}"));
    }

    /// <summary>The independent reader's own lines: prefix, path identifier, path.</summary>
    [Theory]
    [InlineData("ipv4")]
    [InlineData("ipv6")]
    public void Tables_with_several_paths_have_the_origins_of_all_of_them(string family)
    {
        using StreamReader lines = new(new GZipStream(
            File.OpenRead(Fixtures.Shared($"mrt/RIPE-NCC+bgpdump__test_expect_bview.{family}_unicast_add_path.gz.bgp.gz")), CompressionMode.Decompress));
        string[][] expected = [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Where(fields => fields[7].Length > 0)];
        using Stream stream = FlowReaders.OpenLog(InputSurveyor.Survey(Fixtures.Shared($"mrt/RIPE-NCC+bgpdump__test_data_bview.{family}_unicast_add_path.gz"), CaptureMode.Auto));
        RouteTableBuilder builder = new();

        MrtRib rib = MrtRibReader.Read(stream, builder);

        Assert.Equal(0, rib.Faults.Total);
        Assert.Equal(
            expected.Select(fields => $"{fields[5]} {fields[7].Split(' ')[^1]}").Distinct().Order(StringComparer.Ordinal),
            builder.Build().Rows.SelectMany(row => row.Value.Select(origin => $"{row.Key} {origin}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_gives_origins_and_the_cone_of_a_neighbour()
    {
        (RouteTable routes, MrtRib rib) = Read(Octets());

        Assert.Equal((2, 0), (rib.Routes, rib.Faults.Total));
        Assert.Equal([64502u, 64503u], routes.Origins(IpAddress.Parse("10.20.3.4")).Order());
        Assert.Equal([64504u], routes.Origins(IpAddress.Parse("2001:db8::1")));
        Assert.Empty(routes.Origins(IpAddress.Parse("10.21.0.0")));
        Assert.Equal([64500u, 64501u, 64504u], routes.Cone(64500).Order());
        Assert.Equal([64504u], routes.Cone(64504));
    }

    [Fact]
    public void Any_damage_ends_in_counted_faults()
    {
        byte[] whole = Octets();
        for (int at = 0; at < whole.Length; at++)
        {
            Read(whole[..at]);
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= (byte)(1 << bit);
                Read(damaged);
            }
        }
        Assert.Equal(1, Read(whole[..(whole.Length - 1)]).Rib.Faults[DecodeFault.LengthBeyondInput]);
        Assert.Equal(1, Read(whole[..7]).Rib.Faults[DecodeFault.TruncatedHeader]);
    }

    [Fact]
    public void Damaged_bzip2_breaks_off_and_never_throws()
    {
        InputSurvey survey = InputSurveyor.Survey(Fixtures.Shared("mrt/hadiasghari+pyasn__data_rib.20080501.0644_firstMB.bz2"), CaptureMode.Auto);
        byte[] octets = File.ReadAllBytes(survey.Path)[..60_000];
        octets[30_000] ^= 0x55;
        using Stream stream = new OctetStream(new OctetReader(Decompression.Open(new MemoryStream(octets))));

        Assert.True(MrtRibReader.Read(stream, new RouteTableBuilder()).Routes >= 0);
    }

    private static (RouteTable Routes, MrtRib Rib) Read(byte[] octets)
    {
        RouteTableBuilder builder = new();
        MrtRib rib = MrtRibReader.Read(new MemoryStream(octets), builder);
        return (builder.Build(), rib);
    }

    private static byte[] Octets() => Convert.FromHexString(Table.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Prefix and origins with counts; default routes, which say nothing of legitimacy, and routes of the collector itself are left out of both.</summary>
    private static Dictionary<string, string> Truth(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Dictionary<string, string> rows = [];
        while (reader.ReadLine() is string line)
        {
            string[] fields = line.Split('\t');
            IpPrefix prefix = IpPrefix.Parse(fields[0]);
            if (prefix.FamilyLength < (prefix.Address.IsV4 ? 8 : 12))
            {
                continue;
            }
            IEnumerable<string> origins = fields[1].Split(',').SelectMany(origin => origin.Split(':')[0].Trim('{', '}').Split(' ')).Where(origin => origin.Length > 0);
            rows[prefix.ToString()] = string.Join(',', origins.Select(uint.Parse).Distinct().Order());
        }
        return rows;
    }
}
