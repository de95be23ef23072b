using System.Runtime.InteropServices;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Firewalls (Cisco NSEL) report a connection while it lasts and once more when it ends: updates count what came since the last, the end counts it all. So
/// that nothing counts twice, what the updates of a connection said is taken off its end.
/// </summary>
internal sealed class ConnectionTotals
{
    // Element 233, firewallEvent.
    private const long Deleted = 2;
    private const long Updated = 5;

    /// <summary>Connections remembered; updates of others wait for their end.</summary>
    private const int Most = 262_144;

    /// <summary>Without an update: its end was lost.</summary>
    private const long LifetimeMs = 3_600_000;

    private readonly Dictionary<Connection, Counted> _counted = [];
    private long _sweptMs = long.MinValue;

    /// <param name="isReverse">The counts are those of the connection's answers.</param>
    /// <param name="startMs">When the connection began; moved to where its last report ended.</param>
    /// <returns>Whether the record is to count at all.</returns>
    public bool Settle(ushort exporter, uint domain, long id, bool isReverse, long firewallEvent, ref long packets, ref long octets, ref long startMs, long endMs)
    {
        Connection key = new(exporter, domain, id, isReverse);
        switch (firewallEvent)
        {
            case Updated:
                if (_counted.Count >= Most && !_counted.ContainsKey(key) && !TrySweep(endMs))
                {
                    return false;
                }
                ref Counted counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_counted, key, out bool known);
                startMs = known ? Math.Clamp(counted.EndMs, startMs, Math.Max(startMs, endMs)) : startMs;
                counted = unchecked(new Counted(counted.Packets + packets, counted.Octets + octets, endMs));
                return true;
            case Deleted when _counted.Remove(key, out Counted before):
                packets = Math.Max(0, unchecked(packets - before.Packets));
                octets = Math.Max(0, unchecked(octets - before.Octets));
                startMs = Math.Clamp(before.EndMs, startMs, Math.Max(startMs, endMs));
                return true;
            default:
                return true;
        }
    }

    /// <summary>At most once a minute, so that a flood of connections does not pay for it each time.</summary>
    private bool TrySweep(long nowMs)
    {
        if (_sweptMs != long.MinValue && Math.Abs(nowMs - _sweptMs) < 60_000)
        {
            return false;
        }
        _sweptMs = nowMs;
        foreach ((Connection key, Counted counted) in _counted)
        {
            if (Math.Abs(nowMs - counted.EndMs) > LifetimeMs)
            {
                _counted.Remove(key);
            }
        }
        return _counted.Count < Most;
    }

    private readonly record struct Connection(ushort Exporter, uint Domain, long Id, bool IsReverse);

    private readonly record struct Counted(long Packets, long Octets, long EndMs);
}
