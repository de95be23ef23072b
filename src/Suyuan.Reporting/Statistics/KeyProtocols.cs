namespace Suyuan.Reporting;

/// <summary>三类重点反射服务器: the protocols that the reference report always shows, in its order.</summary>
internal static class KeyProtocols
{
    public static readonly string[] Tokens = ["memcached", "ntp", "ssdp"];

    /// <summary>1, 2, 3.</summary>
    public static int Number(string protocol) => Array.IndexOf(Tokens, protocol) + 1;
}
