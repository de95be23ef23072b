namespace Suyuan.Reporting;

/// <summary>First and last day of the period, in the home's zone.</summary>
internal static class ReportDays
{
    public static (DateOnly First, DateOnly Last) Of(Report report)
    {
        DateTimeOffset first = TimeZoneInfo.ConvertTime(report.Period.From, report.Home.Zone);
        DateTimeOffset last = TimeZoneInfo.ConvertTime(report.Period.To.AddTicks(-1), report.Home.Zone);
        return (DateOnly.FromDateTime(first.DateTime), DateOnly.FromDateTime(last.DateTime));
    }
}
