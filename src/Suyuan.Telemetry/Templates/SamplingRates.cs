using System.Runtime.InteropServices;

namespace Suyuan.Telemetry.Templates;

/// <summary>What an options record says a sampling rate holds for.</summary>
internal enum RateScope : byte
{
    /// <summary>The whole observation domain.</summary>
    Domain = 0,
    /// <summary>A sampler or selector (elements 48 and 302).</summary>
    Sampler,
    InputInterface,
    OutputInterface,
    /// <summary>A part that records do not name, such as a line card.</summary>
    Part,
}

/// <summary>The sampling rates that one observation domain told of, 1 in N.</summary>
internal sealed class DomainRates
{
    /// <summary>Rates of one domain; later ones are not kept.</summary>
    private const int Most = 4096;

    private readonly Dictionary<(RateScope Scope, uint Id), uint> _rates = [];

    public IEnumerable<KeyValuePair<(RateScope Scope, uint Id), uint>> All => _rates;

    /// <summary>What the domain said of itself; else the rate that all its samplers and interfaces share; null where they differ: which one holds is unknown.</summary>
    public uint? Usual { get; private set; }

    public bool HasInterfaces { get; private set; }

    public uint? Find(RateScope scope, uint id) => _rates.TryGetValue((scope, id), out uint interval) ? interval : null;

    public bool IsFull => _rates.Count >= Most;

    public bool Set(RateScope scope, uint id, uint interval)
    {
        ref uint known = ref CollectionsMarshal.GetValueRefOrAddDefault(_rates, (scope, id), out bool exists);
        if (exists && known == interval)
        {
            return false;
        }
        known = interval;
        HasInterfaces |= scope is RateScope.InputInterface or RateScope.OutputInterface;
        Usual = Find(RateScope.Domain, 0) ?? SamplingRates.Agreed(_rates.Values);
        return true;
    }
}

/// <summary>
/// Sampling rates by exporter and observation domain. Rates of several samplers on one exporter never stand in for each other: a record whose own is not
/// known takes the rate that all agree on, or none.
/// </summary>
internal sealed class SamplingRates
{
    /// <summary>Held in all; later ones are not kept.</summary>
    private const int Most = 65_536;

    /// <summary>An exporter of more domains has nothing in common that is worth looking for.</summary>
    private const int MostDomains = 64;

    private readonly Dictionary<ushort, ExporterRates> _exporters = [];
    private static readonly ExporterRates s_none = new();

    private (ushort Exporter, uint Domain) _lastKey;
    private ExporterRates? _last;
    private DomainRates? _lastDomain;
    private int _count;

    public IEnumerable<(ushort Exporter, uint Domain, RateScope Scope, uint Id, uint Interval)> All =>
        from exporter in _exporters
        from domain in exporter.Value.Domains
        from rate in domain.Value.All
        select (exporter.Key, domain.Key, rate.Key.Scope, rate.Key.Id, rate.Value);

    /// <summary>The domain's rates; null where it told none.</summary>
    /// <param name="elsewhere">
    /// For a domain that tells nothing itself, since some exporters send options from one domain and records from others: what all domains of the exporter
    /// agree on.
    /// </param>
    public DomainRates? Of(ushort exporter, uint domain, out uint? elsewhere)
    {
        // Sets of one domain come many in a row.
        if (_last is null || (exporter, domain) != _lastKey)
        {
            (_last, _lastKey) = (_exporters.GetValueOrDefault(exporter) ?? s_none, (exporter, domain));
            _lastDomain = _last.Domains.GetValueOrDefault(domain);
        }
        elsewhere = _last.Agreed;
        return _lastDomain;
    }

    /// <returns>It was not known before, or otherwise.</returns>
    public bool Set(ushort exporter, uint domain, RateScope scope, uint id, uint interval)
    {
        DomainRates? rates = Of(exporter, domain, out _);
        bool isNew = rates?.Find(scope, id) is null;
        if (isNew && (_count >= Most || rates is { IsFull: true }))
        {
            return false;
        }
        _count += isNew ? 1 : 0;
        ExporterRates known = CollectionsMarshal.GetValueRefOrAddDefault(_exporters, exporter, out _) ??= new ExporterRates();
        if (rates is null)
        {
            rates = new DomainRates();
            known.Domains.Add(domain, rates);
            _last = null;
        }
        if (!rates.Set(scope, id, interval))
        {
            return false;
        }
        known.Agreed = known.Domains.Count <= MostDomains ? Agreed(known.Domains.Values.Select(one => one.Usual ?? 0)) : null;
        return true;
    }

    /// <summary>The value that all share; null where there is none, two, or an unknown (0) among them.</summary>
    public static uint? Agreed(IEnumerable<uint> intervals)
    {
        uint agreed = 0;
        foreach (uint interval in intervals)
        {
            if (interval == 0 || (agreed != 0 && interval != agreed))
            {
                return null;
            }
            agreed = interval;
        }
        return agreed == 0 ? null : agreed;
    }

    private sealed class ExporterRates
    {
        public Dictionary<uint, DomainRates> Domains { get; } = [];

        public uint? Agreed { get; set; }
    }
}
