namespace Suyuan.Store.Care;

/// <summary>What a store keeps, by what is lost without it (docs/store.md).</summary>
public enum RetentionClass
{
    /// <summary>Sources, components and contacts of attacks, and the background of interfaces: without them an event cannot be judged again.</summary>
    Evidence,

    /// <summary>Orders, check-ins, sightings and indicators.</summary>
    Logs,

    /// <summary>Attack minutes and settled minutes: traffic by vector, coverage.</summary>
    RollUps,

    /// <summary>Who took part in which event, and where they belong.</summary>
    Addresses,

    /// <summary>Verdicts that a newer revision has replaced, places by address data that a newer version has.</summary>
    Superseded,
}
