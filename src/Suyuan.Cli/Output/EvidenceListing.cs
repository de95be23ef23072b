using System.Globalization;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>Verdicts for people: a line of facts each, below it the evidence in words.</summary>
internal static class EvidenceListing
{
    /// <summary>More than this many are left to CSV.</summary>
    private const int Limit = 50;

    /// <param name="heading">What leads a row: the event where the resource is known, the resource where the event is.</param>
    public static void Write(IReadOnlyList<ParticipationRow> rows, Func<ParticipationRow, string> heading, ReportLanguage language, TextWriter output)
    {
        foreach (ParticipationRow row in rows.Take(Limit))
        {
            Participation one = row.Participation;
            string seen = one.Exporter.Length == 0 ? "" : $", at {At(one.Exporter, one.Interface)}";
            string traffic = one.Packets == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {one.Packets:N0} packets, {one.Octets:N0} bytes");
            output.WriteLine($"{heading(row)}: confidence {Listing.Confidence(one.Confidence)}{traffic}, {Listing.Time(one.First)} … {Listing.Time(one.Last)}{seen}");
            output.WriteLine($"  {EvidenceText.Of(one, language)}");
        }
        Count(rows.Count, output);
    }

    public static void Write(IReadOnlyList<Component> rows, ReportLanguage language, TextWriter output)
    {
        foreach (Component row in rows.Take(Limit))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Class.Token()} at {At(row.Exporter, row.Interface)}: {row.Packets:N0} packets estimated from {row.SampledPackets:N0} observed"));
            output.WriteLine($"  {EvidenceText.Of(row, language)}");
        }
        Count(rows.Count, output);
    }

    /// <summary>Of a reflector its protocol, of a router its scope.</summary>
    public static string Resource(ParticipationRow row)
    {
        ResourceKey resource = row.Participation.Resource;
        return string.Join(' ', new[] { resource.Kind.Token(), resource.Protocol, resource.Scope.Token(), resource.Address.ToString() }.Where(word => word.Length > 0));
    }

    private static string At(string exporter, uint? index) => index is uint number ? $"{exporter} interface {Listing.Number(number)}" : exporter;

    private static void Count(int rows, TextWriter output) => output.WriteLine(rows > Limit
        ? string.Create(CultureInfo.InvariantCulture, $"{Limit} of {rows} rows; --format csv lists all")
        : string.Create(CultureInfo.InvariantCulture, $"{rows} rows"));
}
