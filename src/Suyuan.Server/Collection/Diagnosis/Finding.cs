namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>One thing that was looked at on the way of telemetry.</summary>
/// <param name="Subject">The listener or exporter that it is about; "all" where it is about neither.</param>
/// <param name="Message">What was found, with its figures.</param>
/// <param name="Advice">What to do; null = nothing.</param>
public sealed record Finding(Hop Hop, Weight Weight, string Subject, string Message, string? Advice = null)
{
    public const string All = "all";

    internal static Finding Fine(Hop hop, string subject, FormattableString message) => new(hop, Weight.Fine, subject, FormattableString.Invariant(message));

    internal static Finding Tip(Hop hop, string subject, FormattableString message, FormattableString advice) =>
        new(hop, Weight.Advice, subject, FormattableString.Invariant(message), FormattableString.Invariant(advice));

    internal static Finding Problem(Hop hop, string subject, FormattableString message, FormattableString advice) =>
        new(hop, Weight.Problem, subject, FormattableString.Invariant(message), FormattableString.Invariant(advice));
}
