namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Says hop by hop what is wrong with a collection, from what it has counted: a function of that alone.</summary>
public static class CollectionDoctor
{
    /// <returns>In the order of the hops; empty where nothing is collected.</returns>
    public static IReadOnlyList<Finding> Examine(CollectionHealth health)
    {
        ArgumentNullException.ThrowIfNull(health);
        return !health.Collecting
            ? []
            :
            [
                .. SocketChecks.Of(health), .. DatagramChecks.Of(health), .. TemplateChecks.Of(health),
                .. SamplingChecks.Of(health), .. FlowChecks.Of(health), .. WindowChecks.Of(health),
            ];
    }
}
