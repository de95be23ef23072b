namespace Suyuan.Simulation.Scoring;

/// <summary>One line of the table: counts of something, and what follows from them.</summary>
/// <param name="What">events, reflectors, bots, …</param>
/// <param name="Part">all, or the vector, protocol, or sampling interval that the line is restricted to.</param>
/// <param name="Confidence">From this confidence on; 0 = any.</param>
/// <param name="Truth">In scope.</param>
/// <param name="Right">Of those, found.</param>
/// <param name="False">Found, but in no way true.</param>
/// <param name="TruthOutOfScope">True, but not asked for.</param>
/// <param name="FoundOutOfScope">Of those, found: neither right nor false.</param>
public sealed record ScoreRow(string What, string Part, double Confidence, long Truth, long Right, long False, long TruthOutOfScope = 0, long FoundOutOfScope = 0)
{
    public long Found => Right + False;

    /// <summary>Null where nothing was found.</summary>
    public double? Precision => Found == 0 ? null : (double)Right / Found;

    /// <summary>Null where nothing is to be found.</summary>
    public double? Recall => Truth == 0 ? null : (double)Right / Truth;

    public double? F1 => Truth == 0 ? null : 2.0 * Right / (Truth + Found);

    /// <summary>Found over true, less one.</summary>
    public double? CountError => Truth == 0 ? null : ((double)Found / Truth) - 1;
}
