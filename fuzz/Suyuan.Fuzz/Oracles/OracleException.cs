namespace Suyuan.Fuzz.Oracles;

/// <summary>Something that must hold of a decoder does not.</summary>
internal sealed class OracleException(string message) : Exception(message);

/// <summary>Statements that must hold.</summary>
internal static class Must
{
    public static void Hold(bool statement, string otherwise)
    {
        if (!statement)
        {
            throw new OracleException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new OracleException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: {expected} expected, {actual} found"));
        }
    }
}
