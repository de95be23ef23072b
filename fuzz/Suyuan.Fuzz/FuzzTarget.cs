namespace Suyuan.Fuzz;

/// <summary>A decoder, and what must hold of it for any octets.</summary>
/// <param name="name">As the command line and the folders of seeds and findings have it.</param>
internal abstract class FuzzTarget(string name)
{
    public string Name => name;

    /// <summary>Inputs are sequences of datagrams (<see cref="Datagrams"/>), which are mutated as such.</summary>
    public virtual bool IsFramed => false;

    /// <summary>Octets that one input may make the decoder allocate, whatever its length fields say.</summary>
    public virtual long MaxAllocation => 96 << 20;

    /// <summary>Sound inputs to begin from, made out of fixtures; more stand in the corpus folder.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <returns>What became of the input, as a number: inputs of a new outcome are worth mutating further.</returns>
    /// <exception cref="Oracles.OracleException">Something that must hold does not. Any other exception is a finding too.</exception>
    public abstract ulong Run(byte[] input);
}
