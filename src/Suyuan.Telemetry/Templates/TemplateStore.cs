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

    /// <summary>Sampling rates held in all.</summary>
    private const int MaxSamplers = 65_536;

    private readonly Dictionary<TemplateKey, FlowTemplate> _templates = [];
    private readonly Dictionary<(ushort Exporter, uint Domain, uint Sampler), uint> _sampling = [];

    private readonly Dictionary<(ushort Exporter, uint Domain), long> _started = [];

    /// <summary>Rises whenever something is told anew or otherwise than before.</summary>
    public long Changes { get; private set; }

    public IEnumerable<KeyValuePair<TemplateKey, FlowTemplate>> All => _templates;

    public IEnumerable<KeyValuePair<(ushort Exporter, uint Domain, uint Sampler), uint>> AllSampling => _sampling;

    public IEnumerable<KeyValuePair<(ushort Exporter, uint Domain), long>> AllStarted => _started;

    /// <summary>Rate of records that name no sampler: what the domain's options said last.</summary>
    public const uint NoSampler = uint.MaxValue;

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

    public void SetSampling(ushort exporter, uint domain, uint sampler, uint interval)
    {
        if (_sampling.Count < MaxSamplers || _sampling.ContainsKey((exporter, domain, sampler)))
        {
            Changes += Sampling(exporter, domain, sampler) == interval ? 0 : 1;
            _sampling[(exporter, domain, sampler)] = interval;
            _sampling[(exporter, domain, NoSampler)] = interval;
        }
    }

    /// <summary>A rate as it was kept: <see cref="NoSampler"/> has a row of its own.</summary>
    public void RestoreSampling(ushort exporter, uint domain, uint sampler, uint interval)
    {
        if (_sampling.Count < MaxSamplers)
        {
            _sampling[(exporter, domain, sampler)] = interval;
        }
    }

    /// <summary>When the exporter's up-time clock stood at zero, Unix ms.</summary>
    public void SetStarted(ushort exporter, uint domain, long startedMs)
    {
        if (_started.Count < MaxSamplers || _started.ContainsKey((exporter, domain)))
        {
            Changes += Started(exporter, domain) == startedMs ? 0 : 1;
            _started[(exporter, domain)] = startedMs;
        }
    }

    public long? Started(ushort exporter, uint domain) => _started.TryGetValue((exporter, domain), out long startedMs) ? startedMs : null;

    public uint? Sampling(ushort exporter, uint domain, uint sampler) =>
        _sampling.TryGetValue((exporter, domain, sampler), out uint interval) ? interval : null;
}
