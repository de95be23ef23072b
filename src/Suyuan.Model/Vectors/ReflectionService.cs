namespace Suyuan.Model;

/// <summary>IP packet lengths, octets, both ends included.</summary>
public readonly record struct LengthRange(ushort Min, ushort Max)
{
    public bool Contains(int length) => length >= Min && length <= Max;
}

/// <summary>A service that strangers' forged requests turn into a reflector.</summary>
/// <param name="Token">Protocol token of resources; the vector's token is <c>{Token}-reflection</c>.</param>
/// <param name="Ports">UDP ports it answers from.</param>
/// <param name="Signature">IPv4 lengths of abused answers; empty = answers carry no size signature.</param>
/// <param name="Confidence">Probability that a responder with the signature and enough fan-in is abused (methods.md §3.1, 5).</param>
/// <param name="MinReflectors">Responders that an attack needs; 1 where no one answers the Internet from that port legitimately.</param>
/// <param name="Amplification">Published bandwidth amplification factor, as text with its source.</param>
public sealed record ReflectionService(
    string Token, string NameEn, string NameZh, ushort[] Ports, LengthRange[] Signature, double Confidence, int MinReflectors, string Amplification)
{
    private const int LongerHeader = 20;

    public bool HasSignature => Signature.Length > 0;

    /// <param name="ipLength">Mean length of the packets.</param>
    /// <param name="isV4">IPv6 has a header of 40 octets in place of 20 (RFC 8200 §3).</param>
    public bool Matches(long ipLength, bool isV4 = true)
    {
        int length = (int)Math.Min(isV4 ? ipLength : ipLength - LongerHeader, ushort.MaxValue);
        foreach (LengthRange range in Signature)
        {
            if (range.Contains(length))
            {
                return true;
            }
        }
        return false;
    }
}
