using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Suyuan.Server.Reports;
using Suyuan.Store;

namespace Suyuan.Cli.Reports;

/// <summary>Reports for the server: the same as <c>suyuan report</c> writes.</summary>
internal sealed class StoredReportMaker(IPlaceLookup places, SuyuanConfiguration configuration, TimeProvider clock) : IReportMaker
{
    public IReadOnlyList<string> Formats { get; } = ["html", "json"];

    public IReadOnlyList<string> Make(IAttackReader store, ReportRequest request, string folder) => ReportFiles.Write(
        StoredReport.Build(store, request.Period, places, configuration, clock), folder, [.. request.Languages], [.. request.Editions],
        [.. request.Formats.Select(format => format == "json" ? ReportFormat.Json : ReportFormat.Html)]);
}
