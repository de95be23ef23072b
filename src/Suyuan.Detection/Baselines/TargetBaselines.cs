using Suyuan.Detection.Vectors;
using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// What a target's vectors usually carry: an exponentially weighted mean of the last hour or so, and the mean of the same hour yesterday, whichever is more.
/// Only minutes worth a tenth of a trigger are kept; all others count as nothing. Minutes judged as attacks do not teach.
/// </summary>
internal sealed class TargetBaselines(double weight)
{
    /// <summary>Targets remembered; beyond it the half that was longest quiet is forgotten.</summary>
    private const int Most = 1 << 18;

    private readonly Dictionary<(IpPrefix Target, byte Code), Level> _levels = [];
    private long _clock;

    /// <summary>A minute with data is over: where there is none, nothing fades.</summary>
    public void Tick() => _clock++;

    public UsualTraffic? Find(IpPrefix target, byte code, long minute) => _levels.TryGetValue((target, code), out Level? level) ? level.Usual(minute, _clock, weight) : null;

    public void Learn(IpPrefix target, byte code, long minute, UsualTraffic traffic)
    {
        if (!_levels.TryGetValue((target, code), out Level? level))
        {
            _levels.Add((target, code), level = new Level());
            Forget();
        }
        level.Learn(minute, _clock, traffic, weight);
    }

    private void Forget()
    {
        if (_levels.Count > Most)
        {
            foreach ((IpPrefix, byte) key in _levels.OrderBy(pair => pair.Value.Minute).ThenBy(pair => pair.Key.Target).ThenBy(pair => pair.Key.Code)
                .Take(Most / 2).Select(pair => pair.Key).ToArray())
            {
                _levels.Remove(key);
            }
        }
    }

    private sealed class Level
    {
        /// <summary>By hour of the day: the sum over its minutes, and which hour since 1970 that was.</summary>
        private readonly (long Hour, float Packets, float Octets)[] _hours = new (long, float, float)[24];
        private UsualTraffic _mean;
        private long _tick = -1;

        public long Minute { get; private set; }

        public UsualTraffic Usual(long minute, long tick, double weight)
        {
            UsualTraffic recent = Faded(tick - 1, weight);
            (double packets, double octets) = (recent.Packets, recent.Octets);
            // Daily peaks come a little earlier or later.
            for (long hour = (minute / 60) - 25; hour <= (minute / 60) - 23; hour++)
            {
                (long known, float hourPackets, float hourOctets) = _hours[Cell(hour)];
                if (known == hour)
                {
                    (packets, octets) = (Math.Max(packets, hourPackets / 60), Math.Max(octets, hourOctets / 60));
                }
            }
            return new UsualTraffic(packets, octets);
        }

        public void Learn(long minute, long tick, UsualTraffic traffic, double weight)
        {
            ref (long Hour, float Packets, float Octets) hour = ref _hours[Cell(minute / 60)];
            if (hour.Hour != minute / 60)
            {
                hour = (minute / 60, 0, 0);
            }
            hour = (hour.Hour, hour.Packets + (float)traffic.Packets, hour.Octets + (float)traffic.Octets);
            UsualTraffic before = Faded(tick - 1, weight);
            _mean = _tick < 0 ? traffic : new UsualTraffic(before.Packets + ((traffic.Packets - before.Packets) * weight), before.Octets + ((traffic.Octets - before.Octets) * weight));
            (_tick, Minute) = (tick, minute);
        }

        /// <summary>Minutes with data but without traffic worth mentioning count as nothing.</summary>
        private UsualTraffic Faded(long tick, double weight)
        {
            double kept = Math.Pow(1 - weight, Math.Max(0, tick - _tick));
            return new UsualTraffic(_mean.Packets * kept, _mean.Octets * kept);
        }

        private static int Cell(long hour) => (int)(((hour % 24) + 24) % 24);
    }
}
