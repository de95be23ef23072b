using Suyuan.Store.Care;

namespace Suyuan.Cli.Configuration;

/// <summary>Days that <c>suyuan store prune</c> leaves of each class (docs/store.md); 0 = for ever.</summary>
internal sealed class KeepDaysSection
{
    /// <summary>Sources, components and contacts of attacks. Default 400.</summary>
    public int Evidence { get; set; } = new Retention().Evidence;

    /// <summary>Orders, check-ins, sightings and indicators. Default 400.</summary>
    public int Logs { get; set; } = new Retention().Logs;

    /// <summary>Attack minutes and settled minutes. Default 1830.</summary>
    public int Rollups { get; set; } = new Retention().RollUps;

    /// <summary>Who took part in which event. Default 1830.</summary>
    public int Addresses { get; set; } = new Retention().Addresses;

    /// <summary>Verdicts that were revised, after their revision. Default 90.</summary>
    public int Superseded { get; set; } = new Retention().Superseded;

    public void Set(RetentionClass kept, int? days)
    {
        if (days is not int value)
        {
            return;
        }
        switch (kept)
        {
            case RetentionClass.Evidence:
                Evidence = value;
                break;
            case RetentionClass.Logs:
                Logs = value;
                break;
            case RetentionClass.RollUps:
                Rollups = value;
                break;
            case RetentionClass.Addresses:
                Addresses = value;
                break;
            default:
                Superseded = value;
                break;
        }
    }

    /// <exception cref="ConfigurationException">Fewer days than what is kept hangs on.</exception>
    public Retention ToRetention()
    {
        Retention retention = new() { Evidence = Evidence, Logs = Logs, RollUps = Rollups, Addresses = Addresses, Superseded = Superseded };
        return retention.Problem is string problem ? throw new ConfigurationException($"store.keep_days: {problem}") : retention;
    }
}
