namespace Suyuan.Server.Reports;

public enum ReportJobState
{
    Queued,
    Running,
    Done,
    Failed,
}

/// <param name="Files">Names that can be downloaded.</param>
/// <param name="Problem">Why it failed, in words.</param>
public sealed record ReportJob(
    string Id, ReportRequest Request, ReportJobState State, DateTimeOffset Asked, DateTimeOffset? Ended, IReadOnlyList<string> Files, string? Problem);
