namespace Suyuan.Server.Accounts;

/// <summary>What an endpoint asks of who calls it.</summary>
public enum Access
{
    /// <summary>Nothing: signing in itself.</summary>
    Anyone,

    /// <summary>Somebody known; the rows are restricted to what a constituent may see.</summary>
    Own,

    /// <summary>Somebody who sees everything.</summary>
    Read,

    Analyse,

    Administer,
}
