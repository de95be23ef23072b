using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Suyuan.Reporting.Tests;

/// <summary>What must hold of a report in whatever format: the same numbers in all, and nothing in the public edition that is not public.</summary>
public sealed partial class AllFormatsTests(RenderedReports rendered) : IClassFixture<RenderedReports>
{
    public static TheoryData<string, ReportLanguage, ReportEdition> Cases
    {
        get
        {
            TheoryData<string, ReportLanguage, ReportEdition> cases = [];
            foreach (string name in (string[])["reference", "sparse"])
            {
                foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
                {
                    cases.Add(name, language, ReportEdition.Public);
                    cases.Add(name, language, ReportEdition.Internal);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Findings_figures_and_tables_say_the_same_in_all_formats(string name, ReportLanguage language, ReportEdition edition)
    {
        Report report = TestReports.Of(name);
        IReportTexts texts = ReportTexts.For(language, report);
        ReportNumbers html = ReportNumbers.OfHtml(rendered[name, language, edition]);
        Assert.True(html.Findings.Length == 5 && html.Figures.Length > 8 && html.Tables.Length > 4);
        Same(html, ReportNumbers.OfJson(JsonReport.Render(report, edition), report, texts));
        Same(html, ReportNumbers.OfXlsx(XlsxReportTests.Write(report, language, edition, []), report, texts, edition));
        Same(html, ReportNumbers.OfDocx(DocxReportTests.Write(report, language, edition), report, texts, html));
    }

    [Theory]
    [InlineData("reference", ReportLanguage.Chinese)]
    [InlineData("sparse", ReportLanguage.English)]
    public void The_printed_pages_hold_every_number_of_the_findings_and_tables(string name, ReportLanguage language)
    {
        Printing.SkipWithoutBrowser();
        string text = Printing.Text(Printing.Public(name, language));
        HashSet<string> printed = [.. Number().Matches(text).Select(match => match.Value)];
        ReportNumbers html = ReportNumbers.OfHtml(rendered[name, language, ReportEdition.Public]);
        string[] numbers = [.. html.Findings.Concat(html.Tables.SelectMany(table => table).SelectMany(row => row)).SelectMany(said => Number().Matches(said)).Select(match => match.Value).Distinct()];
        Assert.True(numbers.Length > 20);
        Assert.All(numbers, number => Assert.Contains(number, printed));
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("sparse")]
    public void The_public_edition_holds_no_secret_in_any_part_of_any_format(string name)
    {
        Report report = TestReports.Of(name);
        string[] secrets = [.. HtmlReportTests.Secrets(report), TestLists.EventId, TestLists.Address];
        foreach (ReportLanguage language in Enum.GetValues<ReportLanguage>())
        {
            // Whoever hands lists to the public edition gets none of them in it.
            string workbook = Unpacked(XlsxReportTests.Write(report, language, ReportEdition.Public, TestLists.Few()));
            string document = Unpacked(DocxReportTests.Write(report, language, ReportEdition.Public));
            foreach (string text in (string[])[workbook, document, rendered[name, language, ReportEdition.Public], JsonReport.Render(report, ReportEdition.Public)])
            {
                Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            }
            Assert.DoesNotMatch(DottedQuad(), workbook + document);
            // And the internal edition does: the secrets are ones.
            string full = Unpacked(XlsxReportTests.Write(report, language, ReportEdition.Internal, TestLists.Few()));
            string fullDocument = Unpacked(DocxReportTests.Write(report, language, ReportEdition.Internal));
            Assert.All(secrets, secret => Assert.Contains(secret, full, StringComparison.Ordinal));
            Assert.All(HtmlReportTests.Secrets(report), secret => Assert.Contains(secret, fullDocument, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("reference", ReportLanguage.Chinese)]
    [InlineData("sparse", ReportLanguage.English)]
    public void The_public_edition_holds_no_secret_on_printed_pages_and_in_their_metadata(string name, ReportLanguage language)
    {
        Printing.SkipWithoutBrowser();
        Report report = TestReports.Of(name);
        byte[] pdf = Printing.Public(name, language);
        string text = Printing.Text(pdf) + Inflated(pdf);
        Assert.All(HtmlReportTests.Secrets(report), secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.DoesNotMatch(DottedQuad(), Printing.Text(pdf));
    }

    [Fact]
    public void A_part_that_is_left_out_is_in_no_format()
    {
        FakeStatistics statistics = ReferenceQuarter.Statistics();
        Report report = ReportBuilder.Build(statistics, [], ReferenceQuarter.Options with
        {
            Omitted = new HashSet<ReportPart> { ReportPart.Controllers, ReportPart.Routers, ReportPart.LargestEvents },
        });
        string html = HtmlReport.Render(report, ReportLanguage.English, ReportEdition.Internal);
        string json = JsonReport.Render(report, ReportEdition.Internal);
        string workbook = Unpacked(XlsxReportTests.Write(report, ReportLanguage.English, ReportEdition.Internal, []));
        string document = Unpacked(DocxReportTests.Write(report, ReportLanguage.English, ReportEdition.Internal));
        foreach (string text in (string[])[html, json, workbook, document])
        {
            // The first controller and the first router of the reference's tables, and the first event.
            Assert.DoesNotContain("42.0.1.17", text, StringComparison.Ordinal);
            Assert.DoesNotContain("feedface00000000", text, StringComparison.Ordinal);
            Assert.DoesNotContain(report.CrossDomainRouters.Top.Rows[0].OfType<AddressCell>().Single().Address.ToString(), text, StringComparison.Ordinal);
            Assert.Contains(report.Bots.Top.Rows[0].OfType<AddressCell>().Single().Address.ToString(), text, StringComparison.Ordinal);
        }
        // Headings are counted anew, figures keep their numbers.
        Assert.Contains(">2.1 Bots<", html, StringComparison.Ordinal);
        Assert.Contains("id=\"fig-4\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_publisher_has_its_name_its_picture_and_its_marking_in_every_document()
    {
        byte[] picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGP8z8DwnwEKGAEQHwICZ6Wd7wAAAABJRU5ErkJggg==");
        Report report = ReportBuilder.Build(ReferenceQuarter.Statistics(), [], ReferenceQuarter.Options with
        {
            Publisher = "某省中心",
            PublisherEnglish = "Some Centre",
            PublicClassification = "内部 & \"限发\"",
            Logo = Logo.TryRead(picture),
        });
        Assert.Equal((2, 1), (report.Options.Logo!.Width, report.Options.Logo.Height));
        string html = HtmlReport.Render(report, ReportLanguage.English, ReportEdition.Public);
        Assert.Contains("<dd>Some Centre</dd>", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,iVBOR", html, StringComparison.Ordinal);
        Assert.Contains("img-src data:", html, StringComparison.Ordinal);
        Assert.Contains("content: \"内部 \\000026  \\000022 限发\\000022 \"", html, StringComparison.Ordinal);
        Assert.Contains("<dd>某省中心</dd>", HtmlReport.Render(report, ReportLanguage.Chinese, ReportEdition.Public), StringComparison.Ordinal);
        byte[] docx = DocxReportTests.Write(report, ReportLanguage.English, ReportEdition.Public);
        Assert.Contains("Some Centre", Unpacked(docx), StringComparison.Ordinal);
        using DocumentFormat.OpenXml.Packaging.WordprocessingDocument document = DocxReportTests.Open(docx);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => error.Description));
        Assert.Single(document.MainDocumentPart!.ImageParts, part => part.ContentType == "image/png");
        Assert.Equal(12, document.MainDocumentPart!.ImageParts.Count(part => part.ContentType == "image/x-emf"));
    }

    private static void Same(ReportNumbers one, ReportNumbers other)
    {
        Assert.Equal(one.Findings, other.Findings);
        // Documents put the figure on other protocols where they are told of, machines where its number is.
        Assert.Equal(Lines(one.Figures), Lines(other.Figures));
        Assert.Equal(Lines(one.Tables), Lines(other.Tables));

        static IEnumerable<string> Lines(string[][][] exhibits) => exhibits.SelectMany(rows => rows).Select(cells => string.Join(" | ", cells)).Order(StringComparer.Ordinal);
    }

    /// <summary>All parts of a package as text, those of packages in it too.</summary>
    private static string Unpacked(byte[] package)
    {
        StringBuilder text = new();
        using ZipArchive zip = new(new MemoryStream(package));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            using MemoryStream octets = new();
            stream.CopyTo(octets);
            text.Append(entry.FullName).Append(entry.FullName.EndsWith(".xlsx", StringComparison.Ordinal) ? Unpacked(octets.ToArray()) : Encoding.UTF8.GetString(octets.ToArray())).Append('\n');
        }
        // As text: what markup escapes is what it says.
        return System.Net.WebUtility.HtmlDecode(text.ToString());
    }

    /// <summary>A PDF's streams, unpacked, and all that stands between them.</summary>
    private static string Inflated(byte[] pdf)
    {
        string text = Encoding.Latin1.GetString(pdf);
        StringBuilder all = new(text);
        foreach (Match match in StreamStart().Matches(text))
        {
            try
            {
                using ZLibStream stream = new(new MemoryStream(pdf, match.Index + match.Length, pdf.Length - match.Index - match.Length), CompressionMode.Decompress);
                using StreamReader reader = new(stream, Encoding.Latin1);
                all.Append(reader.ReadToEnd());
            }
            catch (InvalidDataException)
            {
                // Fonts and others that are not packed so hold no text.
            }
        }
        return all.ToString();
    }

    [GeneratedRegex(@"\d[\d,.]*%?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}")]
    private static partial Regex DottedQuad();

    [GeneratedRegex(@"stream\r?\n")]
    private static partial Regex StreamStart();
}
