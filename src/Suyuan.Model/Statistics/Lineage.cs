namespace Suyuan.Model;

/// <summary>Where a number comes from: enough to compute it again and to walk back to its rows.</summary>
/// <param name="Query">Name of the store's query file, without extension.</param>
/// <param name="Rows">Rows the query read its answer from (its population), not rows returned.</param>
/// <param name="AddressData">Version of the address data joined in; empty where none was.</param>
public sealed record Lineage(string Query, IReadOnlyDictionary<string, string> Parameters, long Rows, string AddressData);

/// <summary>A value with its lineage.</summary>
public sealed record Statistic<T>(T Value, Lineage Lineage);
