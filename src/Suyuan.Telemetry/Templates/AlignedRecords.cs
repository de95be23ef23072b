namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Records whose length or address family varies, copied one behind the other at a fixed stride, apart by family: fields that vary are left out, the others
/// then lie at the same place in each, and decode column by column like any. A set's records are never longer here than in the set.
/// </summary>
internal sealed class AlignedRecords
{
    private readonly byte[] _v4 = new byte[ushort.MaxValue];
    private readonly byte[] _v6 = new byte[ushort.MaxValue];
    private FlowTemplate _template = null!;
    private int _stride;

    public int CountV4 { get; private set; }

    public int CountV6 { get; private set; }

    public ReadOnlySpan<byte> V4 => _v4.AsSpan(0, CountV4 * _stride);

    public ReadOnlySpan<byte> V6 => _v6.AsSpan(0, CountV6 * _stride);

    public void Begin(FlowTemplate template)
    {
        _template = template;
        _stride = template.AlignedLength;
        (CountV4, CountV6) = (0, 0);
    }

    /// <summary>Takes the record at the beginning of what is left of a set.</summary>
    /// <returns>False where it is longer than that.</returns>
    public bool TryAdd(ReadOnlySpan<byte> set, out int length)
    {
        length = 0;
        bool isV6 = !_template.HasV4;
        Span<byte> to = (isV6 ? _v6 : _v4).AsSpan((isV6 ? CountV6 : CountV4) * _stride, _stride);
        int at = 0;
        foreach (FieldRun run in _template.Runs)
        {
            if (set.Length - length < run.Length)
            {
                return false;
            }
            set.Slice(length, run.Length).CopyTo(to[at..]);
            at += run.Length;
            length += run.Length;
            if (run.BeforeVariable)
            {
                int size = FlowTemplate.VariableLength(set[length..], out int head);
                if (size < 0 || set.Length - length < head + size)
                {
                    return false;
                }
                length += head + size;
            }
        }
        if (_template.FamilyOffset >= 0 && to.Slice(_template.FamilyOffset, 16).IndexOfAnyExcept((byte)0) >= 0)
        {
            // A dual-stack template: the family in use is the one whose address is not zero.
            to.CopyTo(_v6.AsSpan(CountV6 * _stride));
            isV6 = true;
        }
        (CountV4, CountV6) = isV6 ? (CountV4, CountV6 + 1) : (CountV4 + 1, CountV6);
        return true;
    }
}

/// <summary>Fields of fixed length one behind the other.</summary>
/// <param name="Length">Octets of all of them; may be 0.</param>
/// <param name="BeforeVariable">A field of variable length follows.</param>
internal readonly record struct FieldRun(int Length, bool BeforeVariable);
