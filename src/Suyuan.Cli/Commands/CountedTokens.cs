namespace Suyuan.Cli.Commands;

/// <summary>The values of <c>--counted</c>: which of the resources that a report counts.</summary>
internal static class CountedTokens
{
    public static string Of(bool? atHome) => atHome switch { true => "home", false => "abroad", null => "all" };

    public static bool TryParse(string token, out bool? atHome)
    {
        atHome = token switch { "home" => true, "abroad" => false, _ => null };
        return token is "home" or "abroad" or "all";
    }
}
