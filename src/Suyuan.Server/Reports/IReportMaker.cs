using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Server.Reports;

/// <param name="Period">As on the command line, such as 2021Q2.</param>
/// <param name="Formats">Tokens, such as <c>html</c>.</param>
public sealed record ReportRequest(string Period, IReadOnlyList<ReportLanguage> Languages, IReadOnlyList<ReportEdition> Editions, IReadOnlyList<string> Formats);

/// <summary>Builds a report and writes its documents.</summary>
public interface IReportMaker
{
    /// <summary>Formats that can be asked for.</summary>
    IReadOnlyList<string> Formats { get; }

    /// <returns>Paths of the files written, in the order of the request.</returns>
    IReadOnlyList<string> Make(IAttackReader store, ReportRequest request, string folder);
}
