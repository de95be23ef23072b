namespace Suyuan.Reporting;

/// <summary>Text files that are built into this assembly.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Octets(string name)
    {
        using Stream stream = Open(name);
        byte[] octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }

    private static Stream Open(string name) => typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not built into the assembly");
}
