using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>What a data set's template says it holds.</summary>
internal enum SetKind
{
    /// <summary>The template is not known.</summary>
    Unknown = 0,
    Flows,
    Options,
}

/// <summary>Decodes data sets by their template: flows into batches, options into sampling rates and clocks.</summary>
internal sealed class DataSets(TemplateStore store, ExporterTable exporters, FlowWriter writer, DecodeFaultCounts faults, ExportDecoderOptions options)
{
    private readonly RecordColumns _columns = new(exporters, store, options);
    private AlignedRecords? _aligned;

    /// <summary>Of records with two directions: which counted nothing in the first. As long as the most records of a set.</summary>
    private bool[] _empty = [];

    public long NewestMs { get; private set; } = long.MinValue;

    /// <returns>Records offered: accepted, or refused by a counted reason.</returns>
    public int Decode(ReadOnlySpan<byte> set, in TemplateKey key, in ExportClock clock, out SetKind kind)
    {
        FlowTemplate? template = store.Find(key, clock.ExportMs);
        kind = template is null ? SetKind.Unknown : template.IsOptions ? SetKind.Options : SetKind.Flows;
        if (template is null)
        {
            faults.Add(DecodeFault.MissingTemplate);
            return 1;
        }
        if (!template.IsFlow)
        {
            return DecodeOthers(set, key, template);
        }
        ExportClock told = clock.UpTime is null && store.Started(key.Exporter, key.Domain) is long startedMs ? clock.Since(startedMs) : clock;
        if (!template.HasVariableLength && template.FamilyOffset < 0)
        {
            // Less than a record at the end is padding.
            int records = set.Length / template.MinLength;
            DecodeColumns(set, template.MinLength, records, template.HasV4 ? AddressFamily.V4 : AddressFamily.V6, key, template, told);
            return records;
        }
        return template.CanAlign ? DecodeAligned(set, key, template, told) : DecodeOneByOne(set, key, template, told);
    }

    /// <summary>Records of one length: a loop per field.</summary>
    /// <param name="stride">Octets from record to record.</param>
    private void DecodeColumns(
        ReadOnlySpan<byte> octets, int stride, int records, AddressFamily family, TemplateKey key, FlowTemplate template, in ExportClock clock)
    {
        Span<bool> empty = template.Reverse is null ? [] : Empty(records);
        DecodeDirection(octets, stride, records, family, key, template.Forward, clock, empty);
        if (template.Reverse is not null)
        {
            DecodeDirection(octets, stride, records, family, key, template.Reverse, clock, empty);
        }
    }

    private void DecodeDirection(
        ReadOnlySpan<byte> octets, int stride, int records, AddressFamily family, TemplateKey key, RecordPlan plan, in ExportClock clock, Span<bool> empty)
    {
        for (int left = records; left > 0;)
        {
            FlowBatch batch = writer.Open(family);
            int rows = Math.Min(left, batch.Room);
            _columns.Begin(batch, rows, plan);
            int at = 0;
            foreach (TemplateField field in plan.FixedFields)
            {
                _columns.Write(batch, field, field.Length, octets[at..], stride, rows, clock);
                at += field.Length;
            }
            Finish(batch, rows, key, clock, plan, empty.IsEmpty ? empty : empty[..rows]);
            empty = empty.IsEmpty ? empty : empty[rows..];
            octets = octets[(rows * stride)..];
            left -= rows;
        }
    }

    /// <summary>Records whose length or family varies, made alike first.</summary>
    private int DecodeAligned(ReadOnlySpan<byte> set, TemplateKey key, FlowTemplate template, in ExportClock clock)
    {
        _aligned ??= new AlignedRecords();
        _aligned.Begin(template);
        int offered = 0;
        // Each turn takes at least the shortest record, which has an octet.
        while (set.Length >= template.MinLength)
        {
            offered++;
            if (!_aligned.TryAdd(set, out int length))
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                break;
            }
            set = set[length..];
        }
        DecodeColumns(_aligned.V4, template.AlignedLength, _aligned.CountV4, AddressFamily.V4, key, template, clock);
        DecodeColumns(_aligned.V6, template.AlignedLength, _aligned.CountV6, AddressFamily.V6, key, template, clock);
        return offered;
    }

    /// <summary>Records with an element that is read though its length varies, which no exporter is known to send.</summary>
    private int DecodeOneByOne(ReadOnlySpan<byte> set, TemplateKey key, FlowTemplate template, in ExportClock clock)
    {
        int offered = 0;
        // Each turn takes at least the shortest record, which has an octet.
        while (set.Length >= template.MinLength)
        {
            offered++;
            if (!TryMeasure(set, template, out int length, out bool isV6))
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                return offered;
            }
            Span<bool> empty = template.Reverse is null ? [] : Empty(1);
            DecodeOne(set, isV6, key, template.Forward, clock, empty);
            if (template.Reverse is not null)
            {
                DecodeOne(set, isV6, key, template.Reverse, clock, empty);
            }
            set = set[length..];
        }
        return offered;
    }

    private void DecodeOne(ReadOnlySpan<byte> record, bool isV6, TemplateKey key, RecordPlan plan, in ExportClock clock, Span<bool> empty)
    {
        FlowBatch batch = writer.Open(isV6 ? AddressFamily.V6 : AddressFamily.V4);
        _columns.Begin(batch, 1, plan);
        int at = 0;
        foreach (TemplateField field in plan.Fields)
        {
            int size = FieldLength(record[at..], field, out int head);
            at += head;
            _columns.Write(batch, field, size, record[at..], 0, 1, clock);
            at += size;
        }
        Finish(batch, 1, key, clock, plan, empty);
    }

    /// <summary>At most 64 Ki records fit a message.</summary>
    private Span<bool> Empty(int records)
    {
        if (_empty.Length < records)
        {
            _empty = new bool[ushort.MaxValue];
        }
        return _empty.AsSpan(0, records);
    }

    /// <summary>Options carry sampling rates, and when the up-time clock began; other records are no IP flows.</summary>
    private int DecodeOthers(ReadOnlySpan<byte> set, TemplateKey key, FlowTemplate template)
    {
        int offered = 0;
        while (set.Length >= template.MinLength)
        {
            offered++;
            if (!TryMeasure(set, template, out int length, out _))
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                return offered;
            }
            if (template.IsOptions)
            {
                ReadOptions(set, key, template);
            }
            faults.Add(DecodeFault.NotAFlow);
            set = set[length..];
        }
        return offered;
    }

    private void ReadOptions(ReadOnlySpan<byte> record, TemplateKey key, FlowTemplate template)
    {
        SamplingOptions told = new(key.Domain);
        int at = 0;
        foreach (TemplateField field in template.Fields)
        {
            int size = FieldLength(record[at..], field, out int head);
            at += head;
            ReadOnlySpan<byte> octets = record.Slice(at, size);
            at += size;
            if (field.Column == ElementColumn.SystemInit && size is > 0 and <= 8 && StridedField.Number(octets) is > 0 and < 1L << 50 and long startedMs)
            {
                store.SetStarted(key.Exporter, key.Domain, startedMs);
            }
            told.Add(field.Column, octets);
        }
        if (told.Interval is uint interval)
        {
            store.SetSampling(key.Exporter, told.Domain, told.Scope, told.Id, interval);
        }
    }

    /// <param name="empty">Empty where the records have one direction only.</param>
    private void Finish(FlowBatch batch, int rows, TemplateKey key, in ExportClock clock, RecordPlan plan, Span<bool> empty)
    {
        long newest = NewestMs;
        int kept;
        int without = 0;
        if (empty.IsEmpty)
        {
            kept = _columns.End(batch, rows, clock, key, empty, ref newest);
        }
        else if (!plan.IsReverse)
        {
            kept = _columns.End(batch, rows, clock, key, empty, ref newest);
            // Nothing in one direction is no fault: what the other counts is told when it was read.
            without = empty.Count(true);
        }
        else
        {
            Span<bool> answers = stackalloc bool[rows];
            kept = _columns.End(batch, rows, clock, key, answers, ref newest);
            for (int row = 0; row < rows; row++)
            {
                without += answers[row] && !empty[row] ? 1 : 0;
            }
        }
        NewestMs = newest;
        faults.Add(_columns.AreEvents ? DecodeFault.NotAFlow : DecodeFault.ImplausibleRecord, rows - kept - without);
        writer.Commit(batch, kept);
    }

    /// <summary>Length of the record, and whether its IPv6 addresses are the ones in use; false when it is longer than the set.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> set, FlowTemplate template, out int length, out bool isV6)
    {
        length = 0;
        isV6 = !template.HasV4;
        foreach (TemplateField field in template.Fields)
        {
            if (length > set.Length)
            {
                return false;
            }
            int size = FieldLength(set[length..], field, out int head);
            if (size < 0 || length + head + size > set.Length)
            {
                return false;
            }
            if (field is { Column: ElementColumn.SourceV6, Length: 16 } && template.HasV4)
            {
                // A dual-stack template: the family in use is the one whose address is not zero.
                isV6 = set.Slice(length, 16).IndexOfAnyExcept((byte)0) >= 0;
            }
            length += head + size;
        }
        return length > 0;
    }

    /// <summary>−1 when it is cut.</summary>
    private static int FieldLength(ReadOnlySpan<byte> octets, TemplateField field, out int head)
    {
        head = 0;
        return field.Length == FlowTemplate.Variable ? FlowTemplate.VariableLength(octets, out head) : field.Length;
    }
}
