namespace Suyuan.Model;

/// <summary>The family of every record of a <see cref="FlowBatch"/>.</summary>
public enum AddressFamily : byte
{
    V4 = 4,
    V6 = 6,
}
