namespace Suyuan.Cli;

/// <summary>Where the built console lies: in a checkout where the <c>suyuan</c> script says, else beside the program.</summary>
internal static class ConsoleFolder
{
    /// <summary>Set by the <c>suyuan</c> script.</summary>
    private const string Variable = "SUYUAN_CONSOLE";

    /// <returns>Null: nowhere.</returns>
    public static string? Find() =>
        new[] { Environment.GetEnvironmentVariable(Variable), Path.Combine(AppContext.BaseDirectory, "console") }.FirstOrDefault(folder => Directory.Exists(folder));
}
