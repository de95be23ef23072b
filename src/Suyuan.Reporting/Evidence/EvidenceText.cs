using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The evidence behind a verdict in words: what the rule saw, with its numbers, as a person reads it.</summary>
public static class EvidenceText
{
    public static string Of(Participation participation, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(participation);
        EvidenceFacts facts = new(participation.Detail);
        if (participation.Resource.Kind == ResourceKind.Reflector)
        {
            facts.Add("service", participation.Resource.Protocol);
            facts.Add("transport", participation.Resource.Protocol == "tcp" ? "TCP" : "UDP");
            if (participation.Packets > 0)
            {
                facts.Add("octets", participation.Octets / participation.Packets);
            }
        }
        return Write(participation.Rule, participation.Detail, facts, language);
    }

    public static string Of(Component component, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(component);
        return Write(component.Rule, component.Detail, new EvidenceFacts(component.Detail), language);
    }

    /// <summary>A rule of a later version, whose sentence is not known here, is shown as it is stored.</summary>
    private static string Write(string rule, string detail, EvidenceFacts facts, ReportLanguage language)
    {
        EvidenceWords words = language == ReportLanguage.Chinese ? ChineseEvidence.Words : EnglishEvidence.Words;
        return words.Sentence(rule, facts) ?? $"{rule}: {detail}";
    }
}
