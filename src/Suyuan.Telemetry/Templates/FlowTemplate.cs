using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>One field of a template.</summary>
/// <param name="Length">Octets; <see cref="FlowTemplate.Variable"/> = the record says (RFC 7011 §7).</param>
internal readonly record struct TemplateField(ElementColumn Column, ushort Length);

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
        HasV4 = fields.Any(field => field is { Column: ElementColumn.SourceV4 or ElementColumn.DestinationV4, Length: 4 });
        HasV6 = fields.Any(field => field is { Column: ElementColumn.SourceV6 or ElementColumn.DestinationV6, Length: 16 });
        HasCounts = fields.Any(field => field.Column is ElementColumn.Packets or ElementColumn.Octets);
    }

    public TemplateField[] Fields { get; }

    public bool IsOptions { get; }

    /// <summary>Export time of the last message that defined or used the template, Unix ms.</summary>
    public long LastUsedMs { get; set; }

    public bool HasVariableLength { get; }

    /// <summary>Octets of a record; of its shortest form where fields vary.</summary>
    public int MinLength { get; }

    public bool HasV4 { get; }

    public bool HasV6 { get; }

    public bool HasCounts { get; }
}
