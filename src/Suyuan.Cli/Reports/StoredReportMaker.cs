using Suyuan.Cli.Configuration;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Reports;
using Suyuan.Store;

namespace Suyuan.Cli.Reports;

/// <summary>Reports for the server: the same as <c>suyuan report</c> writes.</summary>
internal sealed class StoredReportMaker(IPlaceLookup places, SuyuanConfiguration configuration, TimeProvider clock) : IReportMaker
{
    public IReadOnlyList<string> Formats { get; } = [.. ReportWords.FormatByToken.Keys];

    public IReadOnlyList<string> Make(IAttackReader store, ReportRequest request, string folder)
    {
        Report report = StoredReport.Build(store, request.Period, places, configuration, clock);
        return ReportFiles.Write(
            report, folder, [.. request.Languages], [.. request.Editions], [.. request.Formats.Select(format => ReportWords.FormatByToken[format])],
            () => StoredLists.Of(store, report.Period), new ChromiumPrinter(configuration.Report.Browser));
    }
}
