namespace Suyuan.Reporting;

/// <summary>Why records were not used, in words; the ingest summary and docs/formats.md have the same reasons by their tokens.</summary>
public static class RefusalNames
{
    private const string Table = """
        TruncatedHeader|头部不完整|cut header
        LengthBeyondInput|长度字段超出所剩数据|length beyond the input
        LengthTooSmall|长度字段过小|length too small
        UnknownVersion|版本未知|unknown version
        CountMismatch|记录数与声明不符|other number of records than announced
        MissingTemplate|缺少模板|template missing
        TemplateWithoutFields|模板没有字段|template without fields
        ZeroLengthRecord|记录长度为零|record without length
        TemplateTooLong|模板过长|template too long
        TooManyTemplates|模板过多|too many templates
        TooManyExporters|上报设备过多|too many exporters
        NotAFlow|不是 IP 流记录|not an IP flow
        ImplausibleRecord|记录内容不合理|implausible record
        UnsupportedSample|采样类型不支持|unsupported sample
        UnsupportedLinkType|链路类型不支持|unsupported link type
        NotIp|不是 IP 包|not an IP packet
        MalformedPacket|包头错误或残缺|malformed packet
        CutByCapture|抓包截断，读不到端口|cut by the capture
        UnknownFormat|格式未知|unknown format
        UnsupportedCompression|压缩方式不支持|unsupported compression
        CorruptCompression|压缩数据损坏|corrupt compression
        Encrypted|已加密|encrypted
        CorruptBlock|数据块损坏|corrupt block
        UnknownRecordType|记录类型未知|unknown record type
        MalformedLine|日志行格式错误|malformed log line
        UnknownLineKind|日志行类型未知|log line of unknown kind
        LineTooLong|日志行过长|log line too long
        NotFound|文件不存在|file not found
        Unreadable|无法读取|unreadable
        NotAFile|不是文件|not a file
        EmptyInput|内容为空|empty input
        IncompleteDatagram|数据报分片不全|incomplete datagram
        NotEvidence|日志行与攻击资源无关|log line that says nothing of attack resources
        DocumentTooLong|JSON 文档过大|JSON document too long
        TooManyRows|单个日志行数超限|too many rows in one log
        DiscardNotice|丢包通知，不是采样|notice of a discarded packet, not a sample
        AlreadySettled|所属分钟已结算|minute already settled
        LateForSettled|所属分钟已结算，设备迟到|late for a settled minute
        BeyondHorizon|到达过迟|too late when it came
        Implausible|时长、流量或时间不合理|implausible duration, volume or time
        """;

    private static readonly Dictionary<string, (string Zh, string En)> s_names =
        Table.Split('\n').Select(line => line.Split('|')).ToDictionary(f => f[0], f => (f[1], f[2]), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Reasons => s_names.Keys;

    /// <summary>A reason of a later version is shown by its token.</summary>
    public static string Of(string reason, ReportLanguage language) =>
        !s_names.TryGetValue(reason, out (string Zh, string En) name) ? reason : language == ReportLanguage.Chinese ? name.Zh : name.En;
}
