using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Siblings;
using Xunit;

namespace Suyuan.Tests;

public sealed class SiblingFileReaderTests
{
    [Theory]
    [InlineData("asn,organisation\n64500,\"Example, Ltd\"\nAS64501,\"Example, Ltd\"\n64502,Other\n")]
    [InlineData("{\"type\":\"Organization\",\"organizationId\":\"X\",\"name\":\"Example\"}\n{\"type\":\"ASN\",\"asn\":\"64500\",\"organizationId\":\"X\"}\r\n"
        + "{\"type\":\"ASN\",\"asn\":64501,\"organizationId\":\"X\"}\n\n{\"type\":\"ASN\",\"asn\":\"64502\",\"organizationId\":\"Y\"}\n")]
    [InlineData("# name: AS Org\n# format:org_id|changed|org_name|country|source\nX|20210401|Example|CN|APNIC\n# format:aut|changed|aut_name|org_id|opaque_id|source\n"
        + "64500|20210401|A|X|o|APNIC\n64501||B|X|o|APNIC\n64502||C|Y|o|APNIC\n")]
    [InlineData("# format: aut|changed|aut_name|org_id|source\n64500|20210401|A|X|APNIC\n64501||B|X|APNIC\n64502||C|Y|APNIC\n")]
    public void Each_notation_names_the_same_siblings(string text)
    {
        (SiblingTable siblings, DecodeFaultCounts faults) = Read(text);

        Assert.Equal(0, faults.Total);
        Assert.Equal([64_500u, 64_501u], siblings.Of(64_501));
        Assert.Equal([64_502u], siblings.Of(64_502));
        Assert.Equal([64_999u], siblings.Of(64_999));
    }

    [Fact]
    public void Bad_lines_are_counted_by_name_with_the_place_of_the_first()
    {
        (SiblingTable siblings, DecodeFaultCounts faults) = Read(
            "64500,A\n64501\n0,A\n4294967296,A\n64502,\n{\"type\":\"ASN\",\"asn\":\"64503\"}\n{\"type\":\"Feed\"}\n" + new string('x', 70_000) + "\n64504,A\n");

        Assert.Equal(5, faults[DecodeFault.MalformedLine]);
        Assert.Equal(2, faults.FirstAt(DecodeFault.MalformedLine));
        Assert.Equal(1, faults[DecodeFault.UnknownLineKind]);
        Assert.Equal(1, faults[DecodeFault.LineTooLong]);
        Assert.Equal([64_500u, 64_504u], siblings.Of(64_500));
    }

    private static (SiblingTable, DecodeFaultCounts) Read(string text) => SiblingFileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
