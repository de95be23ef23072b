using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>What controllers and sensors wrote down of the attacks.</summary>
internal sealed class AttackLogs(Surroundings world)
{
    private readonly List<BotnetCommand> _commands = [];
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly List<SensorSighting> _sightings = [];

    public IReadOnlyList<BotnetCommand> Commands => _commands;

    public IReadOnlyList<SensorSighting> Sightings => _sightings;

    /// <summary>Who leads the botnet gives each order; one or two of the others give it, too, or give it alone, 5 to 40 s ahead: all have their turn.</summary>
    public void Order(Population botnet, IpPrefix target, AttackVector vector, long start, int seconds, SeededGenerator random)
    {
        int leaders = botnet.Section.Leader is null ? 0 : 1;
        int others = botnet.Controllers.Count - leaders;
        int first = _turns.GetValueOrDefault(botnet.Name);
        int orders = Math.Min(random.Between(1, 2), others);
        for (int index = 0; index < orders; index++)
        {
            _turns[botnet.Name] = (first + index + 1) % others;
            Order(botnet.Controllers[leaders + ((first + index) % others)]);
        }
        if (leaders > 0)
        {
            Order(botnet.Controllers[0]);
        }

        void Order(IpAddress controller) => _commands.Add(new BotnetCommand(
            Time(start - random.Between(5_000, 40_000)), controller, botnet.Section.Port, botnet.Section.Botnet, target, null, Method(vector), seconds, ""));
    }

    public void Sight(string protocol, IpAddress victim, ushort port, long start, SeededGenerator random) =>
        _sightings.Add(new SensorSighting(Time(start + 2_000), "sensor-1", protocol, victim, port, random.Between(300, 5000), ""));

    /// <summary>Some of each logged botnet's bots report once, at any time of the world.</summary>
    public IReadOnlyList<BotnetCheckin> Checkins(IEnumerable<Population> populations)
    {
        List<BotnetCheckin> checkins = [];
        foreach (Population botnet in populations.Where(population => population.Section.Logged && population.Controllers.Count > 0))
        {
            SeededGenerator random = world.Random("check-ins of " + botnet.Name);
            foreach (WeightedHost bot in botnet.Groups.SelectMany(group => group.Hosts).Where(_ => random.Chance(botnet.Section.Checkins)))
            {
                long time = world.Start + (long)(random.Unit() * (world.End - world.Start));
                checkins.Add(new BotnetCheckin(
                    Time(time), botnet.ControllerOf(bot.Address), botnet.Section.Port,
                    botnet.Section.Botnet, bot.Address, ""));
            }
        }
        return checkins;
    }

    private static string Method(AttackVector vector) => vector.Token switch
    {
        "udp-flood" => "udpplain",
        "icmp-flood" => "icmp",
        "ack-flood" => "ack",
        "rst-flood" => "rst",
        "gre-flood" => "greip",
        "http-flood" => "http",
        "syn-flood" => "syn",
        _ => "std",
    };

    private static DateTimeOffset Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
