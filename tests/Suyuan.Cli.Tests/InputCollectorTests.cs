using Suyuan.Cli.Ingest;
using Xunit;

namespace Suyuan.Tests;

public sealed class InputCollectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_are_walked_in_order_without_truth_notes_stores_and_hidden_files()
    {
        foreach (string name in new[] { "b.pcap", "a/c.pcap", "truth/events.csv", "README.md", "LICENSE.txt", ".hidden", "suyuan.duckdb", "suyuan.duckdb.wal", "suyuan.duckdb.owner" })
        {
            Write(name);
        }
        CollectedInputs inputs = InputCollector.Collect([_folder]);
        Assert.Equal(["c.pcap", "b.pcap"], inputs.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Empty(inputs.Refused);
    }

    [Fact]
    public void A_marker_file_makes_all_below_it_simulated()
    {
        Write("world/SIMULATED");
        Write("world/r1/flows.pcap");
        Write("real.pcap");
        Assert.Equal([false, true], InputCollector.Collect([_folder]).Files.Select(file => file.Simulated));
    }

    [Fact]
    public void What_does_not_exist_is_named()
    {
        KeyValuePair<string, string> refused = Assert.Single(InputCollector.Collect([Path.Combine(_folder, "none.pcap")]).Refused);
        Assert.Equal("no such file or folder", refused.Value);
    }

    [Fact]
    public void Exporters_csv_is_configuration_not_input()
    {
        Write("exporters.csv", "exporter,role\n192.0.2.1,edge\n");
        CollectedInputs inputs = InputCollector.Collect([_folder]);
        Assert.Empty(inputs.Files);
        Assert.Single(inputs.Exporters);
    }

    [Fact]
    public void A_link_to_a_folder_is_named_not_followed()
    {
        Write("real/a.pcap");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "in-a-circle"), _folder);
        CollectedInputs inputs = InputCollector.Collect([_folder]);
        Assert.Single(inputs.Files);
        KeyValuePair<string, string> link = Assert.Single(inputs.Refused);
        Assert.Equal("in-a-circle", Path.GetFileName(link.Key));
        Assert.Contains(_folder, link.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_which_nothing_is_to_be_read_is_named_with_what_was_passed_over()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Write("notes/README.md");
        Write("notes/inner/.hidden");
        Write("notes/truth/events.csv");
        CollectedInputs inputs = InputCollector.Collect([Path.Combine(_folder, "empty"), Path.Combine(_folder, "notes")]);
        Assert.Equal(["empty", "notes"], inputs.Refused.Select(refused => Path.GetFileName(refused.Key)));
        Assert.Equal("an empty folder", inputs.Refused[0].Value);
        Assert.Contains("passed over: 3", inputs.Refused[1].Value, StringComparison.Ordinal);
    }

    private void Write(string name, string text = "")
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
