using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>
/// What sends at an exporter, minute by minute: ordinary traffic always, attacks from their beginning to their end, so that a quarter with thousands of
/// them costs no more than those of the minute.
/// </summary>
internal sealed class Schedule
{
    private readonly List<ITrafficSource> _ordinary = [];
    private readonly AttackPart[] _coming;
    private readonly List<(long Last, IReadOnlyList<ITrafficSource> Sources)> _running = [];
    private readonly ExporterModel _exporter;
    private readonly ulong _seed;

    // Where a router meters both ways, each packet has two chances of its own to be picked.
    private readonly string[] _ways;
    private int _begun;

    public Schedule(ExporterModel exporter, IReadOnlyList<AttackPart> attacks, ulong seed)
    {
        _exporter = exporter;
        _seed = seed;
        _ways = exporter.Metering == MeteringPoint.Both ? ["", " egress"] : [""];
        _coming = [.. attacks.OrderBy(part => part.Stage.Start)];
        foreach (string way in _ways)
        {
            for (int index = 0; index < exporter.Background.Count; index++)
            {
                _ordinary.Add(Metered(exporter.Background[index].Open(exporter.Sampling, Random($"background {exporter.Name} {index}{way}")), way));
            }
        }
    }

    /// <summary>To be asked for ascending minutes.</summary>
    public IEnumerable<ITrafficSource> At(long minute)
    {
        while (_begun < _coming.Length && Minute.Of(_coming[_begun].Stage.Start) <= minute)
        {
            AttackPart part = _coming[_begun++];
            _running.Add((Minute.Of(part.Stage.End), [.. Open(part)]));
        }
        _running.RemoveAll(attack => attack.Last < minute);
        return _ordinary.Concat(_running.SelectMany(attack => attack.Sources));
    }

    private IEnumerable<ITrafficSource> Open(AttackPart part) => _ways.SelectMany(way =>
        part.Open(Random($"{part.Attack.Name} stage {part.StageIndex} at {_exporter.Name} {part.Hop.Input}{way}")).Select(source => Metered(source, way)));

    private ITrafficSource Metered(ITrafficSource source, string way)
    {
        bool second = way.Length > 0;
        return second || _exporter.Metering == MeteringPoint.Egress ? new EgressTraffic(source, second) : source;
    }

    private SeededGenerator Random(FormattableString purpose) => new(_seed, FormattableString.Invariant(purpose));
}
