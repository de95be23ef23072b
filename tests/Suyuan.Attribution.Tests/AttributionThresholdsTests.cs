using System.Reflection;
using Suyuan.Attribution;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class AttributionThresholdsTests
{
    [Fact]
    public void The_page_on_attribution_lists_each_threshold_with_its_number()
    {
        AttributionThresholds shipped = new();
        PropertyInfo[] thresholds = typeof(AttributionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        IReadOnlyDictionary<string, string[]> rows = DocumentTable.Rows("docs/concepts/attribution.md");

        Assert.Equal(thresholds.Select(threshold => threshold.Name).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(thresholds, threshold =>
        {
            Assert.Equal(DocumentTable.Number(threshold.GetValue(shipped)), rows[threshold.Name][1]);
            Assert.NotEmpty(rows[threshold.Name][2]);
            Assert.NotEmpty(rows[threshold.Name][3]);
        });
    }
}
