namespace Suyuan.Model;

/// <summary>IP packet lengths, octets, both ends included.</summary>
public readonly record struct LengthRange(ushort Min, ushort Max)
{
    public bool Contains(int length) => length >= Min && length <= Max;
}

/// <summary>A service that strangers' forged requests turn into a reflector.</summary>
/// <param name="Token">Protocol token of resources; the vector's token is <c>{Token}-reflection</c>.</param>
/// <param name="Ports">UDP ports it answers from.</param>
/// <param name="Signature">IP lengths of abused answers; empty = answers carry no size signature.</param>
/// <param name="Confidence">Probability that a responder with the signature and enough fan-in is abused (methods.md §3.1, 5).</param>
/// <param name="MinReflectors">Responders that an attack needs; 1 where no one answers the Internet from that port legitimately.</param>
/// <param name="Amplification">Published bandwidth amplification factor, as text with its source.</param>
public sealed record ReflectionService(
    string Token, string NameEn, string NameZh, ushort[] Ports, LengthRange[] Signature, double Confidence, int MinReflectors, string Amplification)
{
    public bool HasSignature => Signature.Length > 0;

    public bool Matches(int ipLength)
    {
        foreach (LengthRange range in Signature)
        {
            if (range.Contains(ipLength))
            {
                return true;
            }
        }
        return false;
    }
}
