using System.Globalization;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>The words around the evidence in <c>suyuan event</c> and <c>suyuan resource</c>. Says only what is known: an event without telemetry has no packets to speak of.</summary>
internal sealed class DetailTexts(ReportLanguage language)
{
    private readonly bool _chinese = language == ReportLanguage.Chinese;

    public ReportLanguage Language => language;

    public string Minutes => Either("每分钟", "minutes");

    public string Components => Either("各上报设备接口上的流量，按类别", "what passed each exporter's interfaces, by class");

    public string Resources => Either("攻击资源，数量少的类别在前，同类按包数排序", "resources, the rarer kind first, then the largest");

    public string InTheseEvents => Either("参与的事件和依据", "in these events, and why");

    public string Event(EventRow found) => string.Join(Either("，", ", "), new[]
    {
        Either($"事件 {found.Id}，目标 {found.Target}", $"event {found.Id} on {found.Target}"),
        ResourceWords.Vectors(found.Vectors, language), ResourceWords.Of(found.Basis, language),
    }.Where(text => text.Length > 0));

    public string Time(EventRow found) =>
        $"{Listing.Time(found.Start)} … {Listing.Time(found.End)}{Either($"，{found.Bursts} 个攻击波次", ", " + Plural(found.Bursts, "burst"))}";

    /// <summary>What telemetry measured; nothing for events that it did not see.</summary>
    public IEnumerable<string> Traffic(EventRow found)
    {
        if (found.Basis != EventBasis.Flows)
        {
            yield break;
        }
        string sampling = found.Sampling == 0 ? "" : Either($"（采样率 1:{found.Sampling}）", $" at 1 in {Number(found.Sampling)}");
        yield return Either(
            $"估算 {found.Packets} 个包、{found.Octets} 字节，据观测到的 {found.SampledPackets} 个包{sampling}",
            $"{Plural(found.Packets, "packet")}, {Plural(found.Octets, "byte")} estimated from {Plural(found.SampledPackets, "packet")} observed{sampling}");
        if (found.PeakSeconds > 0)
        {
            string bits = (found.PeakBits / 1e6).ToString(Either("F1", "N1"), CultureInfo.InvariantCulture);
            yield return Either(
                $"峰值每秒 {found.PeakPackets} 个包、{bits} Mbit/s（{found.PeakSeconds} 秒内）",
                $"peak {Number(found.PeakPackets)} packets/s, {bits} Mbit/s over {found.PeakSeconds} s");
        }
    }

    /// <param name="below">Participations less certain than <paramref name="confidence"/>, which are not shown.</param>
    public string Counts(EventRow found, long below, double confidence)
    {
        string counts = Either(
            $"控制端 {found.Controllers} 个、肉鸡 {found.Bots} 个、反射服务器 {found.Reflectors} 个、路由器 {found.Routers} 个",
            $"{Plural(found.Controllers, "controller")}, {Plural(found.Bots, "bot")}, {Plural(found.Reflectors, "reflector")}, {Plural(found.Routers, "router")}");
        return below == 0 ? counts : counts + Either(
            $"；另有 {below} 个置信度低于 {Listing.Confidence(confidence)}（--min-confidence 0 可全部列出）",
            $"; {Number(below)} more below confidence {Listing.Confidence(confidence)} (--min-confidence 0 shows them)");
    }

    public string InEvent(ParticipationRow row) => Either(
        $"{row.Participation.EventId}，目标 {row.EventTarget}{Listed(row)}，作为{Resource(row)}",
        $"{row.Participation.EventId} on {row.EventTarget}{Listed(row)}, as {Resource(row)}");

    public string Resource(ParticipationRow row) => $"{ResourceWords.Of(row.Participation.Resource, language)} {row.Participation.Resource.Address}";

    /// <summary>Traffic only where the resource sent some that was seen: a controller sends none.</summary>
    public string Facts(Participation one)
    {
        string traffic = one.Packets == 0 ? "" : Either($"，{one.Packets} 个包、{one.Octets} 字节", $", {Plural(one.Packets, "packet")}, {Plural(one.Octets, "byte")}");
        string seen = one.Exporter.Length == 0 ? "" : Either("，见于 ", ", at ") + At(one.Exporter, one.Interface);
        return $"{Either("：置信度 ", ": confidence ")}{Listing.Confidence(one.Confidence)}{traffic}{Either("，", ", ")}{Listing.Time(one.First)} … {Listing.Time(one.Last)}{seen}";
    }

    public string Component(Component row) => Either(
        $"{At(row.Exporter, row.Interface)} 的{ResourceWords.Of(row.Class, language)}：估算 {row.Packets} 个包，据观测到的 {row.SampledPackets} 个",
        $"{ResourceWords.Of(row.Class, language)} at {At(row.Exporter, row.Interface)}: {Plural(row.Packets, "packet")} estimated from {Number(row.SampledPackets)} observed");

    /// <param name="shown">Less than <paramref name="rows"/> where a listing is cut.</param>
    public string Rows(int shown, int rows) => shown < rows
        ? Either($"{rows} 行中的 {shown} 行；--format csv 列出全部", $"{Number(shown)} of {Number(rows)} rows; --format csv lists all")
        : Either($"{rows} 行", Plural(rows, "row"));

    /// <summary>A word of a column's head.</summary>
    public string Either(string chinese, string english) => _chinese ? chinese : english;

    private string Listed(ParticipationRow row) => row.EventVectors.Length == 0 ? "" : Either("，", ", ") + ResourceWords.Vectors(row.EventVectors, language);

    private string At(string exporter, uint? index) => index is uint number ? Either($"{exporter} 接口 {number}", $"{exporter} interface {number}") : exporter;

    private static string Plural(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
