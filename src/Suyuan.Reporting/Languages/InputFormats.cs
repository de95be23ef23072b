namespace Suyuan.Reporting;

/// <summary>Formats of input files, which the store names in English.</summary>
internal static class InputFormats
{
    public static string In(string format, ReportLanguage language) => language == ReportLanguage.English ? format : format switch
    {
        "flow export datagrams" => "流导出报文",
        "botnet log" => "僵尸网络日志",
        "sensor log" => "探测器日志",
        "routing table" => "路由表",
        "Zeek log" => "Zeek 日志",
        "Shadowserver report" => "Shadowserver 报告",
        "indicator list" => "情报列表",
        "tracker feed" => "追踪数据",
        "MISP event" => "MISP 事件",
        "STIX bundle" => "STIX 数据包",
        "unknown" => "未知",
        _ => format,
    };
}
