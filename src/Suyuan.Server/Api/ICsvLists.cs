using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>Writes a whole list as the CSV that the command line writes.</summary>
public interface ICsvLists
{
    /// <summary>Names of the lists.</summary>
    IReadOnlyList<string> Names { get; }

    /// <param name="list">One of <see cref="Names"/>.</param>
    void Write(string list, IAttackReader store, ListFilter filter, TextWriter output);
}
