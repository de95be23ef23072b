using Suyuan.Detection.Vectors;
using Suyuan.Model;
using Xunit;

namespace Suyuan.Tests.Vectors;

public sealed class VectorClassifierTests
{
    private const FlowFields Tcp = FlowFields.Ports | FlowFields.TcpFlags;

    [Theory]
    [InlineData(17, 123, 40000, 0, 468, "ntp-reflection")]
    [InlineData(17, 123, 123, 0, 468, "ntp-reflection")]
    [InlineData(17, 123, 123, 0, 76, "udp-flood")]
    [InlineData(17, 40000, 123, 0, 76, "udp-flood")]
    [InlineData(17, 0, 0, 0, 1480, "fragment-flood")]
    [InlineData(17, 5000, 0, 0, 28, "udp-flood")]
    [InlineData(6, 40000, 80, 0x02, 40, "syn-flood")]
    [InlineData(6, 40000, 80, 0xC2, 40, "syn-flood")]
    [InlineData(6, 40000, 80, 0x06, 40, "syn-flood")]
    [InlineData(6, 40000, 80, 0x16, 40, "syn-flood")]
    [InlineData(6, 40000, 80, 0x1E, 40, "rst-flood")]
    [InlineData(6, 80, 40000, 0x12, 44, "tcp-reflection")]
    [InlineData(6, 40000, 80, 0x1B, 400, "ack-flood")]
    [InlineData(6, 40000, 80, 0x10, 40, "ack-flood")]
    [InlineData(6, 80, 40000, 0x14, 40, "rst-flood")]
    [InlineData(1, 0, 0x0303, 0, 56, "icmp-flood")]
    [InlineData(47, 0, 0, 0, 500, "gre-flood")]
    [InlineData(132, 0, 0, 0, 500, "other-flood")]
    public void A_record_alone_tells_its_vector(int protocol, int sourcePort, int destinationPort, int flags, int length, string vector) =>
        Assert.Equal(vector, new AttackVector(VectorClassifier.Classify(
            (byte)protocol, (ushort)sourcePort, (ushort)destinationPort, (byte)flags, FragmentFlags.None, Tcp, 1, length, isV4: true)).Token);

    [Fact]
    public void Unknown_tcp_flags_are_not_a_syn() =>
        Assert.Equal("other-flood", new AttackVector(VectorClassifier.Classify(6, 40000, 80, 0, FragmentFlags.None, FlowFields.Ports, 1, 40, isV4: true)).Token);

    [Theory]
    [InlineData(510, "ntp-reflection")]
    [InlineData(210, "udp-flood")]
    [InlineData(96, "udp-flood")]
    public void An_answer_over_IPv6_is_twenty_octets_longer(int length, string vector) =>
        Assert.Equal(vector, new AttackVector(VectorClassifier.Classify(17, 123, 123, 0, FragmentFlags.None, Tcp, 1, length, isV4: false)).Token);
}
