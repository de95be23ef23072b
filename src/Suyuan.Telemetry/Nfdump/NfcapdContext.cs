using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// What a file's records told so far that later records are read by: exporters and their samplers, and of layout 1 the extension maps. Blocks that are decoded
/// side by side read it; it changes only while one block is decoded alone, in its turn.
/// </summary>
internal sealed class NfcapdContext(ExporterTable table, string? ident)
{
    public NfcapdExporters Exporters { get; } = new(table, ident);

    /// <summary>By number; null where a map is unusable. Numbers have 16 bits, so this stays bounded.</summary>
    public Dictionary<ushort, NfcapdExtensionMap?> Maps { get; } = [];

    /// <summary>Rises with each change: what was decoded by an earlier version must be decoded again.</summary>
    public int Version { get; private set; }

    /// <param name="type">Not a flow's: exporter, sampler or extension map.</param>
    public void Change(ushort type, ReadOnlySpan<byte> record, DecodeFaultCounts faults)
    {
        Version++;
        switch (type)
        {
            case NfcapdRecordType.ExtensionMap:
                NfcapdExtensionMap? map = NfcapdExtensionMap.TryRead(record, out ushort number);
                if (map is null)
                {
                    faults.Add(DecodeFault.CorruptBlock);
                }
                // An unusable map replaces what it redefines.
                Maps[number] = map;
                break;
            case NfcapdRecordType.Exporter:
                Exporters.AddExporter(record);
                break;
            case NfcapdRecordType.Sampler1:
                Exporters.AddSampler1(record);
                break;
            default:
                Exporters.AddSampler2(record);
                break;
        }
    }
}

/// <summary>Numbers of record types, alike in both layouts where they share one.</summary>
internal static class NfcapdRecordType
{
    public const ushort Flow1 = 1;
    public const ushort ExtensionMap = 2;
    public const ushort Exporter = 7;
    public const ushort Sampler1 = 9;
    public const ushort Flow10 = 10;
    public const ushort Flow11 = 11;
    public const ushort Sampler2 = 15;
}
