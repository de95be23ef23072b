namespace Suyuan.Store.Care;

/// <summary>What left one table, or would.</summary>
/// <param name="Before">Unix ms: what ended earlier went.</param>
public sealed record PrunedRows(RetentionClass Class, string Table, long Before, long Rows);
