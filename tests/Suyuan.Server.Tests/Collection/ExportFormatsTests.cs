using Suyuan.Server.Collection;
using Suyuan.Telemetry;
using Xunit;

namespace Suyuan.Tests.Collection;

public sealed class ExportFormatsTests
{
    [Fact]
    public void Each_version_that_is_read_has_a_name_of_its_own_and_all_others_share_one()
    {
        HashSet<string> read = [];
        HashSet<string> others = [];
        for (int first = 0; first <= byte.MaxValue; first++)
        {
            for (int second = 0; second <= byte.MaxValue; second++)
            {
                foreach (byte last in (byte[])[0, 5])
                {
                    byte[] datagram = [(byte)first, (byte)second, 0, last];
                    int index = ExportFormats.IndexOf(datagram);
                    Assert.InRange(index, 0, ExportFormats.Count - 1);
                    (ExportDecoder.HasKnownVersion(datagram) ? read : others).Add($"{index} {ExportFormats.Name(index)}");
                }
            }
        }
        Assert.Equal(["0 sFlow v5", "10 IPFIX", "5 NetFlow v5", "7 NetFlow v7", "9 NetFlow v9"], read.Order(StringComparer.Ordinal));
        Assert.Single(others);
        Assert.Equal(1, ExportFormats.IndexOf([]));
    }
}
