using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Suyuan.Reporting;

/// <summary>
/// One language's sentences. In a sentence <c>{key}</c> stands for a fact and <c>{key:one|many}</c> for a count with its noun; what stands in square brackets
/// is left out where one of its facts was not measured.
/// </summary>
internal sealed partial class EvidenceWords
{
    /// <summary>By rule.</summary>
    public required IReadOnlyDictionary<string, string> Sentences { get; init; }

    /// <summary>By key: what is added behind the sentence where the sentence does not hold the fact.</summary>
    public required IReadOnlyDictionary<string, string> Measures { get; init; }

    /// <summary>By rule of a component: what a bot's sentence says of the traffic that it was seen in.</summary>
    public required IReadOnlyDictionary<string, string> Components { get; init; }

    /// <summary>Facts whose zero has words of its own; null = nothing is said of it.</summary>
    public required IReadOnlyDictionary<string, string?> Zeros { get; init; }

    /// <summary>Around the share of answers that were asked for, where there are some.</summary>
    public required string AskedFor { get; init; }

    /// <summary>Around the share of a region's addresses that are in use.</summary>
    public required string Estimated { get; init; }

    /// <summary>Where that estimate reaches the whole or, as an estimate may, goes beyond it.</summary>
    public required string All { get; init; }

    public required string AlsoMeasured { get; init; }
    public required string Separator { get; init; }
    public required string FullStop { get; init; }
    public required string CountFormat { get; init; }
    public required string PercentSign { get; init; }
    public required Func<string, string> Vector { get; init; }
    public required Func<string, string> Protocol { get; init; }

    /// <summary>Null: no rule has that name.</summary>
    public string? Sentence(string rule, EvidenceFacts facts)
    {
        if (!Sentences.TryGetValue(rule, out string? template))
        {
            return null;
        }
        StringBuilder text = new(Fill(template, facts));
        HashSet<string> said = [.. Placeholder().Matches(template).Select(match => match.Groups["key"].Value)];
        string[] measures = [.. facts.Keys.Where(key => !said.Contains(key) && Measures.ContainsKey(key) && facts.Number(key) is not null and not 0)
            .Select(key => Fill(Measures[key], facts))];
        if (measures.Length > 0)
        {
            text.Append(AlsoMeasured).AppendJoin(Separator, measures).Append(FullStop);
        }
        return text.ToString();
    }

    private string Fill(string template, EvidenceFacts facts) => Placeholder().Replace(
        Optional().Replace(template, match =>
            Placeholder().Matches(match.Value).All(place => Value(place.Groups["key"].Value, facts) is not null) ? match.Groups["inside"].Value : ""),
        match => Value(match.Groups["key"].Value, facts) is string value
            ? value + Noun(match.Groups["one"], match.Groups["many"], facts.Number(match.Groups["key"].Value))
            : "?");

    private static string Noun(Group one, Group many, decimal? number) => !one.Success ? "" : " " + (number == 1 ? one.Value : many.Value);

    private string? Value(string key, EvidenceFacts facts)
    {
        if (facts.Number(key) is not decimal number)
        {
            return facts.Text(key) is not string text || text == "unbounded" ? null : key switch
            {
                "vector" => Vector(text),
                "service" => Protocol(text),
                "component" => Components.GetValueOrDefault(text),
                _ => Printable(text),
            };
        }
        if (number == 0 && Zeros.TryGetValue(key, out string? zero))
        {
            return zero;
        }
        return key == "solicited_share" ? string.Format(CultureInfo.InvariantCulture, AskedFor, Percent(number))
            : key == "density" ? number >= 1 ? All : string.Format(CultureInfo.InvariantCulture, Estimated, Percent(number))
            : key is "port" or "flow_port" ? number.ToString("F0", CultureInfo.InvariantCulture)
            : EvidenceFacts.IsShare(key) ? Percent(number)
            : key is "population" or "population_low" ? Math.Round(number).ToString(CountFormat, CultureInfo.InvariantCulture)
            : number.ToString(decimal.IsInteger(number) || number >= 100 ? CountFormat : "0.###", CultureInfo.InvariantCulture);
    }

    private string Percent(decimal share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + PercentSign;

    /// <summary>Names come from logs that others wrote: nothing in them may steer a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    [GeneratedRegex(@"\{(?<key>[a-z_]+)(:(?<one>[^|}]+)\|(?<many>[^}]+))?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\[(?<inside>[^\]]+)\]")]
    private static partial Regex Optional();
}
