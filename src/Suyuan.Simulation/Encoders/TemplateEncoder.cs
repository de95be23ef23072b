using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>What NetFlow version 9 (RFC 3954) and IPFIX (RFC 7011) share: sets of records under templates, and templates that come again and again.</summary>
/// <param name="headerLength">Octets of a message's header.</param>
/// <param name="templateSet">Number of a set of templates.</param>
/// <param name="setUnit">Sets are as long as a multiple of so many octets.</param>
internal abstract class TemplateEncoder(IDatagramPath path, RecordShape shape, int headerLength, int templateSet, int setUnit) : DatagramEncoder(path)
{
    protected const int OptionsTemplate = 257;

    private const int DataTemplate = 256;
    private const int Ipv6Template = 258;
    private const int SetHeader = 4;

    /// <summary>Messages from templates to templates.</summary>
    private const int TemplatesEvery = 40;

    private int _sinceTemplates = int.MaxValue;
    private int _room;
    private int _setStart;
    private int _set;

    /// <summary>Of both families' templates, after the two addresses.</summary>
    protected abstract IReadOnlyList<(int Element, int Length)> Fields { get; }

    /// <summary>Records in the message, as the protocol counts them.</summary>
    protected int Records { get; set; }

    protected RecordShape Shape => shape;

    protected override bool IsFull => Datagram.Room < _room;

    protected override void Reset(long bootMs) => _sinceTemplates = int.MaxValue;

    protected override void Begin(long now)
    {
        Datagram.Zeros(headerLength);
        Records = 0;
        // For a record and its padding, and for another set's header and padding where a record of the other family may come.
        _room = Fields.Sum(one => one.Length) + (Shape.WithIPv6 ? 32 + SetHeader + setUnit - 1 : 8) + setUnit - 1;
        if (_sinceTemplates >= TemplatesEvery)
        {
            WriteTemplate(DataTemplate, (8, 4), (12, 4));
            if (Shape.WithIPv6)
            {
                WriteTemplate(Ipv6Template, (27, 16), (28, 16));
            }
            WriteOptions();
            _sinceTemplates = 0;
        }
        _sinceTemplates++;
        _set = 0;
    }

    protected override void Append(in MeteredFlow flow)
    {
        OpenSet(flow.Source.IsV4 ? DataTemplate : Ipv6Template);
        Datagram.Address(flow.Source);
        Datagram.Address(flow.Destination);
        WriteFields(flow);
        Records++;
    }

    protected override void Close(long now)
    {
        CloseSet();
        WriteHeader(now);
    }

    /// <summary>The fields in the order of <see cref="Fields"/>.</summary>
    protected abstract void WriteFields(in MeteredFlow flow);

    /// <summary>The sampling rate: an options template and a record of it.</summary>
    protected abstract void WriteOptions();

    /// <summary>Fills in the header, once the message is complete.</summary>
    protected abstract void WriteHeader(long now);

    /// <summary>A template was written.</summary>
    protected virtual void CountTemplate()
    {
    }

    /// <summary>Records of one template stand together in a set.</summary>
    private void OpenSet(int template)
    {
        if (_set == template)
        {
            return;
        }
        CloseSet();
        _set = template;
        _setStart = Datagram.Length;
        Datagram.U16(template);
        Datagram.U16(0);
    }

    private void CloseSet()
    {
        if (_set != 0)
        {
            Datagram.Zeros((setUnit - (Datagram.Length % setUnit)) % setUnit);
            Datagram.PatchU16(_setStart + 2, Datagram.Length - _setStart);
        }
    }

    private void WriteTemplate(int template, params ReadOnlySpan<(int Element, int Length)> addresses)
    {
        (int Element, int Length)[] fields = [.. addresses, .. Fields];
        Datagram.U16(templateSet);
        Datagram.U16((2 * SetHeader) + (fields.Length * 4));
        Datagram.U16(template);
        Datagram.U16(fields.Length);
        foreach ((int element, int length) in fields)
        {
            Datagram.U16(element);
            Datagram.U16(length);
        }
        CountTemplate();
    }
}
