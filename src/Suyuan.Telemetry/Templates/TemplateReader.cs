using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>Reads template and options template sets of NetFlow v9 (RFC 3954 §5.2, §6.1) and IPFIX (RFC 7011 §3.4).</summary>
internal static class TemplateReader
{
    /// <summary>Fields of a template that are believed; the most that fit a 64 KiB message are 16,382.</summary>
    private const int MaxFields = 4096;

    /// <summary>Octets of a record that are believed: it must fit a message.</summary>
    private const int MaxRecord = 65_535;

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
        (int octetTotal, int packetTotal) = (-1, -1);
        (bool octetDelta, bool packetDelta) = (false, false);
        for (int index = 0; index < count; index++)
        {
            if (!reader.TryU16(out ushort id) || !reader.TryU16(out ushort length))
            {
                return false;
            }
            bool enterprise = ipfix && (id & 0x8000) != 0;
            if (enterprise && !reader.TryU32(out _))
            {
                return false;
            }
            // Scope fields of NetFlow v9 have numbers of their own (System, Interface, …); none of them is a flow's.
            ElementColumn column = enterprise || index < scopeFields ? ElementColumn.None : ElementTable.ColumnOf(id);
            fields[index] = new TemplateField(column, length == FlowTemplate.Variable && !ipfix ? (ushort)0 : length);
            octetTotal = column != ElementColumn.None && id == ElementTable.OctetTotal ? index : octetTotal;
            packetTotal = column != ElementColumn.None && id == ElementTable.PacketTotal ? index : packetTotal;
            octetDelta |= column == ElementColumn.Octets && id != ElementTable.OctetTotal;
            packetDelta |= column == ElementColumn.Packets && id != ElementTable.PacketTotal;
        }
        // A total repeats what earlier reports of the flow said; only what came since then is added.
        PassOver(fields, octetDelta ? octetTotal : -1);
        PassOver(fields, packetDelta ? packetTotal : -1);
        fault = DecodeFault.None;
        return true;
    }

    private static void PassOver(TemplateField[] fields, int index)
    {
        if (index >= 0)
        {
            fields[index] = fields[index] with { Column = ElementColumn.None };
        }
    }
}
