using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

internal sealed partial class PeriodStatistics
{
    public Statistic<Coverage> Coverage()
    {
        (string, object?)[] range = [("from_ms", From), ("to_ms", To)];
        (int days, int daysInPeriod, long settled) = One(
            "coverage-days", row => (checked((int)row.GetInt64(0)), checked((int)row.GetInt64(1)), row.GetInt64(2)), range);
        List<ExporterCoverage> exporters = database.List(
            "Statistics/coverage-exporters",
            row => new ExporterCoverage(row.GetString(0), row.GetInt64(1), row.GetFieldValue<uint>(2), row.GetInt64(3)),
            range);
        List<(InputFile File, long Used)> inputs = database.List(
            "Statistics/coverage-inputs",
            row => (
                new InputFile(
                    row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.OrNull<long>(4), row.OrNull<long>(5), row.GetInt64(6),
                    row.GetBoolean(7)),
                row.GetInt64(8)),
            range);
        List<KeyValuePair<string, long>> refused = database.List(
            "Statistics/coverage-refusals", row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), range);
        (long undetermined, long flood) = One("coverage-undetermined", row => (row.GetInt64(0), row.GetInt64(1)));
        long used = inputs.Sum(input => input.Used);
        return Answer(
            new Coverage(
                days, daysInPeriod, exporters, used + refused.Sum(reason => reason.Value), used, refused,
                flood == 0 ? null : (double)undetermined / flood, [.. inputs.Select(input => input.File)], inputs.Exists(input => input.File.Simulated)),
            "coverage-exporters", settled, places: false);
    }
}
