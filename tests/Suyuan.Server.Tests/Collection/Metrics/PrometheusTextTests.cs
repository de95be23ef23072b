using Suyuan.Server.Collection.Metrics;
using Xunit;

namespace Suyuan.Tests.Collection.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void A_family_has_its_help_and_type_and_labels_are_escaped()
    {
        string text = new PrometheusText().Counter("a_total", "What it is.").Add(3, ("exporter", "a\"b\\c\nd"), ("fault", "x")).Gauge("b", "Other.").Add(0.5).ToString();

        Assert.Equal("""
            # HELP a_total What it is.
            # TYPE a_total counter
            a_total{exporter="a\"b\\c\nd",fault="x"} 3
            # HELP b Other.
            # TYPE b gauge
            b 0.5

            """.ReplaceLineEndings("\n"), text);
    }
}
