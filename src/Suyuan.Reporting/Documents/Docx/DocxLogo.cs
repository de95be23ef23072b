using System.Xml;

namespace Suyuan.Reporting;

/// <summary>The publisher's picture on the title page.</summary>
internal static class DocxLogo
{
    private const string Picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";

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
        DocxDrawing.Write(
            word, DrawingId, "logo", description, (int)(logo.Width * scale), (int)(logo.Height * scale), Picture, (xml, cx, cy) => Frame(xml, relation, cx, cy));
        word.Close();
    }

    private static void Frame(XmlWriter xml, string relation, string cx, string cy) => xml.WriteRaw(
        $"""<pic:pic xmlns:pic="{Picture}"><pic:nvPicPr><pic:cNvPr id="0" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>""");
}
