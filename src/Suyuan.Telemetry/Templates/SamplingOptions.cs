using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// What one options record says of sampling (RFC 3954 §6.1, RFC 5476 §6.5), whether its scope names the sampler, interface or line card, or a field does:
/// exporters do both.
/// </summary>
/// <param name="domain">The message's own, which the record may speak of another than.</param>
internal ref struct SamplingOptions(uint domain)
{
    private uint? _interval;
    private uint? _sampler;
    private uint? _input;
    private uint? _output;
    private uint? _lineCard;
    private uint? _probable;
    private long _packetInterval;
    private long _packetSpace;
    private long _size;
    private long _population;
    private bool _egress;

    public uint Domain { get; private set; } = domain;

    /// <summary>1 in N; null where the record says nothing of it.</summary>
    public readonly uint? Interval =>
        _interval ?? PacketSampling.Interval(_packetInterval, _packetSpace) ?? PacketSampling.OfPopulation(_size, _population) ?? _probable;

    public readonly RateScope Scope =>
        _sampler is not null ? RateScope.Sampler
        : _output is not null || (_input is not null && _egress) ? RateScope.OutputInterface
        : _input is not null ? RateScope.InputInterface
        : _lineCard is not null ? RateScope.Part
        : RateScope.Domain;

    public readonly uint Id => _sampler ?? _output ?? _input ?? _lineCard ?? 0;

    public void Add(ElementColumn column, ReadOnlySpan<byte> octets)
    {
        if (column == ElementColumn.SamplingProbability)
        {
            _probable = PacketSampling.OfProbability(octets);
            return;
        }
        if (octets.Length is 0 or > 8)
        {
            return;
        }
        long value = StridedField.Number(octets);
        uint number = unchecked((uint)value);
        switch (column)
        {
            case ElementColumn.SamplingInterval:
                _interval = PacketSampling.Whole(value);
                break;
            case ElementColumn.SamplingPacketInterval:
                _packetInterval = value;
                break;
            case ElementColumn.SamplingPacketSpace:
                _packetSpace = value;
                break;
            case ElementColumn.SamplingSize:
                _size = value;
                break;
            case ElementColumn.SamplingPopulation:
                _population = value;
                break;
            case ElementColumn.SamplerId:
                _sampler = number;
                break;
            case ElementColumn.InputInterface:
                _input = number;
                break;
            case ElementColumn.OutputInterface:
                _output = number;
                break;
            case ElementColumn.Direction:
                _egress = value == (long)FlowDirection.Egress;
                break;
            case ElementColumn.LineCard:
                _lineCard = number;
                break;
            case ElementColumn.ObservationDomain:
                Domain = number;
                break;
            default:
                break;
        }
    }
}
