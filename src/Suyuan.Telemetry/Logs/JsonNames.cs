using System.Text.Json;

namespace Suyuan.Telemetry.Logs;

/// <summary>Names of members that are no text: half of a surrogate pair, escaped, which the library refuses only when some member is looked for.</summary>
internal static class JsonNames
{
    /// <summary>Sound JSON whose members can be looked for.</summary>
    public static bool AreText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    if (!IsText(member) || !AreText(member.Value))
                    {
                        return false;
                    }
                }
                return true;
            case JsonValueKind.Array:
                foreach (JsonElement one in value.EnumerateArray())
                {
                    if (!AreText(one))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }

    private static bool IsText(JsonProperty member)
    {
        try
        {
            return member.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
