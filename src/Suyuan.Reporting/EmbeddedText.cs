namespace Suyuan.Reporting;

/// <summary>Text files that are built into this assembly.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using Stream stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into the assembly");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
