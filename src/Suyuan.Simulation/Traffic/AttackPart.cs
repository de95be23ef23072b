using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>One stage of an attack as one exporter of its path sees it: what makes its packets, and what became of them.</summary>
internal sealed class AttackPart(Attack attack, int stageIndex, Hop hop, ExporterModel exporter, ExportLedger ledger)
{
    private readonly int _labels = LabelsOf(attack.Stages[stageIndex]);

    public Attack Attack => attack;

    public int StageIndex => stageIndex;

    public AttackStage Stage { get; } = attack.Stages[stageIndex];

    public Hop Hop => hop;

    public ExporterModel Exporter => exporter;

    /// <summary>The label of the stage's first host; the others follow. Forged sources share one.</summary>
    public uint FirstLabel { get; } = ledger.Reserve(LabelsOf(attack.Stages[stageIndex]));

    /// <summary>The packets where they are first seen; later routers of the path see the same ones again.</summary>
    public bool IsEntry => ReferenceEquals(hop, Stage.Path[0]);

    /// <summary>Sampled packets that reached the collector.</summary>
    public long Exported => Sum(ledger.Packets);

    public long ExportedOctets => Sum(ledger.Octets);

    public long ExportedOf(int host) => ledger.Packets(FirstLabel + (uint)host);

    public IEnumerable<ITrafficSource> Open(SeededGenerator random)
    {
        yield return Stage.Vector == VectorCatalog.HttpFlood ? new HttpFloodTraffic(this, random) : new FloodTraffic(this, random);
        if (Stage.AnswerShare > 0)
        {
            yield return new AnswerTraffic(this, random);
        }
    }

    private static int LabelsOf(AttackStage stage) => stage.Sources is HostSources sources ? sources.Hosts.Count : 1;

    private long Sum(Func<uint, long> count)
    {
        long sum = 0;
        for (uint label = FirstLabel; label < FirstLabel + _labels; label++)
        {
            sum += count(label);
        }
        return sum;
    }
}
