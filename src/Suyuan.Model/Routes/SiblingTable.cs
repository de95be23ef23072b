namespace Suyuan.Model;

/// <summary>ASes by the organisation that runs them: those of one are siblings (Müller et al., CoNEXT 2019). Immutable; may be read by several threads.</summary>
public sealed class SiblingTable
{
    private readonly Dictionary<uint, string> _organisations;
    private readonly Dictionary<string, uint[]> _networks;

    public SiblingTable(IReadOnlyDictionary<uint, string> organisations)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        _organisations = new Dictionary<uint, string>(organisations);
        _networks = organisations.GroupBy(row => row.Value, row => row.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Order().ToArray(), StringComparer.Ordinal);
    }

    public static SiblingTable Empty { get; } = new(new Dictionary<uint, string>());

    /// <summary>AS → organisation.</summary>
    public IReadOnlyDictionary<uint, string> Rows => _organisations;

    /// <summary>All ASes of the network's organisation, itself among them; itself alone where none is known.</summary>
    public IReadOnlyList<uint> Of(uint network) => _organisations.TryGetValue(network, out string? organisation) ? _networks[organisation] : [network];
}
