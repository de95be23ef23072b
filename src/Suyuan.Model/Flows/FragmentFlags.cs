namespace Suyuan.Model;

/// <summary>What is known of IP fragmentation (RFC 791 §3.1, RFC 8200 §4.5) of a record's packets.</summary>
[Flags]
public enum FragmentFlags : byte
{
    None = 0,
    /// <summary>Some packet of the record was a fragment.</summary>
    Fragment = 1,
    /// <summary>Fragments with an offset above zero: no transport header, ports are 0/0.</summary>
    NonInitial = 2,
}
