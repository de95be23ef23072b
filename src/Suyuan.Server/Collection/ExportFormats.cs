namespace Suyuan.Server.Collection;

/// <summary>Export formats by name, as a datagram's first octets tell them.</summary>
internal static class ExportFormats
{
    public const string Netflow9 = "NetFlow v9";
    public const string Ipfix = "IPFIX";
    public const string Sflow5 = "sFlow v5";

    /// <summary>Above every version number that is read.</summary>
    public const int Count = 11;

    private const string Other = "no format that is read";

    /// <summary>The version; that of sFlow begins with two zero octets (sFlow version 5, §5).</summary>
    public static int IndexOf(ReadOnlySpan<byte> datagram) => datagram is [0, <= Count - 1 and byte version, ..] ? version : 1;

    public static string Name(int index) => index switch
    {
        0 => Sflow5,
        5 => "NetFlow v5",
        7 => "NetFlow v7",
        9 => Netflow9,
        10 => Ipfix,
        _ => Other,
    };
}
