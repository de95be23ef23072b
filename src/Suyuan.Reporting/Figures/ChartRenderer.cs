using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;
using Microsoft.ClearScript.V8;

namespace Suyuan.Reporting;

/// <summary>
/// Draws panels with ECharts into SVG that can stand in a page beside others: ids are the panel's own, nothing reacts, nothing is fetched.
/// Loading ECharts takes a tenth of a second and a chart some milliseconds, so one renderer draws a whole report. Not thread-safe.
/// </summary>
public sealed partial class ChartRenderer : IDisposable
{
    /// <summary>ECharts of a hundred charts needs some 40 MB; more is a runaway.</summary>
    private const int HeapMegabytes = 512;

    private readonly V8ScriptEngine _engine;

    public ChartRenderer()
    {
        _engine = new V8ScriptEngine(new V8RuntimeConstraints { MaxOldSpaceSize = HeapMegabytes });
        _engine.Execute("echarts.min.js", EmbeddedText.Read("echarts.min.js"));
        _engine.Execute("render.js", EmbeddedText.Read("render.js"));
    }

    /// <param name="title">What the chart shows, for who cannot see it.</param>
    internal string Render(string id, string title, ChartDrawing drawing)
    {
        string svg = (string)_engine.Invoke("renderChart", drawing.Option.ToJsonString(), drawing.Width, drawing.Height);
        return Embed(svg, id, title, drawing);
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>
    /// ECharts numbers its ids and classes per engine (zr0-c0, zr1-c0 …), which collide as soon as two engines draw for one page, marks shapes for
    /// hydration (ecmeta_*) and styles them under the pointer (class, style): nobody does either here.
    /// </summary>
    private static string Embed(string svg, string id, string title, ChartDrawing drawing)
    {
        int start = svg.IndexOf('>', StringComparison.Ordinal) + 1;
        string inner = HoverStyle().Replace(HydrationMark().Replace(svg[start..], ""), "");
        inner = EngineId().Replace(inner, id + "-");
        string size = string.Create(
            CultureInfo.InvariantCulture, $"viewBox=\"0 0 {drawing.Width} {drawing.Height}\" width=\"{drawing.Width}\" height=\"{drawing.Height}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-labelledby=\"{id}-title\" {size}>"
            + $"<title id=\"{id}-title\">{SecurityElement.Escape(title)}</title>{inner}";
    }

    [GeneratedRegex(" ecmeta_[a-z_]+=\"[^\"]*\"")]
    private static partial Regex HydrationMark();

    /// <summary>Rules for the pointer, and the classes that they name.</summary>
    [GeneratedRegex("<style ?>.*?</style>\\s*| class=\"zr[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex HoverStyle();

    [GeneratedRegex(@"\bzr\d+-")]
    private static partial Regex EngineId();
}
