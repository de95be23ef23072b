using System.Reflection;
using Suyuan.Ingest;
using Suyuan.Reporting;
using Suyuan.Telemetry;
using Xunit;

namespace Suyuan.Tests;

public sealed class RefusalNamesTests
{
    [Fact]
    public void Each_reason_for_which_records_are_refused_has_words_in_both_languages()
    {
        RecordFates all = new();
        foreach (PropertyInfo count in typeof(RecordFates).GetProperties().Where(property => property.CanWrite))
        {
            count.SetValue(all, Convert.ChangeType(1, count.PropertyType, null));
        }
        string[] reasons = [.. Enum.GetNames<DecodeFault>().Where(name => name != nameof(DecodeFault.None)), .. all.Refused.Select(reason => reason.Key)];
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            Assert.DoesNotContain(reasons, reason => RefusalNames.Of(reason, language) == reason);
        }
    }
}
