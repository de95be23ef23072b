using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Attacks of a world file: templates become single attacks, drawn in the order of the file.</summary>
internal sealed class AttackBuilder(Surroundings world, IReadOnlyDictionary<string, Population> populations)
{
    /// <summary>Drawn attacks leave the first quarter of an hour to ordinary traffic: whoever watches has seen nothing before it.</summary>
    private const long LeadMs = 900_000;
    private const double DefaultSeconds = 300;

    private readonly List<Attack> _attacks = [];
    private readonly StageBuilder _stages = new(world, populations);
    private readonly TargetDraw _targets = new(world);

    public AttackLogs Logs { get; } = new(world);

    public IReadOnlyList<Attack> Build()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (AttackSection section in world.World.Attacks)
        {
            if (section.Name.Length == 0 || !names.Add(section.Name))
            {
                throw world.Refuse(section, "each attack needs a 'name' of its own");
            }
            if (section.Count is < 1 or > 100_000 || section.Repeat is < 1 or > 1000)
            {
                throw world.Refuse(section, "count: 1 to 100000; repeat: 1 to 1000");
            }
            if (section.TargetHosts is < 0 or > 65_536)
            {
                throw world.Refuse(section, "target_hosts: up to 65536");
            }
            for (int number = 0; number < section.Count; number++)
            {
                Draw(section, number, world.Random(FormattableString.Invariant($"attack {section.Name} {number}")));
            }
        }
        return _attacks;
    }

    private void Draw(AttackSection section, int number, SeededGenerator random)
    {
        IpPrefix target = _targets.Next(section, random);
        long start = 0;
        for (int round = 0; round < section.Repeat; round++)
        {
            int seconds = Math.Max(1, (int)(section.Duration?.Draw(random) ?? DefaultSeconds));
            start = round == 0 ? First(section, number, seconds, random) : start + section.Gap.Milliseconds;
            Add(section, FormattableString.Invariant($"{section.Name} {number}.{round}"), target, start, seconds, random);
            start += seconds * 1000L;
        }
    }

    private long First(AttackSection section, int number, int seconds, SeededGenerator random)
    {
        if (section.Start is Span given)
        {
            return world.Start + given.Milliseconds + (number * section.Every.Milliseconds);
        }
        // Whole seconds: a burst is cut after whole days.
        long room = Math.Max(1000, world.End - world.Start - LeadMs - (seconds * 1000L) - Minute.Milliseconds);
        return world.Start + LeadMs + (1000L * random.Below((uint)(room / 1000)));
    }

    private void Add(AttackSection section, string name, IpPrefix target, long start, int seconds, SeededGenerator random)
    {
        List<AttackStage> stages = [];
        HashSet<IpAddress> controllers = [];
        foreach (PartSection part in (PartSection[])[section, .. section.With])
        {
            AttackStage[] built = [.. _stages.Build(part, target, target.IsHost ? 0 : section.TargetHosts, start, seconds, random)];
            stages.AddRange(built);
            if (part.Sources is string sources && populations[sources] is { Controllers.Count: > 0, Section.Logged: false } unlogged)
            {
                controllers.UnionWith(built.SelectMany(stage => stage.Sources is HostSources bots ? bots.Hosts : [])
                    .Select(bot => unlogged.ControllerOf(bot.Address)));
            }
        }
        Population[] botnets = [.. ((PartSection[])[section, .. section.With]).Where(part => part.Sources is not null)
            .Select(part => populations[part.Sources!]).Where(population => population.Controllers.Count > 0).Distinct()];
        _attacks.Add(new Attack(name, target, stages) { Controllers = [.. controllers.Order()] });
        foreach (Population botnet in botnets.Where(botnet => botnet.Section.Logged))
        {
            Logs.Order(botnet, target, stages.First(stage => !stage.Vector.IsReflection).Vector, start, seconds, random);
        }
        if (section.Sensed > 0 && target.IsHost && random.Chance(section.Sensed) && stages.Find(stage => stage.Vector.Service is not null) is AttackStage seen)
        {
            Logs.Sight(seen.Vector.Service!.Token, target.Address, PacketShape.PortOf(seen.Vector, target.Address), start, random);
        }
    }
}
