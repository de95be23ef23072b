namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>What a finding means for the results.</summary>
public enum Weight
{
    /// <summary>A fact, as it should be.</summary>
    Fine,
    /// <summary>It works, and could be better.</summary>
    Advice,
    /// <summary>Attacks are missed or measured wrongly.</summary>
    Problem,
}
