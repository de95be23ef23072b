using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>What a panel's map is drawn on.</summary>
/// <param name="World">The world, where resources abroad are shown; else the home's regions.</param>
public sealed record MapBase(Outline Outline, HomeRegion Home, bool World)
{
    public bool OfChina => Home.Country == HomeRegion.China.Country;
}
