using System.IO.Compression;
using Suyuan.Cli.Reports;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Documents as files: all of each or nothing of it.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private static readonly ReportLanguage[] s_english = [ReportLanguage.English];
    private static readonly ReportEdition[] s_editions = [ReportEdition.Public, ReportEdition.Internal];

    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_language_edition_and_format_is_a_file_and_the_internal_workbook_has_the_lists_of_the_store()
    {
        (AttackEvent seen, _) = SmallStore.Write(_folder);
        using DuckDbStore store = DuckDbStore.Open(Path.Combine(_folder, "suyuan.duckdb"), StoreAccess.Read, TimeProvider.System);
        Report report = Build(store);

        IReadOnlyList<string> files = ReportFiles.Write(
            report, Path.Combine(_folder, "out"), Enum.GetValues<ReportLanguage>(), s_editions, [ReportFormat.Html, ReportFormat.Json, ReportFormat.Docx, ReportFormat.Xlsx],
            () => StoredLists.Of(store, report.Period), new NoPrinter());

        Assert.Equal(2 + (2 * 2 * 3), files.Count);
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 1_000, file));
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(_folder, "out")).Order(StringComparer.Ordinal));
        string full = Sheets(files.Single(file => file.EndsWith("internal.en.xlsx", StringComparison.Ordinal)));
        Assert.Contains("name=\"Participations\"", full, StringComparison.Ordinal);
        Assert.Contains(seen.Id, full, StringComparison.Ordinal);
        Assert.Contains("192.0.2.254", full, StringComparison.Ordinal);
        string open = Sheets(files.Single(file => file.EndsWith("public.en.xlsx", StringComparison.Ordinal)));
        Assert.DoesNotContain(seen.Id, open, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.", open, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_printed_leaves_no_half_file_and_the_other_formats()
    {
        SmallStore.Write(_folder);
        using DuckDbStore store = DuckDbStore.Open(Path.Combine(_folder, "suyuan.duckdb"), StoreAccess.Read, TimeProvider.System);
        string output = Path.Combine(_folder, "out");

        Assert.Throws<PagePrinterException>(() => ReportFiles.Write(Build(store), output, s_english, s_editions, [ReportFormat.Pdf, ReportFormat.Json], () => [], new NoPrinter()));

        Assert.Equal(["suyuan-2021Q2-internal.json", "suyuan-2021Q2-public.json"], Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_list_that_breaks_off_leaves_the_workbook_of_before()
    {
        SmallStore.Write(_folder);
        using DuckDbStore store = DuckDbStore.Open(Path.Combine(_folder, "suyuan.duckdb"), StoreAccess.Read, TimeProvider.System);
        Report report = Build(store);
        string file = ReportFiles.Write(report, _folder, s_english, [ReportEdition.Internal], [ReportFormat.Xlsx], () => [], new NoPrinter()).Single();
        byte[] before = File.ReadAllBytes(file);

        Assert.Throws<InvalidDataException>(() => ReportFiles.Write(
            report, _folder, s_english, [ReportEdition.Internal], [ReportFormat.Xlsx], () => throw new InvalidDataException("the store broke off"), new NoPrinter()));

        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.DoesNotContain(Directory.GetFiles(_folder), path => path.EndsWith(".new", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named()
    {
        SmallStore.Write(_folder);
        using DuckDbStore store = DuckDbStore.Open(Path.Combine(_folder, "suyuan.duckdb"), StoreAccess.Read, TimeProvider.System);
        string file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");

        IOException fault = Assert.Throws<IOException>(() => ReportFiles.Write(Build(store), file, s_english, s_editions, [ReportFormat.Json], () => [], new NoPrinter()));

        Assert.StartsWith($"{file} cannot be written to", fault.Message, StringComparison.Ordinal);
    }

    private static Report Build(DuckDbStore store) => ReportBuilder.Build(
        store.Statistics(Period.Parse(SmallStore.Period, HomeRegion.China), HomeRegion.China, store.AddressDataVersion), [], new ReportOptions { IssuedOn = new DateOnly(2021, 8, 31) });

    private static string Sheets(string file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file);
        return string.Concat(zip.Entries.Select(entry =>
        {
            using StreamReader reader = new(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    private sealed class NoPrinter : IPagePrinter
    {
        public byte[] Print(string html) => throw new PagePrinterException("no browser");
    }
}
