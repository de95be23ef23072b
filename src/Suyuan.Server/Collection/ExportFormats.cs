namespace Suyuan.Server.Collection;

/// <summary>Export formats by name, as a datagram's first octets tell them.</summary>
internal static class ExportFormats
{
    public const string Netflow9 = "NetFlow v9";
    public const string Ipfix = "IPFIX";
    public const string Sflow5 = "sFlow v5";

    /// <summary>Above every version number that is read.</summary>
    public const int Count = 11;

    /// <summary>Index of <see cref="Sflow5"/>.</summary>
    public const int OfSflow = 0;

    /// <summary>No version that is read.</summary>
    private const int Other = 1;

    /// <summary>The version, or <see cref="Other"/>; that of NetStream v5 has a bit for what left, that of sFlow begins with three zero octets (sFlow version 5, §5).</summary>
    public static int IndexOf(ReadOnlySpan<byte> datagram) => datagram switch
    {
        [0, 5 or 7 or 9 or 10, ..] or [0x80, 5, ..] => datagram[1],
        [0, 0, 0, 5, ..] => OfSflow,
        _ => Other,
    };

    public static string Name(int index) => index switch
    {
        OfSflow => Sflow5,
        5 => "NetFlow v5",
        7 => "NetFlow v7",
        9 => Netflow9,
        10 => Ipfix,
        _ => "no format that is read",
    };
}
