namespace Suyuan.Telemetry.Templates;

/// <summary>What identifies a template: ids are only unique within an exporter's observation domain and protocol version (RFC 7011 §3.4.1).</summary>
internal readonly record struct TemplateKey(ushort Exporter, ushort Version, uint Domain, ushort Id);

/// <summary>Templates and sampling rates by exporter and observation domain; bounded.</summary>
internal sealed class TemplateStore
{
    /// <summary>Templates held in all; a new one beyond it is refused.</summary>
    public const int MaxTemplates = 65_536;

    /// <summary>
    /// Between two uses. Exporters repeat templates every few minutes to an hour; a day bridges those that do not, and keeps captures of different times,
    /// read in one run, from lending each other their templates.
    /// </summary>
    private const long LifetimeMs = 86_400_000;

    /// <summary>Clocks held in all.</summary>
    private const int MaxClocks = 65_536;

    private readonly Dictionary<TemplateKey, FlowTemplate> _templates = [];
    private readonly Dictionary<(ushort Exporter, uint Domain), long> _started = [];

    /// <summary>Rises whenever something is told anew or otherwise than before.</summary>
    public long Changes { get; private set; }

    public IEnumerable<KeyValuePair<TemplateKey, FlowTemplate>> All => _templates;

    public SamplingRates Sampling { get; } = new();

    public ConnectionTotals Connections { get; } = new();

    public IEnumerable<KeyValuePair<(ushort Exporter, uint Domain), long>> AllStarted => _started;

    /// <summary>The template, unless it was not heard of for so long that the exporter may have given its id away (RFC 7011 §8.4).</summary>
    public FlowTemplate? Find(in TemplateKey key, long exportMs)
    {
        FlowTemplate? template = _templates.GetValueOrDefault(key);
        if (template is null || Math.Abs(exportMs - template.LastUsedMs) > LifetimeMs)
        {
            return null;
        }
        template.LastUsedMs = exportMs;
        return template;
    }

    /// <summary>Adds or redefines; false when there are too many.</summary>
    public bool TryAdd(in TemplateKey key, FlowTemplate template)
    {
        if (_templates.Count >= MaxTemplates && !_templates.ContainsKey(key))
        {
            return false;
        }
        // Exporters repeat their templates every few minutes; most repetitions say nothing new.
        Changes += _templates.TryGetValue(key, out FlowTemplate? known) && known.IsOptions == template.IsOptions && known.Fields.AsSpan().SequenceEqual(template.Fields) ? 0 : 1;
        _templates[key] = template;
        return true;
    }

    public void Withdraw(in TemplateKey key) => Changes += _templates.Remove(key) ? 1 : 0;

    public void SetSampling(ushort exporter, uint domain, RateScope scope, uint id, uint interval) =>
        Changes += Sampling.Set(exporter, domain, scope, id, interval) ? 1 : 0;

    /// <summary>RFC 7011 §8.1: all templates of the domain, or all its options templates.</summary>
    public void WithdrawAll(TemplateKey domain, bool options)
    {
        foreach (TemplateKey key in _templates.Where(pair => pair.Key with { Id = 0 } == domain with { Id = 0 } && pair.Value.IsOptions == options).Select(pair => pair.Key).ToArray())
        {
            Withdraw(key);
        }
    }

    /// <summary>When the exporter's up-time clock stood at zero, Unix ms.</summary>
    public void SetStarted(ushort exporter, uint domain, long startedMs)
    {
        if (_started.Count < MaxClocks || _started.ContainsKey((exporter, domain)))
        {
            Changes += Started(exporter, domain) == startedMs ? 0 : 1;
            _started[(exporter, domain)] = startedMs;
        }
    }

    public long? Started(ushort exporter, uint domain) => _started.TryGetValue((exporter, domain), out long startedMs) ? startedMs : null;
}
