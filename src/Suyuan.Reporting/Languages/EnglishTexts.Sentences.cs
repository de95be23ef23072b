using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>Sentences from numbers.</summary>
internal sealed partial class EnglishTexts
{
    /// <summary>More tied names than this read as a list, not as a sentence.</summary>
    private const int MaxTiedNames = 10;

    private string Observed => report.Options.Publisher.Length > 0
        ? $"{InPeriod}, {report.Options.PublisherIn(Language).Trim()} observed" : $"{InPeriod} we observed";

    public IReadOnlyList<string> KeyFindings(Report report)
    {
        List<string> findings = [];
        if (report.Shows(ReportPart.Controllers))
        {
            findings.Add(report.Controllers.HasData
                ? $"Of the controllers that launched attacks through bots {ThisPeriod}, {Abroad(report.Controllers)}; {Home(report.Controllers)}."
                : $"No active controllers were found {ThisPeriod}.");
        }
        if (report.Shows(ReportPart.Bots))
        {
            findings.Add(report.Bots.Totals.Value.Home > 0
                ? $"Of the bots that attacked {ThisPeriod}, {Home(report.Bots)}."
                : $"No active domestic bots were found {ThisPeriod}.");
        }
        if (report.Shows(ReportPart.Reflectors))
        {
            findings.Add(string.Join(' ', report.Reflectors.Key.Select(section => section.Totals.Value.Home > 0
                ? $"Of the {Kind(section.Selection)} abused {ThisPeriod}, {Home(section)}."
                : $"No domestic {Kind(section.Selection)} were found {ThisPeriod}.")));
        }
        if (report.Shows(ReportPart.Routers))
        {
            findings.Add($"{RouterFinding(report.CrossDomainRouters)} {RouterFinding(report.LocalRouters)}");
        }
        if (report.Shows(ReportPart.Events))
        {
            EventTotals totals = report.Events.Totals.Value;
            findings.Add(totals.Events > 0
                ? $"{Plural(totals.Events, "attack event", "attack events")} against {Plural(totals.Targets, "target", "targets")} {(totals.Events == 1 ? "was" : "were")} found {ThisPeriod}. {LeadingVectors(report.Events.VectorRanking)}; the largest event peaked at {CellText.Scaled(totals.PeakBits, "bit/s")}."
                : $"The telemetry of {ThisPeriod} holds no attack events.");
        }
        return findings;
    }

    private string Abroad(ResourceSection section) => section.Countries.IsEmpty
        ? "none were abroad" : $"those abroad were {Often(section.Countries)} {Names(section.Countries)}";

    private string Home(ResourceSection section)
    {
        if (section.Totals.Value.Home == 0)
        {
            return "none were domestic";
        }
        string provinces = section.Provinces.IsEmpty
            ? $"none of the domestic ones could be placed in a {Province}" : $"the domestic ones were {Often(section.Provinces)} {Names(section.Provinces)}";
        string largest = LargestOperator(section.Operators);
        return largest.Length == 0 ? provinces : $"{provinces}, and {largest}";
    }

    private string RouterFinding(ResourceSection section) => !section.HasData
        ? $"No {Kind(section.Selection)} were found {ThisPeriod}."
        : section.Provinces.IsEmpty ? $"None of the {Kind(section.Selection)} could be placed in a {Province}."
        : $"The {Kind(section.Selection)} were {Often(section.Provinces)} {Names(section.Provinces)}.";

    private string LargestOperator(Breakdown operators) =>
        Ranking.Of(operators.Slices, places: 1) is { IsEmpty: false } ranking
            ? $"the leading {(ranking.Members == 1 ? "operator was" : "operators were")} {And([.. ranking.Groups[0].Members.Select(Name)])}" : "";

    private string LeadingVectors(Ranking ranking)
    {
        Ranking first = ranking with { Groups = [.. ranking.Groups.Take(1)] };
        return $"The most frequent {(first.Members == 1 ? "vector was" : "vectors were")} {Names(first)}";
    }

    private static string Often(Ranking ranking) => ranking.Members == 1 ? "in" : "most often in";

    public string Overview(ResourceSection section)
    {
        ResourceTotals totals = section.Totals.Value;
        string one = section.Selection.Kind switch
        {
            ResourceKind.Controller => "active controller that launched DDoS attacks through bots",
            ResourceKind.Bot => "bot taking part in attacks from real addresses (attacks mixed with reflection or other kinds included)",
            ResourceKind.Reflector => $"{Protocol(section.Selection.Protocol!)} reflector taking part in attacks",
            _ => section.Selection.Scope == SpoofScope.CrossDomain ? "router forwarding cross-domain spoofed traffic" : "router forwarding locally spoofed traffic",
        };
        string many = section.Selection.Kind switch
        {
            ResourceKind.Controller => "active controllers that launched DDoS attacks through bots",
            ResourceKind.Bot => "bots taking part in attacks from real addresses (attacks mixed with reflection or other kinds included)",
            ResourceKind.Reflector => $"{Protocol(section.Selection.Protocol!)} reflectors taking part in attacks",
            _ => Kind(section.Selection),
        };
        if (!section.HasData)
        {
            return $"{InPeriod}, no {many} were found; {Omitted(section)} are left out.";
        }
        string count = Plural(totals.Count, one, many);
        if (section.Selection.Kind == ResourceKind.SpoofingRouter)
        {
            return $"{Observed} {count}. {PlaceSentence(section)}";
        }
        string split = section.Selection.Kind == ResourceKind.Controller
            ? $"{Percent(totals.Abroad, totals.Count)} were abroad" : $"{Percent(totals.Home, totals.Count)} were domestic";
        string unknown = totals.UnknownCountry > 0 ? $", {Percent(totals.UnknownCountry, totals.Count)} could not be placed" : "";
        return $"{Observed} {count}: {split}{unknown}, and {Percent(totals.Cloud, totals.Count)} were in clouds ({FigureLabel(section.SplitFigure!.Number)}).";
    }

    private string Omitted(ResourceSection section)
    {
        int[] numbers = [.. section.Figures.Select(figure => figure.Number)];
        string figures = numbers.Length == 1 ? FigureLabel(numbers[0]) : $"Figures {numbers[0]} to {numbers[^1]}";
        return $"{figures} and {TableLabel(section.Top.Number)}";
    }

    public string Countries(ResourceSection section) =>
        section.CountryFigure is null || !section.HasData ? ""
        : section.Countries.IsEmpty ? NoData(section.CountryFigure)
        : $"Abroad, the {Kind(section.Selection)} were {Often(section.Countries)} {NamesWithShares(section.Countries)} ({FigureLabel(section.CountryFigure.Number)}).";

    public string Provinces(ResourceSection section) =>
        !section.HasData || section.Selection.Kind == ResourceKind.SpoofingRouter ? ""
        : section.Totals.Value.Home == 0 ? NoData(section.ProvinceFigure)
        : PlaceSentence(section);

    private string PlaceSentence(ResourceSection section)
    {
        string who = section.Selection.Kind == ResourceKind.SpoofingRouter ? "routers" : $"domestic {Kind(section.Selection)}";
        string provinces = section.Provinces.IsEmpty
            ? $"None of the {who} could be placed in a {Province}" : $"The {who} were {Often(section.Provinces)} {NamesWithShares(section.Provinces)}";
        return $"{provinces}. By operator: {Operators(section.Operators)} ({FigureLabel(section.ProvinceFigure.Number)}).";
    }

    /// <summary>The named carriers; the rest too where it outweighs one of them or fewer than three are named.</summary>
    private string Operators(Breakdown operators)
    {
        Slice[] named = [.. operators.Slices.Where(slice => slice.Category.Kind == CategoryKind.Network)];
        string[] told = [.. operators.Slices
            .Where(slice => slice.Category.Kind != CategoryKind.Other || named.Length < 3 || slice.Count > named[^1].Count)
            .Select(slice => $"{OperatorName(slice.Category)} {Percent(slice.Count, operators.Total)}")];
        return told.Length == 0 ? "unknown" : string.Join(", ", told);
    }

    private string OperatorName(Category category) => category.Kind switch
    {
        CategoryKind.Other => "others",
        CategoryKind.Unknown => "unknown",
        _ => Name(category),
    };

    public string Top(ResourceSection section)
    {
        if (!section.HasData)
        {
            return "";
        }
        string what = section.Selection.Kind == ResourceKind.SpoofingRouter ? "routers" : $"domestic {Kind(section.Selection)}";
        if (!section.Top.HasData)
        {
            return $"There are no {what} to list; {TableLabel(section.Top.Number)} is left out.";
        }
        int rows = section.Top.Rows.Count;
        string extent = rows >= 20 ? $"the {rows} {what} that took part in the most events"
            : rows == 1 ? $"the only one of these {what}" : $"all {rows} {what}";
        string leaders = section.Top.Leaders.IsEmpty ? ""
            : section.Top.Leaders.Groups[0].IsTie
                ? $" The {Provinces_} with the most of these addresses are {And([.. section.Top.Leaders.Groups[0].Members.Take(MaxTiedNames).Select(Name)])} (tied)."
                : $" The {Province} with the most of these addresses is {Name(section.Top.Leaders.Groups[0].Members[0])}.";
        return $"{TableLabel(section.Top.Number)} lists {extent}.{leaders}";
    }

    public IReadOnlyList<string> Remarks(ResourceSection section, Report report)
    {
        ResourceTotals totals = section.Totals.Value;
        List<string> remarks = [];
        switch (section.Selection.Kind)
        {
            case ResourceKind.Controller:
                ControllerActivity activity = report.ControllerActivity.Value;
                remarks.Add($"{(activity.Ordered == 0 ? $"No controller is known to have ordered attacks {ThisPeriod}." : $"{Plural(activity.Ordered, "controller", "controllers")} ordered attacks {ThisPeriod}; the attacks of {Number(activity.OrderedAndSeen)} were also seen in telemetry.")} Controllers are found mainly from botnet command logs: without such input, none found does not mean none active.");
                break;
            case ResourceKind.Bot when section.HasData:
                BotProof proof = report.BotProof.Value;
                remarks.Add($"The count above takes bots at a confidence of {Threshold(HeadlineRules.BotConfidence)} or more. {Number(proof.Proven)} ({Percent(proof.Proven, totals.Count)}) reach {Threshold(HeadlineRules.ProvenBotConfidence)}; {Number(proof.ControllerLinked)} ({Percent(proof.ControllerLinked, totals.Count)}) are linked to a controller.");
                remarks.Add($"These are addresses, not devices: one device can use several addresses in turn, and one address can stand for many devices. The median number of distinct addresses per day is {proof.MedianPerDay.ToString("#,0.#", CultureInfo.InvariantCulture)}.");
                break;
            case ResourceKind.SpoofingRouter when section.HasData:
                remarks.Add(section.Selection.Scope == SpoofScope.CrossDomain
                    ? "Being listed means that source address validation on the router, or on a router below it, may be defective. Its operator should verify this."
                    : "Being listed means that an attacking device sits in the network below the router; it does not mean that source address validation is defective.");
                break;
        }
        if (section.Selection.Kind is ResourceKind.Bot or ResourceKind.Reflector && totals.Seen is SeenResources { Once: > 0 } seen)
        {
            remarks.Add($"Sampling hides resources. Of {Number(seen.Seen)} that sampled traffic shows, whatever the confidence, {Number(seen.Once)} were seen in one packet only: at least {Number((long)seen.Low)} took part (95% confidence), and probably {Number((long)Math.Round(seen.Estimate))} or more, as far as the exporters reach.");
        }
        if (totals.BelowHeadline > 0)
        {
            remarks.Add(totals.BelowHeadline == 1
                ? "For one more the evidence falls short of the rule for counting; it is not included above."
                : $"For {Number(totals.BelowHeadline)} more the evidence falls short of the rule for counting; they are not included above.");
        }
        return remarks;
    }

    public string NoData(Figure figure) => figure.Subject switch
    {
        FigureSubject.Countries => $"No {Kind(figure.Selection!)} abroad were found; {FigureLabel(figure.Number)} is left out.",
        FigureSubject.ProvincesAndNetworks => $"No domestic {Kind(figure.Selection!)} were found; {FigureLabel(figure.Number)} is left out.",
        _ => $"There is no data for {FigureLabel(figure.Number)}; it is left out.",
    };

    public string TiedBeyondCut(Panel panel)
    {
        Slice last = panel.Data.Slices.Last(slice => slice.Category.Kind is not (CategoryKind.Other or CategoryKind.Unknown));
        bool one = panel.Data.TiedBeyondCut == 1;
        string unit = panel.Subject switch
        {
            PanelSubject.Provinces => one ? Province : Provinces_,
            PanelSubject.Countries or PanelSubject.TargetCountries => one ? "country or region" : "countries or regions",
            _ => one ? "category" : "categories",
        };
        return $"Note: {Number(panel.Data.TiedBeyondCut)} more {unit} {(one ? "ties" : "tie")} with {Name(last.Category)} (count {Number(last.Count)}) and {(one ? "is" : "are")} in Other; equal counts are ordered by administrative or country code.";
    }

    public string ReflectorOverview(ReflectorPart part)
    {
        string names = And([.. part.Key.Select(section => Protocol(section.Selection.Protocol!))]);
        if (part.KeyTotal == 0)
        {
            return $"{InPeriod}, no reflectors of the three key protocols ({names}) were found.";
        }
        string shares = And([.. part.Key.Select(section => $"{Percent(section.Totals.Value.Count, part.KeyTotal)} {Protocol(section.Selection.Protocol!)}")]);
        return $"{Observed} {Plural(part.KeyTotal, "reflector", "reflectors")} of the three key protocols taking part in attacks; {Percent(part.KeyHome, part.KeyTotal)} were domestic. By protocol: {shares}. An address abused for two protocols counts twice.";
    }

    public string FurtherProtocols(ReflectorPart part)
    {
        long total = part.Further.Sum(protocol => protocol.Totals.Count);
        return $"Beside the three key protocols, {Plural(total, "reflector", "reflectors")} of {Plural(part.Further.Count, "other protocol", "other protocols")} took part in attacks {ThisPeriod}. {FigureLabel(part.ProtocolFigure!.Number)} shows all protocols, {TableLabel(part.ProtocolTable!.Number)} where the others are.";
    }

    public string RouterOverview(Report report)
    {
        string undetermined = report.Coverage.Value.UndeterminedShare is double share
            ? $" For {(share * 100).ToString("0.0", CultureInfo.InvariantCulture)}% of the flood traffic (by sampled packets) the evidence does not tell whether sources were forged; it is not counted here." : "";
        return $"One router can forward both cross-domain and locally spoofed traffic; each kind is counted on its own.{undetermined}";
    }

    public string EventOverview(EventPart events)
    {
        EventTotals totals = events.Totals.Value;
        string apart = totals is { Ordered: 0, Sensed: 0 } ? ""
            : $" Listed apart and not counted as events: {Plural(totals.Ordered, "attack order", "attack orders")} known from command logs alone and {Plural(totals.Sensed, "attack", "attacks")} known from sensors alone.";
        if (totals.Events == 0)
        {
            return $"The telemetry of {PeriodName} holds no attack events.{apart}";
        }
        return $"{Observed} {Plural(totals.Events, "DDoS attack event", "DDoS attack events")} ({Plural(totals.Bursts, "burst", "bursts")}) against {Plural(totals.Targets, "target", "targets")}. The median event lasted {Duration((long)totals.MedianSeconds)}. Together the events are estimated at {Rounded(totals.Packets)} packets and {CellText.Scaled(totals.Octets, "B")}; single events peaked at {CellText.Scaled(totals.PeakBits, "bit/s")} and {CellText.Scaled(totals.PeakPackets, "pps")}.{apart} {FigureLabel(events.Daily.Number)} shows the days; a day without a column has no events or no telemetry.";
    }

    public string EventVectors(EventPart events) => events.Vectors.HasData
        ? $"The most frequent {(events.VectorRanking.Members == 1 ? "vector was" : "vectors were")} {NamesWithShares(events.VectorRanking)} ({FigureLabel(events.Vectors.Number)}). An event can combine vectors; shares are of all events and can exceed 100% together."
        : NoData(events.Vectors);

    public string EventTargets(EventPart events) => events.TargetCountries.HasData
        ? events.TargetRanking.IsEmpty ? $"The targets could not be placed ({FigureLabel(events.TargetCountries.Number)})."
            : $"Targets were {Often(events.TargetRanking)} {NamesWithShares(events.TargetRanking)} ({FigureLabel(events.TargetCountries.Number)})."
        : NoData(events.TargetCountries);

    public string LargestEvents(EventPart events, ReportEdition edition) => events.Largest.HasData
        ? $"{TableLabel(events.Largest.Number)} lists the {Plural(events.Largest.Rows.Count, "event", "events")} with the highest peak bandwidth.{(edition == ReportEdition.Public ? " Target addresses are masked in the public edition; event numbers hold within this report only." : "")}"
        : $"There are no events to list; {TableLabel(events.Largest.Number)} is left out.";

    public string GapSensitivity(EventPart events) => events.GapSensitivity.HasData && events.Totals.Value.Events > 0
        ? $"This report separates events by pauses of 24 hours. With other pauses there would be {string.Join(", ", events.Totals.Value.GapSensitivity.Select((gap, index) => $"{Number(gap.Value)}{(index == 0 ? " events" : "")} ({gap.Key} h)"))}: see {TableLabel(events.GapSensitivity.Number)}."
        : $"There are no events; {TableLabel(events.GapSensitivity.Number)} is left out.";

    private string Rounded(long value) => value switch
    {
        >= 1_000_000_000_000 => $"{Tenths(value, 1_000_000_000_000)} trillion",
        >= 1_000_000_000 => $"{Tenths(value, 1_000_000_000)} billion",
        >= 1_000_000 => $"{Tenths(value, 1_000_000)} million",
        _ => Number(value),
    };

    private static string Tenths(long value, long unit) =>
        Math.Round((decimal)value / unit, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    private string Plural(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Threshold(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture);

    /// <summary>A, B and C; ties named whole: A, B, and C, D and E (tied for third).</summary>
    private string Names(Ranking ranking) => Listed(ranking, withShares: false);

    private string NamesWithShares(Ranking ranking) => Listed(ranking, withShares: true);

    private string Listed(Ranking ranking, bool withShares)
    {
        List<string> parts = [];
        foreach (RankGroup group in ranking.Groups)
        {
            string[] names = [.. group.Members.Take(MaxTiedNames).Select(SentenceName)];
            int more = group.Members.Count - names.Length;
            string list = more > 0 ? $"{string.Join(", ", names)} and {more} more" : And(names);
            string share = Percent(group.Count, ranking.Total);
            string tied = group.Place switch { 1 => "tied for first", 2 => "tied for second", _ => "tied for third" };
            parts.Add(group.IsTie ? $"{list} ({tied}{(withShares ? $", {share} each" : "")})" : withShares ? $"{names[0]} ({share})" : names[0]);
        }
        return !ranking.Groups.Any(group => group.IsTie) ? And(parts)
            : parts.Count == 1 ? parts[0]
            : $"{string.Join(", ", parts.Take(parts.Count - 1))}, and {parts[^1]}";
    }

    private string SentenceName(Category category) => category.Kind == CategoryKind.Country ? CountryInSentence(category.Key) : Name(category);

    /// <summary>Names of countries that take the article.</summary>
    private static string CountryInSentence(string code) =>
        code is "US" or "GB" or "NL" or "PH" or "AE" or "BS" or "GM" or "MV" or "DO" or "CF" or "KM" or "MH" or "SB" or "KY" or "VG" or "VI" or "FK" or "FO" or "CK" or "TC"
            or "IM" or "AX" or "MP" or "CC" or "IO" or "TF" or "UM"
            ? "the " + PlaceNames.CountryEn(code) : PlaceNames.CountryEn(code);

    private static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1];
}
