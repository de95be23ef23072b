using Suyuan.Model;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests;

public sealed class VectorCatalogTests
{
    [Fact]
    public void Tokens_are_unique_and_lead_back_to_their_vector()
    {
        Assert.Equal(VectorCatalog.Tokens.Length, VectorCatalog.Tokens.Distinct().Count());
        Assert.All(VectorCatalog.All, vector => Assert.Equal(vector, AttackVector.Parse(vector.Token)));
        Assert.False(AttackVector.TryParse("none", out _));
    }

    [Fact]
    public void A_port_belongs_to_one_service()
    {
        ushort[] ports = VectorCatalog.Services.SelectMany(service => service.Ports).ToArray();
        Assert.Equal(ports.Length, ports.Distinct().Count());
        Assert.Equal("ntp-reflection", new AttackVector(VectorCatalog.CodeByServicePort[123]).Token);
        Assert.Equal(0, VectorCatalog.CodeByServicePort[80]);
    }

    [Fact]
    public void Signatures_hold_the_abused_answers_and_not_the_ordinary_ones()
    {
        ReflectionService ntp = AttackVector.Parse("ntp-reflection").Service!;
        Assert.True(ntp.Matches(468));
        Assert.False(ntp.Matches(76));
        Assert.False(ntp.Matches(110));
    }

    [Fact]
    public void Floods_have_no_service_and_tcp_reflection_is_reflection()
    {
        Assert.Null(VectorCatalog.SynFlood.Service);
        Assert.False(VectorCatalog.SynFlood.IsReflection);
        Assert.True(VectorCatalog.TcpReflection.IsReflection);
    }

    [Fact]
    public void The_page_on_vectors_lists_each_of_them_with_its_ports_sizes_and_numbers()
    {
        IReadOnlyDictionary<string, string[]> rows = DocumentTable.Rows("docs/concepts/vectors.md");

        Assert.Equal(VectorCatalog.All.Select(vector => vector.Token).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(VectorCatalog.Services, service =>
        {
            string sizes = service.HasSignature ? string.Join(", ", service.Signature.Select(size => $"{size.Min}–{size.Max}")) : "–";
            string[] expected =
            [
                service.NameEn, string.Join(", ", service.Ports), sizes, DocumentTable.Number(service.Confidence), DocumentTable.Number(service.MinReflectors), service.Amplification,
            ];
            Assert.Equal(expected, rows[service.Token + "-reflection"][1..]);
        });
    }
}
