using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>Writes what an operator would tell of its exporters.</summary>
internal static class ExportersFile
{
    public const string Name = "exporters.csv";

    public static void Write(string path, World world)
    {
        using StreamWriter writer = new(path) { NewLine = "\r\n" };
        writer.WriteLine("exporter,interface,role,prefixes,router,address,province,operator,name");
        foreach (ExporterModel exporter in world.Exporters)
        {
            foreach (InterfaceModel row in exporter.Interfaces)
            {
                string role = row.Role switch
                {
                    InterfaceRole.Edge => "edge",
                    InterfaceRole.Peering => "peering",
                    InterfaceRole.Core => "core",
                    _ => "",
                };
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{exporter.Address},{row.Index},{role},{string.Join(' ', row.Prefixes)},{exporter.Router},{exporter.PublicAddress},{exporter.Province},{exporter.Operator},{exporter.Name}"));
            }
        }
    }
}
