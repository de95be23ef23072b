using System.Globalization;
using System.Text;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The report's maps without counts, drawn once: for a page that colours places itself.</summary>
/// <param name="Width">Pixels, as <paramref name="Height"/> and all places.</param>
/// <param name="Inset">Corners of the frame that holds the South China Sea; null where there is none.</param>
public sealed record PlainMap(int Width, int Height, IReadOnlyList<PlainPlace> Places, IReadOnlyList<double>? Inset)
{
    /// <summary>The home's regions, by the names of the address data.</summary>
    public static PlainMap OfHome(Outline outline, HomeRegion home)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(home);
        return HomeMap.Plain(new MapBase(outline, home, World: false));
    }

    /// <summary>Countries and regions by ISO 3166-1 alpha-2.</summary>
    public static PlainMap OfWorld(Outline outline, HomeRegion home)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(home);
        return WorldMap.Plain(new MapBase(outline, home, World: true));
    }
}

/// <param name="Name">Key of its category; empty = coast, islands and lines, drawn and never counted.</param>
/// <param name="Path">SVG path data, to be filled by the even-odd rule; empty: too small, or drawn as part of another.</param>
/// <param name="X">Where its name or a dot belongs; null, as <paramref name="Y"/> = nowhere.</param>
/// <param name="Small">So small that only a dot is seen.</param>
public sealed record PlainPlace(string Name, string Path, double? X, double? Y, bool Small)
{
    internal static PlainPlace Of(string name, IReadOnlyList<IReadOnlyList<MapPoint>> rings, MapPoint? at, bool small)
    {
        StringBuilder path = new();
        foreach (IReadOnlyList<MapPoint> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                path.Append(index == 0 ? 'M' : ' ').Append(CultureInfo.InvariantCulture, $"{ring[index].X:0.#},{ring[index].Y:0.#}");
            }
            path.Append('Z');
        }
        return new PlainPlace(name, path.ToString(), Round(at?.X), Round(at?.Y), small);
    }

    private static double? Round(double? value) => value is double known ? Math.Round(known, 1) : null;
}
