using Suyuan.Model;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Is it known by what counts are multiplied?</summary>
internal static class SamplingChecks
{
    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        foreach (ExporterHealth exporter in health.Exporters.Where(one => one.Records > 0))
        {
            yield return Enum.TryParse(exporter.SamplingOrigin, out SamplingOrigin origin) && origin != SamplingOrigin.Assumed
                ? Finding.Fine(Hop.Sampling, exporter.Exporter, $"1 in {Math.Max(1, exporter.Sampling):N0}, {Words(origin)}")
                : Finding.Problem(
                    Hop.Sampling, exporter.Exporter, $"it does not say how it samples: its counts are taken as they are, and attacks look smaller by the unknown factor",
                    $"let it export its sampler table as options (docs/exporters), or give the rate as collect.sampling (1 where nothing is sampled); options may come only every 30 min");
        }
    }

    private static string Words(SamplingOrigin origin) => origin switch
    {
        SamplingOrigin.Configured => "as configured (collect.sampling)",
        SamplingOrigin.Header => "told by its datagrams' headers",
        SamplingOrigin.Announced => "told by its options for the whole exporter",
        SamplingOrigin.Interface => "told by its options for the interface",
        SamplingOrigin.Sampler => "told by its options for the sampler",
        _ => "told by each record",
    };
}
