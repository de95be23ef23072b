namespace Suyuan.Model;

/// <summary>Resources of one kind in two periods, each by its own headline rules.</summary>
/// <param name="Count">In the period.</param>
/// <param name="Before">In the one that it is compared with.</param>
/// <param name="Surviving">In both.</param>
public sealed record Turnover(ResourceSelection Selection, long Count, long Before, long Surviving)
{
    public long New => Count - Surviving;

    public long Vanished => Before - Surviving;
}
