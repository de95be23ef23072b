using System.CommandLine.Parsing;
using System.Globalization;

namespace Suyuan.Cli.Commands;

/// <summary>Reads an option's value and says in the words of the person what it may be: the library's own message would name a type of the program.</summary>
internal static class OptionValues
{
    public static T Parse<T>(this ArgumentResult result, string allowed, Func<string, T?> read)
        where T : struct
    {
        string text = result.Tokens[0].Value;
        if (read(text) is T value)
        {
            return value;
        }
        string option = result.Parent is OptionResult parent ? parent.IdentifierToken?.Value ?? parent.Option.Name : "";
        result.AddError($"{option}: '{text}' is not {allowed}");
        return default;
    }

    public static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    /// <summary>N of "1 in N".</summary>
    public static uint? Interval(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number > 0 ? number : null;

    public static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1 ? number : null;
}
