using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>One field of a template.</summary>
/// <param name="Length">Octets; <see cref="FlowTemplate.Variable"/> = the record says (RFC 7011 §7).</param>
/// <param name="IsReverse">It tells of the packets from destination to source (RFC 5103).</param>
internal readonly record struct TemplateField(ElementColumn Column, ushort Length, bool IsReverse = false);

/// <summary>A template or options template as it is used for decoding.</summary>
internal sealed class FlowTemplate
{
    public const ushort Variable = 65535;

    public FlowTemplate(TemplateField[] fields, bool isOptions)
    {
        Fields = fields;
        IsOptions = isOptions;
        HasVariableLength = fields.Any(field => field.Length == Variable);
        // A variable-length field takes at least its one octet of length.
        MinLength = fields.Sum(field => field.Length == Variable ? 1 : field.Length);
        HasV4 = fields.Any(field => field is { Column: ElementColumn.DestinationV4, Length: 4, IsReverse: false });
        HasV6 = fields.Any(field => field is { Column: ElementColumn.DestinationV6, Length: 16, IsReverse: false });
        Forward = RecordPlan.Forward(fields);
        Reverse = RecordPlan.Reverse(fields);
        Runs = RunsOf(fields);
        AlignedLength = Runs.Sum(run => run.Length);
        FamilyOffset = HasV4 && HasV6 ? OffsetOfFamily(fields) : -1;
    }

    /// <summary>As they lie in a record.</summary>
    public TemplateField[] Fields { get; }

    public bool IsOptions { get; }

    /// <summary>Export time of the last message that defined or used the template, Unix ms.</summary>
    public long LastUsedMs { get; set; }

    public bool HasVariableLength { get; }

    /// <summary>Octets of a record; of its shortest form where fields vary.</summary>
    public int MinLength { get; }

    public bool HasV4 { get; }

    public bool HasV6 { get; }

    /// <summary>Its records are IP flows: they have a destination, and count packets or octets.</summary>
    public bool IsFlow => !IsOptions && (HasV4 || HasV6) && (Forward.HasCounts || Reverse is not null);

    public RecordPlan Forward { get; }

    /// <summary>How a record falls into parts of fixed and of variable length.</summary>
    public FieldRun[] Runs { get; }

    /// <summary>Octets of a record's fields of fixed length.</summary>
    public int AlignedLength { get; }

    /// <summary>Where, among the fields of fixed length, the address lies that is zero in records of IPv4; −1 where all records are of one family.</summary>
    public int FamilyOffset { get; }

    /// <summary>Fields of variable length say nothing that is read: without them the records are alike.</summary>
    public bool CanAlign => Forward.VariesOnlyUnread && Reverse is not { VariesOnlyUnread: false };

    /// <summary>For the packets in the other direction; null where the record is of one direction only.</summary>
    public RecordPlan? Reverse { get; }

    /// <summary>RFC 7011 §7: one octet of length, or 255 and two. −1 when it is cut.</summary>
    /// <param name="head">Octets of the length itself.</param>
    public static int VariableLength(ReadOnlySpan<byte> octets, out int head)
    {
        head = 1;
        if (octets.IsEmpty)
        {
            return -1;
        }
        if (octets[0] < 255)
        {
            return octets[0];
        }
        head = 3;
        return octets.Length < 3 ? -1 : (octets[1] << 8) | octets[2];
    }

    private static FieldRun[] RunsOf(TemplateField[] fields)
    {
        List<FieldRun> runs = [];
        int length = 0;
        foreach (TemplateField field in fields)
        {
            if (field.Length == Variable)
            {
                runs.Add(new FieldRun(length, true));
                length = 0;
            }
            else
            {
                length += field.Length;
            }
        }
        runs.Add(new FieldRun(length, false));
        return [.. runs];
    }

    private static int OffsetOfFamily(TemplateField[] fields)
    {
        int at = 0;
        int found = -1;
        foreach (TemplateField field in fields)
        {
            found = field is { Column: ElementColumn.SourceV6, Length: 16 } ? at : found;
            at += field.Length == Variable ? 0 : field.Length;
        }
        return found;
    }
}

/// <summary>Which column each field of a record goes to, for one of the record's directions.</summary>
/// <param name="fields">One for each of the template's; those that say nothing of this direction go nowhere.</param>
internal sealed class RecordPlan(TemplateField[] fields, bool isReverse)
{
    public TemplateField[] Fields { get; } = fields;

    /// <summary>Those of fixed length, as they lie in aligned records.</summary>
    public TemplateField[] FixedFields { get; } = [.. fields.Where(field => field.Length != FlowTemplate.Variable)];

    public bool VariesOnlyUnread { get; } = !fields.Any(field => field.Length == FlowTemplate.Variable && field.Column != ElementColumn.None);

    public bool IsReverse => isReverse;

    public bool HasCounts { get; } = Has(fields, ElementColumn.Packets) || Has(fields, ElementColumn.Octets);

    /// <summary>What no record of the template tells, though every flow has it.</summary>
    public FlowFields Unknown { get; } =
        (Has(fields, ElementColumn.Packets) ? FlowFields.None : FlowFields.PacketsUnknown)
        | (Has(fields, ElementColumn.Octets) ? FlowFields.None : FlowFields.OctetsUnknown)
        | (Has(fields, ElementColumn.Protocol) ? FlowFields.None : FlowFields.ProtocolUnknown)
        | (Has(fields, ElementColumn.SourceV4) || Has(fields, ElementColumn.SourceV6) ? FlowFields.None : FlowFields.SourceUnknown);

    public static RecordPlan Forward(TemplateField[] fields) =>
        new(Bounded([.. fields.Select(field => field.IsReverse || field.Column == ElementColumn.ReverseDelay ? field with { Column = ElementColumn.None } : field)]), false);

    /// <summary>Null unless some element counts what came back.</summary>
    public static RecordPlan? Reverse(TemplateField[] fields)
    {
        if (!fields.Any(field => field is { IsReverse: true, Column: ElementColumn.Packets or ElementColumn.Octets }))
        {
            return null;
        }
        // What the record says of the other direction outright goes before what follows from this one.
        HashSet<TimeOf> times = [.. fields.Where(field => field.IsReverse).Select(field => Time(field.Column))];
        HashSet<ElementColumn> told = [.. fields.Where(field => field.IsReverse).Select(field => field.Column)];
        return new RecordPlan(Bounded([.. fields.Select(field => field with { Column = field.IsReverse ? field.Column : Seen(field.Column) })]), true);

        ElementColumn Seen(ElementColumn column)
        {
            ElementColumn back = Back(column);
            return told.Contains(back) || (Time(back) is not TimeOf.None and TimeOf time && times.Contains(time)) ? ElementColumn.None : back;
        }
    }

    /// <summary>RFC 5103 §3: directional keys change places, times and what names the exporter stay, the rest was observed in one direction only.</summary>
    private static ElementColumn Back(ElementColumn column) => column switch
    {
        ElementColumn.SourceV4 => ElementColumn.DestinationV4,
        ElementColumn.DestinationV4 => ElementColumn.SourceV4,
        ElementColumn.SourceV6 => ElementColumn.DestinationV6,
        ElementColumn.DestinationV6 => ElementColumn.SourceV6,
        ElementColumn.SourcePort => ElementColumn.DestinationPort,
        ElementColumn.DestinationPort => ElementColumn.SourcePort,
        ElementColumn.SourcePortUdp => ElementColumn.DestinationPortUdp,
        ElementColumn.DestinationPortUdp => ElementColumn.SourcePortUdp,
        ElementColumn.SourceAs => ElementColumn.DestinationAs,
        ElementColumn.DestinationAs => ElementColumn.SourceAs,
        ElementColumn.SourcePrefix => ElementColumn.DestinationPrefix,
        ElementColumn.DestinationPrefix => ElementColumn.SourcePrefix,
        ElementColumn.InputInterface => ElementColumn.OutputInterface,
        ElementColumn.OutputInterface => ElementColumn.InputInterface,
        ElementColumn.Protocol or ElementColumn.ExporterV4 or ElementColumn.ExporterV6 or ElementColumn.SamplerId or ElementColumn.SamplingInterval
            or ElementColumn.SamplingPacketInterval or ElementColumn.SamplingPacketSpace or ElementColumn.FlowId or ElementColumn.FirewallEvent
            or ElementColumn.ReverseDelay => column,
        _ => Time(column) == TimeOf.None ? ElementColumn.None : column,
    };

    private enum TimeOf
    {
        None,
        Start,
        End,
        Duration,
    }

    private static TimeOf Time(ElementColumn column) => column switch
    {
        ElementColumn.StartUpTime or ElementColumn.StartSeconds or ElementColumn.StartMs or ElementColumn.StartMicro or ElementColumn.StartNano
            or ElementColumn.StartDelta => TimeOf.Start,
        ElementColumn.EndUpTime or ElementColumn.EndSeconds or ElementColumn.EndMs or ElementColumn.EndMicro or ElementColumn.EndNano
            or ElementColumn.EndDelta => TimeOf.End,
        ElementColumn.DurationMs => TimeOf.Duration,
        _ => TimeOf.None,
    };

    /// <summary>A bound without its other one would leave that at 0, which is not what the exporter said.</summary>
    private static TemplateField[] Bounded(TemplateField[] fields)
    {
        PassOverAlone(fields, ElementColumn.MinTtl, ElementColumn.MaxTtl);
        PassOverAlone(fields, ElementColumn.MinLength, ElementColumn.MaxLength);
        return fields;
    }

    private static void PassOverAlone(TemplateField[] fields, ElementColumn low, ElementColumn high)
    {
        if (Has(fields, low) != Has(fields, high))
        {
            for (int index = 0; index < fields.Length; index++)
            {
                fields[index] = fields[index].Column == low || fields[index].Column == high ? fields[index] with { Column = ElementColumn.None } : fields[index];
            }
        }
    }

    private static bool Has(TemplateField[] fields, ElementColumn column) => fields.Any(field => field.Column == column);
}
