namespace Suyuan.Model;

/// <summary>What an indicator says its address is. The numbers are stored.</summary>
public enum IndicatorKind : byte
{
    Controller = 1,
    Bot = 2,
    /// <summary>A service that answers strangers, open to abuse; nothing says that it was abused.</summary>
    ExposedReflector = 3,
}

/// <summary>How the one who says it knows. The numbers are stored.</summary>
public enum IndicatorBasis : byte
{
    /// <summary>It stands in somebody's list.</summary>
    Feed = 1,
    /// <summary>An intrusion detection system saw the peer in contact with it.</summary>
    Alert = 2,
    /// <summary>It called the peer, a seized controller.</summary>
    Sinkhole = 3,
    /// <summary>It answered a scan of the Internet.</summary>
    Scan = 4,
    /// <summary>It was seen attacking the peer.</summary>
    Attack = 5,
}

/// <summary>A statement of others about an address, with its date and who made it. What it is worth is attribution's to say (methods.md §5.2).</summary>
/// <param name="Address">Null where the indicator is a host name.</param>
/// <param name="Name">Host name in lower case; null where it is an address.</param>
/// <param name="Service">Protocol token of an exposed reflector, as vectors without <c>-reflection</c>; empty for other kinds.</param>
/// <param name="Peer">The other end: the host in contact with a controller, the sinkhole that a bot called, the target that it attacked.</param>
/// <param name="Feed">Name of the list, report or detection system; two names are two opinions.</param>
/// <param name="First">First sight as stated.</param>
/// <param name="Last">Last sight as stated; the first where only one is.</param>
/// <param name="Times">Lines that said so within the hour of <paramref name="First"/>; 1 for feeds.</param>
/// <param name="Family">Malware family, or the signature's name; null where not said.</param>
/// <param name="Confidence">0–100 as the source states it; null where it does not.</param>
/// <param name="Source">The log's digest and the first line that said it, <c>digest:line</c>.</param>
public sealed record Indicator(
    IndicatorKind Kind, IndicatorBasis Basis, IpAddress? Address, string? Name, ushort? Port, string Service, IpAddress? Peer, string Feed,
    DateTimeOffset First, DateTimeOffset Last, long Times, string? Family, int? Confidence, string Source);
