using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>Reads template and options template sets of NetFlow v9 (RFC 3954 §5.2, §6.1) and IPFIX (RFC 7011 §3.4).</summary>
internal static class TemplateReader
{
    /// <summary>Fields of a template that are believed; the most that fit a 64 KiB message are 16,382.</summary>
    private const int MaxFields = 4096;

    /// <summary>Octets of a record that are believed: it must fit a message.</summary>
    private const int MaxRecord = 65_535;

    /// <summary>Withdrawn instead of one template, RFC 7011 §8.1: all of its kind.</summary>
    private const ushort AllTemplates = 2;
    private const ushort AllOptionsTemplates = 3;

    // What NetFlow v9 options speak of (RFC 3954 §6.1); the other scopes say no more than the exporter.
    private const ushort InterfaceScope = 2;
    private const ushort LineCardScope = 3;

    public static void Read(ReadOnlySpan<byte> set, in TemplateKey scope, bool isOptions, TemplateStore store, long exportMs, DecodeFaultCounts faults)
    {
        WireReader reader = new(set);
        bool ipfix = scope.Version == 10;
        // Each turn takes at least four octets; what is shorter is padding.
        while (reader.Remaining >= 4)
        {
            reader.TryU16(out ushort id);
            reader.TryU16(out ushort count);
            if (id < 256)
            {
                if (ipfix && count == 0 && id == (isOptions ? AllOptionsTemplates : AllTemplates))
                {
                    store.WithdrawAll(scope, isOptions);
                    continue;
                }
                // Padding with zeros, or nonsense: a template id below 256 cannot be used.
                if (id != 0 || count != 0)
                {
                    faults.Add(DecodeFault.CorruptBlock);
                }
                return;
            }
            TemplateKey key = scope with { Id = id };
            if (ipfix && count == 0)
            {
                store.Withdraw(key);
                continue;
            }
            int fieldCount = count;
            if (isOptions && ipfix)
            {
                if (!reader.TryU16(out _))
                {
                    faults.Add(DecodeFault.TruncatedHeader);
                    return;
                }
            }
            else if (isOptions)
            {
                // NetFlow v9: octets of scope fields, then octets of option fields.
                if (!reader.TryU16(out ushort optionOctets))
                {
                    faults.Add(DecodeFault.TruncatedHeader);
                    return;
                }
                fieldCount = (count + optionOctets) / 4;
            }
            int scopeFields = isOptions && !ipfix ? count / 4 : 0;
            if (!TryFields(ref reader, fieldCount, scopeFields, ipfix, out TemplateField[] fields, out DecodeFault fault))
            {
                faults.Add(fault);
                return;
            }
            FlowTemplate template = new(fields, isOptions) { LastUsedMs = exportMs };
            fault = fields.Length == 0 ? DecodeFault.TemplateWithoutFields
                : template.MinLength == 0 ? DecodeFault.ZeroLengthRecord
                : template.MinLength > MaxRecord ? DecodeFault.TemplateTooLong
                : store.TryAdd(key, template) ? DecodeFault.None : DecodeFault.TooManyTemplates;
            if (fault != DecodeFault.None)
            {
                store.Withdraw(key);
                faults.Add(fault);
            }
        }
    }

    private static bool TryFields(ref WireReader reader, int count, int scopeFields, bool ipfix, out TemplateField[] fields, out DecodeFault fault)
    {
        fields = [];
        fault = DecodeFault.TemplateTooLong;
        if (count > MaxFields)
        {
            return false;
        }
        fault = DecodeFault.LengthBeyondInput;
        if (reader.Remaining < count * 4)
        {
            return false;
        }
        fields = new TemplateField[count];
        byte[] ranks = new byte[count];
        for (int index = 0; index < count; index++)
        {
            if (!reader.TryU16(out ushort id) || !reader.TryU16(out ushort length))
            {
                return false;
            }
            uint enterprise = 0;
            if (ipfix && (id & 0x8000) != 0 && !reader.TryU32(out enterprise))
            {
                return false;
            }
            Element element = index < scopeFields ? ScopeOf(id) : ElementTable.Find(enterprise, ipfix ? (ushort)(id & 0x7FFF) : id);
            fields[index] = new TemplateField(element.Column, length, element.IsReverse);
            ranks[index] = element.Rank;
        }
        PassOverRepetitions(fields, ranks);
        fault = DecodeFault.None;
        return true;
    }

    private static Element ScopeOf(ushort scope) => scope switch
    {
        InterfaceScope => new Element(scope, "interface", ElementColumn.InputInterface, 4),
        LineCardScope => new Element(scope, "line card", ElementColumn.LineCard, 4),
        _ => default,
    };

    /// <summary>
    /// Of several elements for one column the best counts: totals repeat what earlier reports of the flow said, and counts of a connection's two directions
    /// repeat the flow's own where that is there.
    /// </summary>
    private static void PassOverRepetitions(TemplateField[] fields, byte[] ranks)
    {
        Span<byte> best = stackalloc byte[2 * 256];
        best.Fill(byte.MaxValue);
        for (int index = 0; index < fields.Length; index++)
        {
            ref byte rank = ref best[Slot(fields[index].Column, fields[index].IsReverse)];
            rank = Math.Min(rank, ranks[index]);
        }
        for (int index = 0; index < fields.Length; index++)
        {
            TemplateField field = fields[index];
            int allowed = Math.Min(best[Slot(field.Column, field.IsReverse)], Math.Max((byte)1, best[Slot(field.Column, false)]));
            if (ranks[index] > allowed)
            {
                fields[index] = field with { Column = ElementColumn.None };
            }
        }

        static int Slot(ElementColumn column, bool isReverse) => ((int)column * 2) + (isReverse ? 1 : 0);
    }
}
