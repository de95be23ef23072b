namespace Suyuan.Store;

/// <summary>
/// Whose resources somebody may see: those of an operator (or cloud), of a province, or of an operator in a province. Names as in places (<see cref="Model.PlaceNames"/>).
/// </summary>
public sealed record Constituency
{
    /// <exception cref="ArgumentException">Neither is given: that would be nobody, or everybody.</exception>
    public Constituency(string? @operator = null, string? province = null)
    {
        if (@operator is null && province is null)
        {
            throw new ArgumentException("a constituency needs an operator or a province");
        }
        (Operator, Province) = (@operator, province);
    }

    public string? Operator { get; }

    public string? Province { get; }
}
