namespace Suyuan.Reporting;

/// <summary>The publisher's picture on the title page.</summary>
internal static class DocxLogo
{
    /// <summary>Unlike those of the charts, which count from 1.</summary>
    private const int DrawingId = 1000;

    /// <summary>2.5 cm high; wider ones than half the page are shrunk.</summary>
    private const int Height = 1417;

    public static void Write(WordWriter word, OfficePackage package, Logo logo, string description)
    {
        string file = logo.MediaType == "image/png" ? "media/logo.png" : "media/logo.jpg";
        package.Put("word/" + file, logo.MediaType, logo.Octets.Span);
        string relation = package.Relate(DocxReport.Part, "image", file);
        double scale = Math.Min((double)Height / logo.Height, DocxFrame.TextWidth / 2.0 / logo.Width);
        word.OpenParagraph("Edition");
        DocxDrawing.WritePicture(word, DrawingId, "logo", description, (int)(logo.Width * scale), (int)(logo.Height * scale), relation);
        word.Close();
    }
}
