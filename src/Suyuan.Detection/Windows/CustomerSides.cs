using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>Which origins may face customers: interfaces of exporters, but for those that are known to look elsewhere. Remembered by origin.</summary>
internal sealed class CustomerSides(ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
{
    /// <summary>By origin: 0 not looked at yet, 1 may face customers, 2 does not.</summary>
    private byte[] _sides = [];

    public bool MayFaceCustomers(int origin)
    {
        if (origin >= _sides.Length)
        {
            Array.Resize(ref _sides, Math.Max(64, 2 * origin));
        }
        if (_sides[origin] == 0)
        {
            Origin at = origins[origin];
            bool other = exporters.IsCapture(at.Exporter) || directory.Find(exporters.Key(at.Exporter), at.Interface)?.Role is InterfaceRole.Peering or InterfaceRole.Core;
            _sides[origin] = (byte)(other ? 2 : 1);
        }
        return _sides[origin] == 1;
    }
}
