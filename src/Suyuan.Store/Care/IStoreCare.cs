namespace Suyuan.Store.Care;

/// <summary>What an owner does to its store beside the one who writes, on connections of its own.</summary>
public interface IStoreCare
{
    /// <summary>
    /// Removes what is older than its class is kept, in one transaction. The room in the file is used again; <see cref="StoreCopy.Compact"/> gives it back.
    /// </summary>
    /// <param name="dryRun">Only count.</param>
    IReadOnlyList<PrunedRows> Prune(Retention retention, bool dryRun);

    /// <summary>Writes all that is committed at this moment into a new file.</summary>
    /// <exception cref="IOException">It cannot be written, for want of room among others; no half file is left.</exception>
    void CopyTo(string file);
}
