using System.Globalization;
using System.Xml;

namespace Suyuan.Reporting;

/// <summary>An inline drawing in a run: a frame of a size, with words for who cannot see it.</summary>
internal static class DocxDrawing
{
    public const string Main = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private const string Inline = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

    /// <summary>English Metric Units of a twentieth of a point.</summary>
    private const int EmuPerTwip = 635;

    private const string Picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";

    /// <summary>A picture that is a part of its own.</summary>
    /// <param name="relation">To it, of the document.</param>
    public static void WritePicture(WordWriter word, int id, string name, string description, int width, int height, string relation) => Write(
        word, id, name, description, width, height, Picture,
        (xml, cx, cy) => xml.WriteRaw(
            $"""<pic:pic xmlns:pic="{Picture}"><pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"""));

    /// <param name="id">Unique in the document.</param>
    /// <param name="width">Twentieths of a point, like <paramref name="height"/>.</param>
    /// <param name="content">Writes the graphic's data, which is of the kind <paramref name="uri"/>.</param>
    public static void Write(WordWriter word, int id, string name, string description, int width, int height, string uri, Action<XmlWriter, string, string> content)
    {
        string cx = ((long)width * EmuPerTwip).ToString(CultureInfo.InvariantCulture);
        string cy = ((long)height * EmuPerTwip).ToString(CultureInfo.InvariantCulture);
        XmlWriter xml = word.Open("r").Open("drawing").Xml;
        xml.WriteStartElement("wp", "inline", Inline);
        xml.WriteStartElement("wp", "extent", Inline);
        xml.WriteAttributeString("cx", cx);
        xml.WriteAttributeString("cy", cy);
        xml.WriteEndElement();
        xml.WriteStartElement("wp", "docPr", Inline);
        xml.WriteAttributeString("id", WordWriter.Number(id));
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("descr", XmlText.Valid(description));
        xml.WriteEndElement();
        xml.WriteStartElement("a", "graphic", Main);
        xml.WriteStartElement("a", "graphicData", Main);
        xml.WriteAttributeString("uri", uri);
        content(xml, cx, cy);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        word.Close().Close();
    }
}
