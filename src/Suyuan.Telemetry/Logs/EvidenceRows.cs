using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Gathers the rows of one log. Alerts that say the same within an hour become one row: detection systems repeat themselves by the second.</summary>
internal sealed class EvidenceRows(string digest)
{
    /// <summary>Rows kept of one log; lines beyond are counted as <see cref="DecodeFault.TooManyRows"/>. About 200 octets each.</summary>
    private const int MaxRows = 1 << 22;

    private readonly List<BotnetCommand> _commands = [];
    private readonly List<BotnetCheckin> _checkins = [];
    private readonly List<SensorSighting> _sightings = [];
    private readonly List<Indicator> _indicators = [];

    /// <summary>Where an alert of the same words stands among the indicators; its source, first, last and times are those of the row.</summary>
    private readonly Dictionary<(Indicator Words, long Hour), int> _alerts = [];

    public DecodeFaultCounts Faults { get; } = new();

    /// <summary>Lines offered.</summary>
    public long Lines { get; set; }

    /// <summary>Where the line being read stands in the log; for rows and faults.</summary>
    public long Line
    {
        get => Faults.Position;
        set => Faults.Position = value;
    }

    public string Source => string.Create(CultureInfo.InvariantCulture, $"{digest}:{Line}");

    private int Count => _commands.Count + _checkins.Count + _sightings.Count + _indicators.Count;

    public DecodeFault Add(BotnetCommand row) => Add(_commands, row);

    public DecodeFault Add(BotnetCheckin row) => Add(_checkins, row);

    public DecodeFault Add(SensorSighting row) => Add(_sightings, row);

    public DecodeFault Add(Indicator row)
    {
        if (row.Basis != IndicatorBasis.Alert)
        {
            return Add(_indicators, row);
        }
        (Indicator, long) key = (row with { First = default, Last = default, Source = "" }, row.First.ToUnixTimeSeconds() / 3600);
        if (_alerts.TryGetValue(key, out int at))
        {
            Indicator known = _indicators[at];
            _indicators[at] = known with
            {
                First = known.First < row.First ? known.First : row.First,
                Last = known.Last > row.Last ? known.Last : row.Last,
                Times = known.Times + row.Times,
            };
            return DecodeFault.None;
        }
        DecodeFault fault = Add(_indicators, row);
        if (fault == DecodeFault.None)
        {
            _alerts.Add(key, _indicators.Count - 1);
        }
        return fault;
    }

    public EvidenceLog ToLog() => new(_commands, _checkins, _sightings, _indicators, Lines, Faults);

    private DecodeFault Add<T>(List<T> rows, T row)
    {
        if (Count >= MaxRows)
        {
            return DecodeFault.TooManyRows;
        }
        rows.Add(row);
        return DecodeFault.None;
    }
}
