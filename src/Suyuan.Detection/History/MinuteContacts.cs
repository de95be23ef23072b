using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>A host behind an interface that sent a few small packets of a TCP conversation to an endpoint.</summary>
internal readonly record struct Contact(IpAddress Peer, ushort Port, IpAddress Host, ushort Exporter, uint Interface) : IComparable<Contact>
{
    public int CompareTo(Contact other) => (Peer, Port, Host, Exporter, Interface).CompareTo((other.Peer, other.Port, other.Host, other.Exporter, other.Interface));
}

/// <summary>The contacts of a minute, each once, in their order.</summary>
/// <param name="Shift">Only hosts whose hash falls in 1 / 2^shift are among them: 0 = all.</param>
internal sealed record MinuteContacts(IReadOnlyList<Contact> All, int Shift)
{
    public static MinuteContacts None { get; } = new([], 0);
}
