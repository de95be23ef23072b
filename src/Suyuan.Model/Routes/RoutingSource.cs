namespace Suyuan.Model;

/// <summary>What a file of routing knowledge holds.</summary>
public enum RoutingKind : byte
{
    /// <summary>An MRT table dump: prefixes, origins, neighbours.</summary>
    Table = 1,
    /// <summary>ASes by organisation.</summary>
    Siblings,
}

/// <summary>A file whose routing knowledge a store keeps.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Sha256">Hex, of the file as given.</param>
/// <param name="DumpedAt">When a table was written, by its records; null for siblings.</param>
/// <param name="Rows">Routes or ASes read.</param>
/// <param name="Refused">Records or lines that could not be.</param>
public sealed record RoutingSource(RoutingKind Kind, string Name, string Sha256, DateTimeOffset? DumpedAt, DateTimeOffset ReadAt, long Rows, long Refused);
