namespace Suyuan.Store.Care;

/// <summary>How many days each class is kept; 0 = for ever.</summary>
public sealed record Retention
{
    /// <summary>
    /// What an event rests on may reach this far back: indicators and contacts of thirty days (methods.md §5.2), and a day of the event itself. Events are sealed
    /// this long before the first of their facts may go, and nothing is kept for less.
    /// </summary>
    public const int MarginDays = 31;

    public int Evidence { get; init; } = 400;

    public int Logs { get; init; } = 400;

    public int RollUps { get; init; } = 1830;

    public int Addresses { get; init; } = 1830;

    public int Superseded { get; init; } = 90;

    public int DaysOf(RetentionClass kept) => kept switch
    {
        RetentionClass.Evidence => Evidence,
        RetentionClass.Logs => Logs,
        RetentionClass.RollUps => RollUps,
        RetentionClass.Addresses => Addresses,
        _ => Superseded,
    };

    /// <summary>Why it cannot be used; null = it can.</summary>
    public string? Problem => Enum.GetValues<RetentionClass>().Where(kept => kept != RetentionClass.Superseded).Select(kept => (kept, Days: DaysOf(kept)))
            .FirstOrDefault(one => one.Days is not 0 and < MarginDays) is { Days: not 0 } first
        ? $"{first.kept.Token()}: {first.Days} days are too few; events reach back {MarginDays} days for what they rest on (0 keeps all)"
        : Superseded < 0 ? $"{RetentionClass.Superseded.Token()}: {Superseded} is no number of days"
        : IsLonger(Evidence, RollUps) ? $"evidence is kept for {Evidence} days, rollups for {RollUps}: evidence of minutes that are gone is of no use"
        : IsLonger(Evidence, Addresses) ? $"evidence is kept for {Evidence} days, addresses for {Addresses}: evidence holds the same addresses"
        : null;

    private static bool IsLonger(int days, int than) => than != 0 && (days == 0 || days > than);
}

public static class RetentionClasses
{
    /// <summary>As in the configuration, and in what is printed.</summary>
    public static string Token(this RetentionClass kept) => kept switch
    {
        RetentionClass.Evidence => "evidence",
        RetentionClass.Logs => "logs",
        RetentionClass.RollUps => "rollups",
        RetentionClass.Addresses => "addresses",
        _ => "superseded",
    };
}
