using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

internal sealed partial class PeriodStatistics
{
    /// <summary>Against any other period of the same connection.</summary>
    public Turnover Against(PeriodStatistics before, ResourceSelection selection)
    {
        before.Build();
        (string, object?)[] parameters = Parameters(selection);
        return new Turnover(
            selection, One("resource-headline", row => row.GetInt64(0), parameters), before.One("resource-headline", row => row.GetInt64(0), parameters),
            One("resource-surviving", row => row.GetInt64(0), [("before", before._number), .. parameters]));
    }
}
