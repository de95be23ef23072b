using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>What an attack order names.</summary>
internal static class OrderTargets
{
    /// <summary>An address, a prefix (bots mask the host bits, so they do not matter) or a host name, which stays as written.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IpPrefix? target, out string? name)
    {
        target = null;
        name = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }
        if (IpPrefix.TryParse(text, out IpPrefix prefix))
        {
            target = prefix;
            return true;
        }
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && IpAddress.TryParse(text[..slash], out IpAddress address))
        {
            int bits = address.IsV4 ? 32 : 128;
            if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > bits)
            {
                return false;
            }
            target = new IpPrefix(address, 128 - bits + length);
            return true;
        }
        name = text;
        return true;
    }
}
