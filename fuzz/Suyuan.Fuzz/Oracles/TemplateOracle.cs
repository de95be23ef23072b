using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>
/// NetFlow v9 and IPFIX, read plainly, record by record and field by field, for templates of common elements at their own length. Every record of such a
/// set is a row or a refusal, and the rows' values stand in the records, in order. From the first irregular template on it holds nothing.
/// </summary>
internal sealed class TemplateOracle : IDatagramOracle
{
    /// <summary>Templates are forgotten after a day; sequences that span more are not judged.</summary>
    private const long MostSpanMs = 43_200_000;

    /// <summary>The record says (RFC 7011 §7); NetFlow v9 has no such fields.</summary>
    private const ushort Variable = 65_535;

    private readonly Dictionary<(ushort Version, uint Domain, ushort Id), PlainTemplate> _templates = [];
    private bool _unsure;
    private long _firstMs = -1;

    public void Check(ReadOnlySpan<byte> datagram, IReadOnlyList<FlowBatch> batches, FaultDifference faults, long rows)
    {
        ushort version = datagram.Length < 2 ? (ushort)0 : U16(datagram, 0);
        int header = version == 9 ? 20 : 16;
        if (_unsure || version is not (9 or 10) || datagram.Length < header)
        {
            return;
        }
        if (version == 10)
        {
            int length = U16(datagram, 2);
            if (length < 16 || length > datagram.Length)
            {
                _unsure = true;
                return;
            }
            datagram = datagram[..length];
        }
        long exportMs = BinaryPrimitives.ReadUInt32BigEndian(datagram[(version == 9 ? 8 : 4)..]) * 1000L;
        uint domain = BinaryPrimitives.ReadUInt32BigEndian(datagram[(header - 4)..]);
        _firstMs = _firstMs < 0 ? exportMs : _firstMs;
        if (Math.Abs(exportMs - _firstMs) > MostSpanMs)
        {
            _unsure = true;
            return;
        }
        Expectation expected = new();
        ReadOnlySpan<byte> sets = datagram[header..];
        while (sets.Length >= 4 && !_unsure)
        {
            ushort id = U16(sets, 0);
            int length = U16(sets, 2);
            if (length < 4 || length > sets.Length)
            {
                _unsure |= sets.IndexOfAnyExcept((byte)0) >= 0;
                break;
            }
            TakeSet(id, sets[4..length], version, domain, expected);
            sets = sets[length..];
        }
        if (!_unsure && expected.IsWhole)
        {
            expected.Check(batches, faults, rows);
        }
    }

    private void TakeSet(ushort id, ReadOnlySpan<byte> body, ushort version, uint domain, Expectation expected)
    {
        bool options = id == (version == 9 ? 1 : 3);
        if (options || id == (version == 9 ? 0 : 2))
        {
            _unsure |= !TakeTemplates(body, version, domain, options);
        }
        else if (id >= 256)
        {
            if (!_templates.TryGetValue((version, domain, id), out PlainTemplate? template))
            {
                expected.Missing++;
            }
            else if (template.Fields is null)
            {
                expected.IsWhole = false;
            }
            else
            {
                for (; body.Length >= template.Length; body = body[template.Length..])
                {
                    expected.Add(template, body[..template.Length]);
                }
            }
        }
        else
        {
            expected.IsWhole = false;
        }
    }

    /// <returns>False where the set is irregular in any way.</returns>
    private bool TakeTemplates(ReadOnlySpan<byte> body, ushort version, uint domain, bool options)
    {
        while (body.Length >= 4)
        {
            ushort id = U16(body, 0);
            int count = U16(body, 2);
            if (id == 0 && count == 0)
            {
                return true;
            }
            int head = options ? 6 : 4;
            if (id < 256 || body.Length < head || (version == 9 && options && (count % 4 != 0 || U16(body, 4) % 4 != 0)))
            {
                return false;
            }
            if (version == 10 && count == 0)
            {
                _templates.Remove((version, domain, id));
                body = body[4..];
                continue;
            }
            int fields = version == 9 && options ? (count + U16(body, 4)) / 4 : count;
            body = body[head..];
            if (fields == 0 || fields > 512 || body.Length < fields * 4)
            {
                return false;
            }
            List<(ushort Element, ushort Length)> read = [];
            bool plain = true;
            for (int field = 0; field < fields; field++)
            {
                if (body.Length < 4)
                {
                    return false;
                }
                (ushort element, ushort length) = (U16(body, 0), U16(body, 2));
                body = body[4..];
                if (version == 9 && length == Variable)
                {
                    return false;
                }
                if (version == 10 && (element & 0x8000) != 0)
                {
                    if (body.Length < 4)
                    {
                        return false;
                    }
                    body = body[4..];
                    plain = false;
                }
                plain &= length is > 0 and <= 256 && (options || PlainTemplate.LengthOf(element) == length) && (options || !read.Any(other => other.Element == element));
                read.Add((element, length));
            }
            int octets = read.Sum(one => one.Length == Variable ? 1 : one.Length);
            if (octets is 0 or > 65_535)
            {
                return false;
            }
            bool isFlow = (Has(read, 8) || Has(read, 12) || Has(read, 27) || Has(read, 28)) && (Has(read, 1) || Has(read, 2));
            bool bothFamilies = (Has(read, 8) || Has(read, 12)) && (Has(read, 27) || Has(read, 28));
            _templates[(version, domain, id)] = plain && (options || (isFlow && !bothFamilies))
                ? new PlainTemplate(options, [.. read], octets)
                : new PlainTemplate(options, null, octets);
        }
        return true;

        static bool Has(List<(ushort Element, ushort Length)> fields, ushort element) => fields.Exists(field => field.Element == element);
    }

    private static ushort U16(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);

    /// <param name="Fields">Null where some element is not one of the common ones.</param>
    private sealed record PlainTemplate(bool IsOptions, (ushort Element, ushort Length)[]? Fields, int Length)
    {
        public bool IsV6 => Array.Exists(Fields ?? [], one => one.Element is 27 or 28);

        /// <summary>Own length of the elements that are judged; 0 = not judged.</summary>
        public static int LengthOf(ushort element) => element switch
        {
            4 or 5 or 6 or 9 or 13 or 29 or 30 or 52 or 53 => 1,
            7 or 11 or 25 or 26 => 2,
            1 or 2 or 8 or 10 or 12 or 14 or 15 or 16 or 17 or 21 or 22 => 4,
            152 or 153 => 8,
            27 or 28 => 16,
            _ => 0,
        };
    }

    /// <summary>What a datagram's records must come to.</summary>
    private sealed class Expectation
    {
        private readonly List<(PlainTemplate Template, byte[] Record)> _v4 = [];
        private readonly List<(PlainTemplate Template, byte[] Record)> _v6 = [];
        private long _options;

        public long Missing { get; set; }

        /// <summary>All of its sets are judged.</summary>
        public bool IsWhole { get; set; } = true;

        public void Add(PlainTemplate template, ReadOnlySpan<byte> record)
        {
            if (template.IsOptions)
            {
                _options++;
            }
            else
            {
                (template.IsV6 ? _v6 : _v4).Add((template, record.ToArray()));
            }
        }

        public void Check(IReadOnlyList<FlowBatch> batches, FaultDifference faults, long rows)
        {
            Must.Equal(_v4.Count + _v6.Count, rows + faults[DecodeFault.ImplausibleRecord], "accepted and implausible of the records in the data sets");
            Must.Equal(_options, faults[DecodeFault.NotAFlow], "options records");
            Must.Equal(Missing, faults[DecodeFault.MissingTemplate], "sets without a template");
            Must.Equal(_v4.Count + _v6.Count + _options + Missing, rows + faults.Total, "all that the datagram offers");
            int v4 = 0;
            int v6 = 0;
            foreach (FlowBatch batch in batches)
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    bool found = batch.Family == AddressFamily.V4 ? Find(_v4, ref v4, batch, row) : Find(_v6, ref v6, batch, row);
                    Must.Hold(found, $"row {row} from {batch.Source(row)} to {batch.Destination(row)} stands in no record of the datagram");
                }
            }
        }

        private static bool Find(List<(PlainTemplate Template, byte[] Record)> records, ref int next, FlowBatch batch, int row)
        {
            while (next < records.Count)
            {
                (PlainTemplate template, byte[] record) = records[next++];
                if (Stands(template, record, batch, row))
                {
                    return true;
                }
            }
            return false;
        }

        private static bool Stands(PlainTemplate template, ReadOnlySpan<byte> record, FlowBatch batch, int row)
        {
            foreach ((ushort element, ushort length) in template.Fields!)
            {
                UInt128 value = 0;
                foreach (byte octet in record[..length])
                {
                    value = (value << 8) | octet;
                }
                record = record[length..];
                if (ValueOf(element, batch, row) is UInt128 told && told != value)
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>Null where the row need not repeat the field: ports of protocols that have none, times, which are converted.</summary>
        private static UInt128? ValueOf(ushort element, FlowBatch batch, int row)
        {
            FlowFields fields = batch.Fields[row];
            return element switch
            {
                1 => (UInt128)batch.Octets[row],
                2 => (UInt128)batch.Packets[row],
                4 => batch.Protocol[row],
                5 => batch.Tos[row],
                6 when (fields & FlowFields.TcpFlags) != 0 => batch.TcpFlags[row],
                7 when (fields & FlowFields.Ports) != 0 => batch.SourcePort[row],
                11 when (fields & FlowFields.Ports) != 0 => batch.DestinationPort[row],
                8 => batch.SourceV4[row],
                12 => batch.DestinationV4[row],
                10 when (fields & FlowFields.InputInterface) != 0 => batch.InputInterface[row],
                14 when (fields & FlowFields.OutputInterface) != 0 => batch.OutputInterface[row],
                15 when batch.Family == AddressFamily.V4 => batch.NextHopV4[row],
                16 => batch.SourceAs[row],
                17 => batch.DestinationAs[row],
                27 => batch.SourceV6[row],
                28 => batch.DestinationV6[row],
                52 => batch.MinTtl[row],
                53 => batch.MaxTtl[row],
                25 => batch.MinLength[row],
                26 => batch.MaxLength[row],
                _ => null,
            };
        }
    }
}
