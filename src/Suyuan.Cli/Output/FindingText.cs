using System.Globalization;
using System.Text;
using Suyuan.Server.Collection.Diagnosis;

namespace Suyuan.Cli.Output;

/// <summary>Findings as text: a heading for each hop, then a line for each finding, and what to do below it.</summary>
internal static class FindingText
{
    public static string Of(IReadOnlyList<Finding> findings)
    {
        StringBuilder text = new();
        foreach (IGrouping<Hop, Finding> hop in findings.GroupBy(finding => finding.Hop))
        {
            text.Append(hop.Key).Append('\n');
            foreach (Finding finding in hop)
            {
                string mark = finding.Weight switch { Weight.Problem => "WRONG", Weight.Advice => "note", _ => "ok" };
                text.Append(CultureInfo.InvariantCulture, $"  {mark,-5}  {(finding.Subject == Finding.All ? "" : finding.Subject + ": ")}{finding.Message}\n");
                if (finding.Advice is string advice)
                {
                    text.Append(CultureInfo.InvariantCulture, $"         → {advice}\n");
                }
            }
        }
        int problems = findings.Count(finding => finding.Weight == Weight.Problem);
        string end = problems switch { 0 => "Nothing is wrong.", 1 => "1 thing is wrong.", _ => string.Create(CultureInfo.InvariantCulture, $"{problems} things are wrong.") };
        return text.Append('\n').Append(end).Append('\n').ToString();
    }
}
