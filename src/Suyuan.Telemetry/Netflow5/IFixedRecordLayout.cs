using Suyuan.Model;

namespace Suyuan.Telemetry.Netflow5;

/// <summary>
/// What a NetFlow version without templates has of its own. All begin with the same header of 24 octets, and their records with the same 46.
/// </summary>
internal interface IFixedRecordLayout
{
    static abstract ushort Version { get; }

    static abstract int RecordLength { get; }

    /// <summary>Where the records were metered, if <see cref="Fields"/> says that it is known.</summary>
    static virtual FlowDirection Direction => FlowDirection.Ingress;

    /// <summary>1 in N; 0 and 1 where the header does not say.</summary>
    static abstract uint SamplingInterval(ReadOnlySpan<byte> header);

    /// <summary>Who numbers the records, where one sender has several of them.</summary>
    static abstract ushort Engine(ReadOnlySpan<byte> header);

    /// <summary>What a record tells, and what it does not though every flow has it. A field that it does not tell is 0 in the record, or has no meaning.</summary>
    static abstract FlowFields Fields(ReadOnlySpan<byte> record);
}
