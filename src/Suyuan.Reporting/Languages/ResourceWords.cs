using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>The names that the command line's details use: in English the tokens that its filters take, in Chinese the words of the report.</summary>
public static class ResourceWords
{
    /// <summary>Of a reflector with its protocol, of a router with its scope.</summary>
    public static string Of(ResourceKey resource, ReportLanguage language) => language == ReportLanguage.Chinese
        ? ChineseTexts.Kind(new ResourceSelection(resource.Kind, resource.Protocol.Length == 0 ? null : resource.Protocol, resource.Scope))
        : string.Join(' ', new[] { resource.Kind.Token(), resource.Protocol, resource.Scope.Token() }.Where(word => word.Length > 0));

    public static string Of(ComponentClass verdict, ReportLanguage language) => language == ReportLanguage.English ? verdict.Token() : verdict switch
    {
        ComponentClass.Reflection => "反射流量",
        ComponentClass.CrossDomain => "跨域伪造流量",
        ComponentClass.Local => "本地伪造流量",
        ComponentClass.Real => "真实地址流量",
        ComponentClass.Transit => "中转接口的伪造流量",
        _ => "未判定流量",
    };

    public static string Of(EventBasis basis, ReportLanguage language) => language == ReportLanguage.English
        ? basis switch { EventBasis.Command => "known from attack orders", EventBasis.Sensor => "known from sensors", _ => "seen in telemetry" }
        : basis switch { EventBasis.Command => "仅见于攻击指令", EventBasis.Sensor => "仅见于探测器", _ => "见于流量数据" };

    /// <param name="vectors">Tokens joined by <c>+</c>; may be empty.</param>
    public static string Vectors(string vectors, ReportLanguage language) => language == ReportLanguage.English
        ? vectors : string.Join('、', vectors.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(ChineseTexts.VectorName));
}
