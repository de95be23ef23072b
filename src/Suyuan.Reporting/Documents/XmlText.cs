using System.Text;

namespace Suyuan.Reporting;

/// <summary>Text that an XML document can hold.</summary>
internal static class XmlText
{
    /// <summary>The rune, or U+FFFD for what XML 1.0 (§2.2) has no place for.</summary>
    public static Rune Valid(Rune rune) => rune.Value is '\t' or '\n' || rune.Value is >= ' ' and not (0xFFFE or 0xFFFF) ? rune : Rune.ReplacementChar;

    /// <summary>Lone surrogates become U+FFFD too.</summary>
    public static string Valid(string text)
    {
        StringBuilder valid = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            valid.Append(Valid(rune).ToString());
        }
        return valid.ToString();
    }
}
