namespace Suyuan.Telemetry;

/// <summary>
/// Why a piece of input was refused. Each value is a counter label, a row in docs/formats.md and a test fixture; none is ever dropped silently.
/// </summary>
public enum DecodeFault
{
    None = 0,
    /// <summary>Fewer octets than a header needs.</summary>
    TruncatedHeader,
    /// <summary>A set, sample, record or block is longer than what is left.</summary>
    LengthBeyondInput,
    /// <summary>A length field smaller than the structure's own header.</summary>
    LengthTooSmall,
    UnknownVersion,
    /// <summary>More or fewer records than the header's count announced.</summary>
    CountMismatch,
    /// <summary>A data set came before its template: kept out, counted per record set.</summary>
    MissingTemplate,
    TemplateWithoutFields,
    /// <summary>A template whose records would take no octets.</summary>
    ZeroLengthRecord,
    TemplateTooLong,
    TooManyTemplates,
    TooManyExporters,
    /// <summary>A record that is no IP flow (options, layer 2, NAT or firewall events without counts).</summary>
    NotAFlow,
    /// <summary>Neither packets nor octets, or times that cannot be.</summary>
    ImplausibleRecord,
    UnsupportedSample,
    UnsupportedLinkType,
    /// <summary>No IP packet in the frame (ARP, LLDP …).</summary>
    NotIp,
    /// <summary>An IP packet whose headers are cut or contradict each other.</summary>
    MalformedPacket,
    /// <summary>The capture kept too few octets of the packet to read its ports.</summary>
    CutByCapture,
    UnknownFormat,
    UnsupportedCompression,
    CorruptCompression,
    Encrypted,
    CorruptBlock,
    UnknownRecordType,
    /// <summary>A log line that is no JSON object, or lacks what its kind needs, or has a time that cannot be.</summary>
    MalformedLine,
    UnknownLineKind,
    LineTooLong,
    /// <summary>No file of that name.</summary>
    NotFound,
    /// <summary>The system refused to open or to go on reading: permission, or a failing device.</summary>
    Unreadable,
    /// <summary>A folder, where a file is needed.</summary>
    NotAFile,
    /// <summary>No octets at all; pipes and devices have none to their name either.</summary>
    EmptyInput,
    /// <summary>Fragments of an export datagram whose other fragments are not in the capture.</summary>
    IncompleteDatagram,
    /// <summary>A sound line of a log that says nothing of attack resources: web requests, statistics, scans of passwords.</summary>
    NotEvidence,
    /// <summary>A JSON document that would have to be held in memory whole.</summary>
    DocumentTooLong,
    /// <summary>A log with more rows than are held in memory.</summary>
    TooManyRows,
    /// <summary>sFlow's notice of a packet that the device discarded: not sampled, so nothing can be estimated from it, and a sample of the packet may have come too.</summary>
    DiscardNotice,
}

/// <summary>Counts refusals by reason, and where each came first. Not thread-safe; one per decoding thread, summed by the host.</summary>
public sealed class DecodeFaultCounts
{
    private const long Nowhere = -1;

    private readonly long[] _counts = new long[Enum.GetValues<DecodeFault>().Length];
    private readonly long[] _firsts = NoFirsts();

    /// <summary>Where the reader is: octets from the input's start, or the line of a log; negative where an input has no places.</summary>
    public long Position { get; set; } = Nowhere;

    public long this[DecodeFault fault] => _counts[(int)fault];

    /// <summary>The <see cref="Position"/> of the first refusal for this reason; null where there was none, or no place.</summary>
    public long? FirstAt(DecodeFault fault) => _firsts[(int)fault] is >= 0 and long first ? first : null;

    public void Add(DecodeFault fault, long count = 1)
    {
        if (count == 0)
        {
            return;
        }
        if (_counts[(int)fault] == 0)
        {
            _firsts[(int)fault] = Position;
        }
        _counts[(int)fault] += count;
    }

    public void Add(DecodeFaultCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int index = 0; index < _counts.Length; index++)
        {
            if (other._firsts[index] >= 0 && (_firsts[index] < 0 || other._firsts[index] < _firsts[index]))
            {
                _firsts[index] = other._firsts[index];
            }
            _counts[index] += other._counts[index];
        }
    }

    public long Total => _counts.Sum();

    /// <summary>Forgets all counts, for use as the tally of a single datagram.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Array.Fill(_firsts, Nowhere);
    }

    /// <summary>Reasons with a count above zero, in the order of the enum.</summary>
    public IEnumerable<KeyValuePair<DecodeFault, long>> NonZero =>
        Enum.GetValues<DecodeFault>().Where(fault => _counts[(int)fault] > 0).Select(fault => KeyValuePair.Create(fault, _counts[(int)fault]));

    private static long[] NoFirsts()
    {
        long[] firsts = new long[Enum.GetValues<DecodeFault>().Length];
        Array.Fill(firsts, Nowhere);
        return firsts;
    }
}

/// <summary>What a reason says of the input.</summary>
public static class DecodeFaults
{
    /// <summary>
    /// Sound inputs have these too: packets that are no IP, records that are no flows, templates that are still to come. Any other reason means damage.
    /// </summary>
    public static bool IsOrdinary(this DecodeFault fault) => fault is DecodeFault.NotAFlow or DecodeFault.NotIp or DecodeFault.CutByCapture
        or DecodeFault.MalformedPacket or DecodeFault.UnsupportedSample or DecodeFault.MissingTemplate or DecodeFault.IncompleteDatagram
        or DecodeFault.ImplausibleRecord or DecodeFault.NotEvidence or DecodeFault.DiscardNotice;
}
