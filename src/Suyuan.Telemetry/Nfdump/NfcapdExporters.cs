using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>Samplers that a recorder gives numbers of its own below zero; −3 overrides all others, −1 holds for all records of an exporter, −2 where nothing else does.</summary>
internal readonly record struct NfcapdSampler(long Id, uint Interval)
{
    public const long Override = -3;
    public const long Fallback = -2;
    public const long Generic = -1;
}

/// <summary>One exporter of a file, by the number that the recorder gave it.</summary>
internal sealed class NfcapdExporter
{
    /// <summary>Samplers of one exporter that are kept: routers have one per interface at most.</summary>
    private const int MaxSamplers = 4096;

    private readonly List<NfcapdSampler> _samplers = [];

    /// <summary>Index in the run's table; 0 where no record told the address.</summary>
    public ushort Index { get; set; }

    /// <summary>1 in N of the records that name no sampler; 0 = unknown.</summary>
    public uint Interval { get; private set; }

    /// <summary>More than one interval was announced: which one a record's was must be looked for.</summary>
    public bool IsAmbiguous { get; private set; }

    public void Add(NfcapdSampler sampler)
    {
        if (sampler.Interval == 0 || _samplers.Count >= MaxSamplers)
        {
            return;
        }
        int known = _samplers.FindIndex(other => other.Id == sampler.Id);
        if (known >= 0)
        {
            _samplers[known] = sampler;
        }
        else
        {
            _samplers.Add(sampler);
        }
        IsAmbiguous = _samplers.Any(other => other.Interval != sampler.Interval) && !_samplers.Exists(other => other.Id == NfcapdSampler.Override);
        Interval = Find(NfcapdSampler.Override) ?? Find(NfcapdSampler.Generic) ?? Find(NfcapdSampler.Fallback) ?? sampler.Interval;
    }

    public uint? Find(long id)
    {
        int at = _samplers.FindIndex(sampler => sampler.Id == id);
        return at < 0 ? null : _samplers[at].Interval;
    }

    /// <summary>The interval that a record's counts were multiplied by: both are multiples of it. The usual one goes first, then the largest.</summary>
    public uint IntervalOf(long packets, long octets)
    {
        uint best = 0;
        if (Divides(Interval, packets, octets))
        {
            return Interval;
        }
        foreach (NfcapdSampler sampler in _samplers)
        {
            best = sampler.Interval > best && Divides(sampler.Interval, packets, octets) ? sampler.Interval : best;
        }
        return best == 0 ? Interval : best;
    }

    private static bool Divides(uint interval, long packets, long octets) => interval > 0 && packets % interval == 0 && octets % interval == 0;
}

/// <summary>
/// Exporters of a file: their records come before the flows that name them. <see cref="Known"/> and <see cref="TryKnown"/> change nothing, so that blocks
/// may be decoded side by side while nothing else is called.
/// </summary>
internal sealed class NfcapdExporters(ExporterTable table, string? ident)
{
    private const int InternetworkV4 = 2;

    private static readonly NfcapdExporter s_unknown = new();

    private readonly Dictionary<uint, NfcapdExporter> _byNumber = [];
    private readonly Dictionary<IpAddress, ushort> _byAddress = [];

    /// <summary>The table's index of the file's ident; 0 where it has none.</summary>
    public ushort ByIdent { get; private set; } = string.IsNullOrEmpty(ident) ? (ushort)0 : table.Intern(ident);

    /// <summary>The ident in a file's own header, where the caller gave none.</summary>
    public void SetIdent(string own)
    {
        if (ByIdent == 0 && own.Length > 0)
        {
            ByIdent = table.Intern(own);
        }
    }

    /// <summary>What the file told of an exporter so far; nothing, where it told nothing.</summary>
    public NfcapdExporter Known(uint number) => _byNumber.GetValueOrDefault(number, s_unknown);

    /// <summary>The table's index of an address that <see cref="Intern"/> was called with.</summary>
    public bool TryKnown(IpAddress address, out ushort index) => _byAddress.TryGetValue(address, out index);

    public ushort Intern(IpAddress address)
    {
        ushort index = table.Intern(address);
        if (index != 0)
        {
            // The table is full at 0: what is kept here stays as bounded as it is.
            _byAddress[address] = index;
        }
        return index;
    }

    /// <summary>Exporter record: version, 16 octets of address (an IPv4 address in the third word), address family, number, domain.</summary>
    public void AddExporter(ReadOnlySpan<byte> record)
    {
        if (record.Length < 32)
        {
            return;
        }
        uint number = BinaryPrimitives.ReadUInt16LittleEndian(record[26..]);
        IpAddress address = BinaryPrimitives.ReadUInt16LittleEndian(record[24..]) == InternetworkV4
            ? IpAddress.FromV4(BinaryPrimitives.ReadUInt32LittleEndian(record[16..]))
            : NfcapdOctets.Address6(record[8..]);
        Of(number).Index = Intern(address);
    }

    /// <summary>Sampler record of nfdump 1.6: id, interval, mode, exporter.</summary>
    public void AddSampler1(ReadOnlySpan<byte> record)
    {
        if (record.Length >= 16)
        {
            Of(BinaryPrimitives.ReadUInt16LittleEndian(record[14..]))
                .Add(new NfcapdSampler(BinaryPrimitives.ReadInt32LittleEndian(record[4..]), BinaryPrimitives.ReadUInt32LittleEndian(record[8..])));
        }
    }

    /// <summary>Sampler record of nfdump 1.7: exporter, algorithm, id, packets taken and packets left out in turn (RFC 5477 §8.2).</summary>
    public void AddSampler2(ReadOnlySpan<byte> record)
    {
        if (record.Length < 24)
        {
            return;
        }
        long taken = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        long space = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]);
        long interval = taken == 0 ? 0 : (taken + space) / taken;
        if (interval is > 0 and <= uint.MaxValue)
        {
            Of(BinaryPrimitives.ReadUInt16LittleEndian(record[4..]))
                .Add(new NfcapdSampler(BinaryPrimitives.ReadInt64LittleEndian(record[8..]), (uint)interval));
        }
    }

    private NfcapdExporter Of(uint number)
    {
        // Numbers have 16 bits, so this stays bounded.
        if (!_byNumber.TryGetValue(number, out NfcapdExporter? exporter))
        {
            exporter = new NfcapdExporter();
            _byNumber.Add(number, exporter);
        }
        return exporter;
    }
}
