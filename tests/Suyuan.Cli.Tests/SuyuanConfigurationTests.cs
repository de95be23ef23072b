using Suyuan.Cli.Configuration;
using Suyuan.Detection;
using Suyuan.Model;
using Suyuan.Reporting;
using Xunit;

namespace Suyuan.Tests;

public sealed class SuyuanConfigurationTests
{
    [Fact]
    public void An_empty_file_means_the_defaults() => Assert.Same(HomeRegion.China, SuyuanConfiguration.Parse("", "suyuan.yaml").HomeRegion);

    [Fact]
    public void Unknown_keys_are_refused_with_their_place()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => SuyuanConfiguration.Parse("home:\n  contry: CN\n", "suyuan.yaml"));
        Assert.StartsWith("suyuan.yaml:2:", error.Message, StringComparison.Ordinal);
        Assert.Contains("contry", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home:\n  country: US\n", true)]
    [InlineData("home:\n  country: US\n  time_zone: Asia/Shanghai\n", false)]
    [InlineData("home:\n  country: CN\n", false)]
    [InlineData("", false)]
    public void Another_country_without_a_zone_of_its_own_is_warned_of(string yaml, bool warned)
    {
        string? warning = SuyuanConfiguration.Parse(yaml, "suyuan.yaml").Warning;
        Assert.Equal(warned, warning is not null);
        Assert.True(warning?.Contains("Asia/Shanghai", StringComparison.Ordinal) ?? true);
    }

    [Fact]
    public void Thresholds_of_a_profile_are_set_by_their_keys()
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Parse("detection:\n  network:\n    flood_packet_rate: 50_000\n    flood_bits: .inf\n  capture:\n    scan_ports: 50\n", "suyuan.yaml");
        ThresholdSets sets = configuration.Detection.ToThresholds("no.store");
        Assert.Equal((50_000, double.PositiveInfinity, 50), (sets.Network.FloodPacketRate, sets.Network.FloodBits, sets.Capture.ScanPorts));
        Assert.Equal(sets, configuration.Collect.ToOptions(configuration, TimeProvider.System).Thresholds with { Changed = sets.Changed });
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => SuyuanConfiguration.Parse("detection:\n  network:\n    edge_share: 3\n", "suyuan.yaml").Detection.Validate());
        Assert.Equal("detection.network.edge_share: 3 is not a share from 0 to 1", error.Message);
    }

    [Fact]
    public void The_environment_overrides_the_file()
    {
        SuyuanConfiguration configuration = SuyuanConfiguration.Parse("report:\n  publisher: A\n", "suyuan.yaml");
        configuration.ApplyEnvironment(name => name == "SUYUAN_REPORT_PUBLISHER" ? "B" : null);
        Assert.Equal("B", configuration.Report.Publisher);
    }

    [Fact]
    public void A_publisher_says_how_its_reports_look()
    {
        ReportSection section = SuyuanConfiguration.Parse(
            "report:\n  publisher: 某中心\n  publisher_en: Centre\n  classification_internal: TLP:RED\n  languages: [en]\n  formats: [pdf, xlsx]\n  omit: [routers, event-rule]\n",
            "suyuan.yaml").Report;
        section.Validate();
        ReportOptions options = section.ToOptions(new DateOnly(2021, 8, 31), "1");

        Assert.Equal(("某中心", "Centre", "TLP:CLEAR", "TLP:RED"), (options.Publisher, options.PublisherEnglish, options.PublicClassification, options.InternalClassification));
        Assert.Equal([ReportPart.Routers, ReportPart.EventRule], options.Omitted.Order());
        Assert.Equal(["en"], section.Languages);
    }

    [Theory]
    [InlineData("omit: [router]", "report.omit: 'router' is none of findings, controllers,")]
    [InlineData("formats: [doc]", "report.formats: 'doc' is none of html, json, pdf, docx, xlsx")]
    [InlineData("languages: []", "report.languages names none of zh, en")]
    [InlineData("classification_public: ''", "report.classification_public is not one line")]
    [InlineData("complete_coverage: 2", "report.complete_coverage is not between 0 and 1")]
    public void What_a_report_cannot_use_is_named_by_its_key(string line, string message)
    {
        ReportSection section = SuyuanConfiguration.Parse($"report:\n  {line}\n", "suyuan.yaml").Report;
        Assert.StartsWith(message, Assert.Throws<ConfigurationException>(section.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logo_is_a_picture_that_is_there()
    {
        string text = Path.GetTempFileName();
        File.WriteAllText(text, "no picture");
        Assert.EndsWith("is neither a PNG nor a JPEG picture", Assert.Throws<ConfigurationException>(() => new ReportSection { Logo = text }.ToOptions(default, "")).Message, StringComparison.Ordinal);
        File.Delete(text);
        Assert.StartsWith("report.logo: there is no", Assert.Throws<ConfigurationException>(() => new ReportSection { Logo = text }.ToOptions(default, "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_listens_on_ports_of_all_addresses_or_on_addresses_given()
    {
        CollectSection collect = SuyuanConfiguration.Parse("collect:\n  listen: [\"2055\", \"192.0.2.1:9995\", \"[2001:db8::1]:4739\"]\n  allow: [192.0.2.0/24]\n", "suyuan.yaml").Collect;

        Assert.Equal(["[::]:2055", "192.0.2.1:9995", "[2001:db8::1]:4739"], collect.Addresses.Select(address => address.ToString()));
        Assert.Equal([IpPrefix.Parse("192.0.2.0/24")], collect.Prefixes);
    }

    [Theory]
    [InlineData("listen: [\"0\"]", "collect.listen")]
    [InlineData("listen: [\"192.0.2.1\"]", "collect.listen")]
    [InlineData("listen: [\"2055 4739\"]", "collect.listen")]
    [InlineData("listen: []", "collect.listen")]
    [InlineData("allow: [192.0.2.1/24]", "collect.allow")]
    [InlineData("metrics: \"9464\"", "collect.metrics")]
    [InlineData("queue_megabytes: 4096", "collect.queue_megabytes")]
    [InlineData("receive_buffer_megabytes: 0", "collect.receive_buffer_megabytes")]
    [InlineData("sampling: 0", "collect.sampling")]
    public void What_a_collector_cannot_use_is_named_by_its_key(string line, string key)
    {
        CollectSection collect = SuyuanConfiguration.Parse($"collect:\n  {line}\n", "suyuan.yaml").Collect;

        Assert.StartsWith(key, Assert.Throws<ConfigurationException>(collect.Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http: '8080'", "no address with a port")]
    [InlineData("http: 0.0.0.0:8080", "passwords would cross the network in the clear")]
    [InlineData("http: 192.0.2.1:8080", "passwords would cross")]
    [InlineData("http: '[::]:8080'", "passwords would cross")]
    [InlineData("http: 0.0.0.0:8080\n  tls_certificate: server.pem\n  accounts: false", "on this machine alone")]
    [InlineData("accounts: false\n  behind_proxy: [127.0.0.1]", "behind a proxy can be reached by others")]
    [InlineData("behind_proxy: [192.0.2.1/24]", "neither an address nor a prefix")]
    [InlineData("tls_key: server.key", "of no use without")]
    [InlineData("session_hours: 0", "serve.session_hours: 0 is not between")]
    public void An_API_that_others_could_reach_unguarded_is_refused(string lines, string reason) => Assert.Contains(
        reason, Assert.Throws<ConfigurationException>(SuyuanConfiguration.Parse($"serve:\n  {lines}\n", "suyuan.yaml").Serve.Validate).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http: 127.0.0.1:0")]
    [InlineData("http: '[::1]:8080'\n  accounts: false")]
    [InlineData("http: 0.0.0.0:8443\n  tls_certificate: server.pem")]
    [InlineData("http: 0.0.0.0:8080\n  behind_proxy: [192.0.2.1, '2001:db8::/64']")]
    [InlineData("behind_proxy: [127.0.0.1]")]
    public void Loopback_a_certificate_or_a_proxy_will_do(string lines) => SuyuanConfiguration.Parse($"serve:\n  {lines}\n", "suyuan.yaml").Serve.Validate();

    [Fact]
    public void A_certificate_that_is_none_is_named() => Assert.StartsWith(
        "serve.tls_certificate: nowhere.pem cannot be used",
        Assert.Throws<ConfigurationException>(() => new ServeSection { TlsCertificate = "nowhere.pem" }.ToOptions("s.duckdb")).Message, StringComparison.Ordinal);
}
