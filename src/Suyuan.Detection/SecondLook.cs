using System.Runtime.InteropServices;
using Suyuan.Detection.Baselines;
using Suyuan.Detection.Carpets;
using Suyuan.Detection.Vectors;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection;

/// <summary>Judges minutes in ascending order from the buffered records of the few targets that could be under attack.</summary>
internal sealed class SecondLook
{
    /// <summary>An early look judges what is this many times the ordinary.</summary>
    private const double OrdinaryTimes = 2;

    private readonly DetectionThresholds _thresholds;
    private readonly OriginTable _origins;
    private readonly NetworkLevels _levels;
    private readonly PathDuplicates _duplicates;
    private readonly HomeInterfaces _homes;
    private readonly VectorJudge _judge;
    private readonly CarpetJudge _carpets;
    private readonly ScannerVeto _scanners;
    private readonly TargetBaselines _baselines;
    private readonly ExporterAges _ages;
    private readonly TargetRule _targets;
    private readonly ReflectorMemory _reflectors = new();

    /// <summary>The last minute that is settled, and the one up to which the minute at hand knows the past.</summary>
    private long _settled = long.MinValue / 2;
    private long _known = long.MinValue / 2;

    /// <summary>What was judged no attack, explained or not: an early look need not judge it again.</summary>
    private readonly TargetBaselines _ordinary;

    public SecondLook(DetectionThresholds thresholds, OriginTable origins, NetworkLevels levels, ExporterTable exporters, ExporterDirectory directory)
    {
        (_thresholds, _origins, _levels) = (thresholds, origins, levels);
        _duplicates = new PathDuplicates(exporters, directory, origins);
        _homes = new HomeInterfaces(exporters, directory, origins);
        _judge = new VectorJudge(thresholds);
        _carpets = new CarpetJudge(thresholds, _judge);
        _scanners = new ScannerVeto(thresholds);
        _baselines = new TargetBaselines(thresholds.BaselineWeight);
        _ordinary = new TargetBaselines(thresholds.BaselineWeight);
        _ages = new ExporterAges(thresholds);
        _targets = new TargetRule(thresholds, _judge.Combine);
    }

    public PathDuplicates Duplicates => _duplicates;

    /// <param name="before">The minute judged last.</param>
    public JudgedMinute Judge(MinuteWindow window, IReadOnlyList<RecordBlock> blocks, JudgedMinute? before)
    {
        ArgumentNullException.ThrowIfNull(window);
        JudgedMinute judged = new(window.Minute, window.Coverage());
        _ages.Hear(window.Minute, judged.Coverage);
        Candidates candidates = Candidates.Of(window, _thresholds, _levels);
        judged.NetworkCounts = candidates.Counts;
        _reflectors.Forget(window.Minute);
        _known = window.Minute;
        Judge(judged, candidates, blocks, before);
        Remember(judged);
        return judged;
    }

    /// <summary>A look at a minute that is still open, which leaves nothing behind.</summary>
    public JudgedMinute Peek(long minute, Candidates candidates, IReadOnlyList<RecordBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        JudgedMinute judged = new(minute, []);
        // What the minutes carried that are not settled yet is not known to be usual.
        _known = _settled;
        Judge(judged, candidates, blocks, null);
        return judged;
    }

    /// <summary>No more than what the target got in minutes that were judged to be no attack.</summary>
    public bool IsOrdinary(IpAddress host, byte code, long minute, long packets, long octets) =>
        _ordinary.Find(IpPrefix.Host(host), code, minute) is UsualTraffic usual && packets < OrdinaryTimes * usual.Packets && octets < OrdinaryTimes * usual.Octets;

    public bool IsNews(long minute, NetworkCount count) => _levels.IsNews(minute, count);

    /// <summary>Decides what waited for the next minute: fragments whose reflectors show only there, and edges.</summary>
    /// <param name="next">Null at the end, or where the next minute has no records.</param>
    public void Settle(JudgedMinute held, JudgedMinute? next)
    {
        ArgumentNullException.ThrowIfNull(held);
        HashSet<IpPrefix> changed = [];
        foreach ((IpAddress host, (VectorSplit split, _)) in held.Hosts.ToArray())
        {
            if (Known(host).Any(known => known is not null && split.WouldJoin(known)))
            {
                held.Hosts[host] = JudgeHost(split.Target);
                changed.Add(IpPrefix.Network(host));
            }
        }
        changed.IntersectWith(held.Carpets.Keys);
        JudgeCarpets(held, changed, null);
        bool follows = next is not null && next.Minute == held.Minute + 1;
        IReadOnlySet<IpAddress> provoked = held.Provoked(follows ? next : null);
        foreach ((IpAddress host, (_, List<VectorVerdict> verdicts)) in held.Hosts)
        {
            verdicts.RemoveAll(verdict => AnswerVeto.Holds(verdict, provoked) || IsScanner(held, next, host, verdict));
        }
        held.DecideEdges(next);
        _baselines.Tick();
        foreach ((IpAddress host, VectorVerdict verdict) in held.Quiet())
        {
            _baselines.Learn(IpPrefix.Host(host), verdict.Vector.Code, held.Minute, verdict.Unexplained);
        }
        LearnOrdinary(held);
        _levels.Learn(held.Minute, held.NetworkCounts, held.IsAttackedNetwork);
        next?.Follow(held);
        held.Release();
        _settled = held.Minute;
    }

    private void LearnOrdinary(JudgedMinute held)
    {
        _ordinary.Tick();
        foreach ((IpAddress host, (VectorSplit split, _)) in held.Hosts)
        {
            if (!held.IsAttacked(host))
            {
                foreach ((byte code, List<TargetRecord> records) in split.ByVector)
                {
                    _ordinary.Learn(IpPrefix.Host(host), code, held.Minute, new UsualTraffic(records.Sum(record => record.Packets), records.Sum(record => record.Octets)));
                }
            }
        }
    }

    /// <summary>Decides the targets of a settled minute.</summary>
    public void DecideTargets(JudgedMinute minute, IReadOnlyList<JudgedMinute> following)
    {
        ArgumentNullException.ThrowIfNull(minute);
        minute.Attacks = _targets.Decide(minute, following);
    }

    private void Judge(JudgedMinute judged, Candidates candidates, IReadOnlyList<RecordBlock> blocks, JudgedMinute? before)
    {
        if (candidates.Hosts.Count == 0)
        {
            return;
        }
        HashSet<ushort> ingress = Fill(candidates, blocks, judged.Minute);
        TargetMinute[] targets = [.. candidates.Hosts.Values];
        Array.ForEach(targets, target => _duplicates.Mark(target, ingress));
        (VectorSplit Split, List<VectorVerdict> Verdicts)[] hosts = new (VectorSplit, List<VectorVerdict>)[targets.Length];
        if (targets.Sum(target => target.Inbound.Count) > Detector.WorthSharing)
        {
            // Judging only reads what is known.
            Parallel.For(0, targets.Length, MarkAndJudge);
        }
        else
        {
            for (int index = 0; index < targets.Length; index++)
            {
                MarkAndJudge(index);
            }
        }
        for (int index = 0; index < targets.Length; index++)
        {
            judged.Hosts.Add(targets[index].Host, hosts[index]);
        }
        foreach (IpPrefix network in candidates.Networks)
        {
            judged.Carpets.Add(network, []);
        }
        JudgeCarpets(judged, judged.Carpets.Keys.ToHashSet(), before);

        void MarkAndJudge(int index)
        {
            targets[index].Mark();
            hosts[index] = JudgeHost(targets[index]);
        }
    }

    /// <summary>Its responders are others than in the minute before, or than in the minute after.</summary>
    private bool IsScanner(JudgedMinute held, JudgedMinute? next, IpAddress host, VectorVerdict verdict) =>
        verdict.Vector.IsReflection
        && ((held.Before(host, verdict.Vector.Code) is List<TargetRecord> before && _scanners.TurnsOver(before, verdict.Records))
            || (next is not null && next.Minute == held.Minute + 1 && next.Hosts.TryGetValue(host, out (VectorSplit Split, List<VectorVerdict> Verdicts) after)
                && after.Split.ByVector.TryGetValue(verdict.Vector.Code, out List<TargetRecord>? records) && _scanners.TurnsOver(verdict.Records, records)));

    private (VectorSplit Split, List<VectorVerdict> Verdicts) JudgeHost(TargetMinute target)
    {
        VectorSplit split = VectorSplit.Of(target, Known(target.Host));
        return (split, _judge.Judge(split, new TargetPast(code => _baselines.Find(IpPrefix.Host(target.Host), code, target.Minute), IsOnsetSeen(target))));
    }

    /// <summary>Most of what the target gets comes from exporters that show onsets.</summary>
    private bool IsOnsetSeen(TargetMinute target)
    {
        long all = 0;
        long shown = 0;
        Dictionary<ushort, (long Sampled, long Records)> exporters = [];
        foreach (ref readonly TargetRecord record in CollectionsMarshal.AsSpan(target.Inbound))
        {
            ref (long Sampled, long Records) exporter = ref CollectionsMarshal.GetValueRefOrAddDefault(exporters, _origins[record.Origin].Exporter, out _);
            exporter = (exporter.Sampled + record.Sampled, exporter.Records + 1);
        }
        foreach ((ushort exporter, (long sampled, long records)) in exporters)
        {
            all += sampled;
            shown += _ages.ShowsOnset(exporter, _known, records) ? sampled : 0;
        }
        return all < 2 * shown;
    }

    /// <param name="before">Null where it has been asked already: what was a target stays one.</param>
    private void JudgeCarpets(JudgedMinute judged, HashSet<IpPrefix> networks, JudgedMinute? before)
    {
        if (networks.Count == 0)
        {
            return;
        }
        ILookup<IpPrefix, (VectorSplit, List<VectorVerdict>)> hosts = judged.Hosts.Values.ToLookup(host => IpPrefix.Network(host.Split.Target.Host));
        foreach (IpPrefix network in networks)
        {
            judged.Carpets[network] = _carpets.Judge(
                network, judged.Minute, hosts[network].ToArray(),
                code => before is null ? judged.IsCarpet(network, code) : before.Minute == judged.Minute - 1 && before.IsCarpet(network, code),
                NetworkPast(judged.Minute, network)).ToList();
        }
        _carpets.JoinRuns(judged.Minute, judged.Carpets, network => NetworkPast(judged.Minute, network));
    }

    private TargetPast NetworkPast(long minute, IpPrefix network) => new(code => _levels.Find(network, code, minute), _levels.IsWarm);

    private IReadOnlyDictionary<IpAddress, byte>?[] Known(IpAddress host) =>
        [_reflectors.Find(IpPrefix.Host(host)), _reflectors.Find(IpPrefix.Network(host)), _reflectors.Find(CarpetTargets.Widest(IpPrefix.Network(host)))];

    private void Remember(JudgedMinute judged)
    {
        foreach ((IpAddress host, (VectorSplit split, List<VectorVerdict> verdicts)) in judged.Hosts)
        {
            if (verdicts.Exists(verdict => verdict.Vector.Service is not null))
            {
                _reflectors.Learn(IpPrefix.Host(host), judged.Minute, split.Reflectors.Where(pair => verdicts.Exists(verdict => verdict.Vector.Code == pair.Value)));
            }
        }
        foreach ((IpPrefix network, List<Carpet> carpets) in judged.Carpets)
        {
            if (carpets.Exists(carpet => carpet.Verdict.Vector.Service is not null))
            {
                IEnumerable<KeyValuePair<IpAddress, byte>> reflectors = carpets.SelectMany(carpet => carpet.Hosts).Distinct()
                    .SelectMany(host => judged.Hosts[host].Split.Reflectors);
                KeyValuePair<IpAddress, byte>[] abused =
                    [.. reflectors.Where(pair => carpets.Exists(carpet => carpet.Verdict.Vector.Code == pair.Value)).OrderByDescending(pair => pair.Value)];
                _reflectors.Learn(network, judged.Minute, abused);
                // A wide carpet shows each reflector's ports in a few of its networks only.
                _reflectors.Learn(CarpetTargets.Widest(network), judged.Minute, abused);
            }
        }
    }

    /// <returns>Exporters that meter ingress in this minute.</returns>
    private HashSet<ushort> Fill(Candidates candidates, IReadOnlyList<RecordBlock> blocks, long minute)
    {
        long start = Minute.Start(minute);
        long end = Minute.End(minute);
        bool[] heard = new bool[_origins.Count];
        Dictionary<(IpAddress, int), bool> homes = [];
        // The minute before explains answers: who asked first. What lies further back does not, wherever blocks happen to end.
        foreach ((RecordBlock block, int from, int to) in RecordSpan.Within(blocks, start - Minute.Milliseconds, end))
        {
            for (int row = from; row < to; row++)
            {
                long first = block.Start[row];
                long last = first + block.Duration[row];
                if (first >= end || last < start - Minute.Milliseconds)
                {
                    continue;
                }
                heard[block.Origin[row]] |= last >= start;
                if (last >= start && candidates.Find(block, row, source: false) is TargetMinute target)
                {
                    AddInbound(target, block, row, minute);
                }
                if (candidates.Find(block, row, source: true) is TargetMinute sender)
                {
                    AddSent(sender, block, row, minute, IsOwn(sender.Host, block.Origin[row]));
                }
            }
        }
        return Enumerable.Range(0, heard.Length).Where(origin => heard[origin] && _origins[origin].Direction == FlowDirection.Ingress)
            .Select(origin => _origins[origin].Exporter).ToHashSet();

        bool IsOwn(IpAddress source, int origin)
        {
            if (!homes.TryGetValue((source, origin), out bool own))
            {
                homes.Add((source, origin), own = _homes.MayEnter(source, origin));
            }
            return own;
        }
    }

    private void AddSent(TargetMinute sender, RecordBlock block, int row, long minute, bool own)
    {
        (ushort peerPort, ushort ownPort, byte protocol) = (block.DestinationPort[row], block.SourcePort[row], block.Protocol[row]);
        sender.HomesAreKnown = _homes.AreKnown;
        long packets = Spreading.Share(block.Packets[row], block.Start[row], block.Duration[row], minute);
        Origin origin = _origins[block.Origin[row]];
        if (!own)
        {
            sender.Forged.Add(protocol, peerPort, origin.Exporter, Math.Max(packets, 1) << block.Shift[row]);
            if (packets > 0 && protocol == 17)
            {
                sender.AddForged(new ForgedRequests(block.Origin[row], peerPort)
                {
                    First = block.Start[row],
                    Last = block.Start[row] + block.Duration[row],
                    Sampled = packets << block.Shift[row],
                    SampledOctets = Spreading.Octets(block.Octets[row], block.Packets[row], block.Start[row], block.Duration[row], minute) << block.Shift[row],
                    MinTtl = block.MinTtl[row],
                    MaxTtl = block.MaxTtl[row],
                });
            }
            return;
        }
        sender.AddSent(block.Destination(row), peerPort, ownPort, protocol, block.Start[row]);
        if (packets > 0)
        {
            sender.CountSent(origin.Exporter, protocol, peerPort, ownPort, block.TcpFlags[row], packets * SamplingOf(block, row));
        }
    }

    /// <summary>The exporter's sampling, and that of the buffer on top.</summary>
    private uint SamplingOf(RecordBlock block, int row) => (uint)Math.Min((ulong)_origins[block.Origin[row]].Sampling << block.Shift[row], uint.MaxValue);

    private void AddInbound(TargetMinute target, RecordBlock block, int row, long minute)
    {
        long sampled = Spreading.Share(block.Packets[row], block.Start[row], block.Duration[row], minute);
        if (sampled > 0)
        {
            target.Inbound.Add(new TargetRecord(
                target.Host, block.Source(row), block.Start[row], block.Duration[row], sampled,
                Spreading.Octets(block.Octets[row], block.Packets[row], block.Start[row], block.Duration[row], minute), SamplingOf(block, row),
                block.SourcePort[row], block.DestinationPort[row], block.Code[row], block.Protocol[row], block.TcpFlags[row], block.MinTtl[row],
                block.MaxTtl[row], block.Origin[row]));
        }
    }
}
