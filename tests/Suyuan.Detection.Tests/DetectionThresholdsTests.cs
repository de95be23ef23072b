using System.Reflection;
using Suyuan.Detection;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class DetectionThresholdsTests
{
    [Fact]
    public void The_page_on_detection_lists_each_threshold_with_the_numbers_of_both_profiles()
    {
        PropertyInfo[] thresholds = typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        IReadOnlyDictionary<string, string[]> rows = DocumentTable.Rows("docs/concepts/detection.md");

        Assert.Equal(thresholds.Select(threshold => threshold.Name).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(thresholds, threshold =>
        {
            Assert.Equal(DocumentTable.Number(threshold.GetValue(DetectionThresholds.Network)), rows[threshold.Name][1]);
            Assert.Equal(DocumentTable.Number(threshold.GetValue(DetectionThresholds.Capture)), rows[threshold.Name][2]);
            Assert.NotEmpty(rows[threshold.Name][3]);
            Assert.NotEmpty(rows[threshold.Name][4]);
        });
    }
}
