using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>The address of an indicator as lists write it: <c>a.b.c.d</c>, <c>a.b.c.d:port</c>, <c>[v6]:port</c>, <c>name</c>, <c>name:port</c>, each also as a URL's authority.</summary>
internal static class IndicatorValue
{
    private const int MaxName = 253;

    public static bool TryParse(string text, out IpAddress? address, out string? name, out ushort? port)
    {
        (address, name, port) = (null, null, null);
        string value = text.Trim();
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            value = value[(scheme + 3)..];
            value = value[..(value.IndexOfAny(['/', '?', '#']) is >= 0 and int end ? end : value.Length)];
        }
        // "[.]" and "hxxp" keep readers from clicking.
        value = value.Replace("[.]", ".", StringComparison.Ordinal);
        if (IpAddress.TryParse(value.TrimStart('[').TrimEnd(']'), out IpAddress bare))
        {
            address = bare;
            return !bare.IsNone;
        }
        int colon = value.LastIndexOf(':');
        if (colon >= 0)
        {
            if (!LogFields.TryPort(value[(colon + 1)..], out port))
            {
                return false;
            }
            value = value[..colon].TrimStart('[').TrimEnd(']');
        }
        if (IpAddress.TryParse(value, out IpAddress withPort))
        {
            address = withPort;
            return !withPort.IsNone;
        }
        name = value.TrimEnd('.').ToLowerInvariant();
        return name.Length is > 0 and <= MaxName && name.Contains('.', StringComparison.Ordinal)
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') && !char.IsAsciiDigit(name[^1]);
    }
}
