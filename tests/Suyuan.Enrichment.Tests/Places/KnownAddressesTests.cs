using Suyuan.Enrichment;
using Suyuan.Model;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Places;

/// <summary>Addresses whose place is known from their operators’ own words (testdata/addresses.csv; "-" unknown, "*" anycast), against this machine’s address data.</summary>
public sealed class KnownAddressesTests
{
    // Of the version of 2026-06: what a source loses must not go unnoticed.
    [Theory]
    [InlineData("country", 0.99)]
    [InlineData("province", 0.92)]
    [InlineData("operator", 0.97)]
    [InlineData("cloud", 0.95)]
    public void Are_placed_where_they_are(string field, double least)
    {
        if (!AddressData.Exists(AddressDataLocation.Default))
        {
            Assert.Skip("no address data: suyuan data update");
        }
        using AddressData data = AddressData.Open(AddressDataLocation.Default);
        string[] lines = File.ReadAllLines(Fixtures.Beside("../../testdata/addresses.csv"));
        int column = Array.IndexOf(lines[0].Split(','), field);
        List<string> wrong = [];
        int known = 0;
        foreach (string[] row in lines.Skip(1).Select(line => line.Split(',')).Where(row => row[column] is not ("-" or "*")))
        {
            Place place = data.Find(IpAddress.Parse(row[0]));
            string? found = field switch
            {
                "country" => place.Country,
                "province" => place.Province,
                "operator" => place.Operator,
                _ => place.Cloud,
            };
            known++;
            if (found != row[column])
            {
                wrong.Add($"{row[0]}: {row[column]}, found {found ?? "nothing"}");
            }
        }
        Assert.True(known - wrong.Count >= least * known, $"{field}: {known - wrong.Count} of {known}; {string.Join("; ", wrong)}");
    }
}
