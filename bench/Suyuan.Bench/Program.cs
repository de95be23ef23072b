using System.Globalization;
using System.Text.Json;
using Suyuan.Bench;
using Suyuan.Simulation;
using Suyuan.Simulation.Reference;
using Suyuan.Store;

return args switch
{
    ["nfcapd", string path, string records, string compression] => HeavyTailedFile.Write(path, long.Parse(records, CultureInfo.InvariantCulture), compression),
    ["dump", .. string[] paths] when paths.Length > 0 => FlowCsvDumper.Dump(paths),
    ["decode", string path, string runs] => DecodeTimer.Run(path, int.Parse(runs, CultureInfo.InvariantCulture), ahead: 0),
    ["decode", string path, string runs, string ahead] => DecodeTimer.Run(
        path, int.Parse(runs, CultureInfo.InvariantCulture), int.Parse(ahead, CultureInfo.InvariantCulture)),
    ["decode-exports", string runs] => ExportDecodeTimer.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["decode-samples", string runs] => SampleDecodeTimer.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["decode-odd", string runs] => OddTemplateTimer.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["meter", string flows, string runs] => MeterTimer.Run(int.Parse(flows, CultureInfo.InvariantCulture), int.Parse(runs, CultureInfo.InvariantCulture)),
    ["detect", string records, string targets, string minutes] => DetectionTimer.Run(
        int.Parse(records, CultureInfo.InvariantCulture), uint.Parse(targets, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture)),
    ["detect-exports", string records, string targets, string minutes] => ExportDetectionTimer.Run(
        int.Parse(records, CultureInfo.InvariantCulture), uint.Parse(targets, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture)),
    ["detect-flood-memory", string targets, string sources, string minutes] => FloodMemory.Run(
        uint.Parse(targets, CultureInfo.InvariantCulture), uint.Parse(sources, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture)),
    ["detect-latency", string seconds, string attacks] => AlarmLatency.Run(
        int.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(attacks, CultureInfo.InvariantCulture)),
    ["alarm-latency", string port, string rate, string seconds, string attacks, string receiver] => LiveAlarmLatency.Run(
        int.Parse(port, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture),
        int.Parse(attacks, CultureInfo.InvariantCulture), int.Parse(receiver, CultureInfo.InvariantCulture)),
    ["detect-sample", string folder] => SampleDetection.Run(folder),
    ["load", string port, string rate, string seconds] => LoadSender.Run(
        int.Parse(port, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["pages", string server, string readers, string seconds, string pause] => await PageReaders.Run(
        new Uri(server), int.Parse(readers, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(pause, CultureInfo.InvariantCulture)),
    ["places", string folder] => PlaceTimer.Run(folder),
    ["lists", string file] => ListTimer.Run(file),
    ["statistics", string participations, string file] => StatisticsTimer.Run(long.Parse(participations, CultureInfo.InvariantCulture), file),
    ["quarter-world", string numbers, string part] => WriteQuarter(numbers, int.Parse(part, CultureInfo.InvariantCulture)),
    ["replay", string port, .. string[] paths] when paths.Length > 0 => DatagramReplay.Run(int.Parse(port, CultureInfo.InvariantCulture), paths),
    ["sample", string folder, string seed] => WriteSample(folder, ulong.Parse(seed, CultureInfo.InvariantCulture)),
    ["settled", string store] => WriteSettled(store),
    _ => Usage(),
};

static int WriteSettled(string path)
{
    using DuckDbStore store = DuckDbStore.Open(path, StoreAccess.Read, TimeProvider.System);
    Console.WriteLine(store.LoadSettled().ByExporter.Values.SelectMany(minutes => minutes.Values).Sum(minute => minute.Records));
    return 0;
}

static int WriteSample(string folder, ulong seed)
{
    SimulationResult result = SampleWorld.Write(folder, seed);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Files.Count} files, {result.Octets} octets, {result.SampledPackets} sampled packets, {result.Records} records, {result.Events} events in {result.Folder}"));
    return 0;
}

static int WriteQuarter(string numbers, int part)
{
    using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(numbers));
    Console.Write(QuarterWorld.Write(document.RootElement, part));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Makes inputs for measurements, and measures.
          alarm-latency PORT RATE SECONDS ATTACKS RECEIVER
                                         sends NetFlow v9 and floods to a collector on PORT, and times its webhook's messages, which come to port RECEIVER
          decode FILE RUNS [AHEAD]       times how fast an nfcapd file is decoded, AHEAD blocks ahead on other threads
          decode-exports RUNS            times how fast export datagrams are decoded: NetFlow v5, v9, IPFIX
          decode-samples RUNS            times how fast sFlow samples are decoded
          decode-odd RUNS                times how fast IPFIX records of odd templates are decoded
          detect RECORDS TARGETS MINUTES
                                         times detection on sampled records made in memory
          detect-exports RECORDS TARGETS MINUTES
                                         times decoding and detection of NetFlow v9 datagrams, RECORDS a minute
          detect-flood-memory TARGETS SOURCES MINUTES
                                         measures the memory of detection on minutes of so many distinct targets and sources
          detect-latency SECONDS ATTACKS
                                         times alarms after the record that completes their evidence, at 100,000 records/s
          detect-sample FOLDER           compares the events found in a simulated sample with its truth
          dump FILE...                   flow records of nfcapd files, captures of exports or files of export datagrams, as CSV
          load PORT RATE SECONDS         sends NetFlow v9 to PORT of this machine, RATE records a second
          meter FLOWS RUNS               times how fast packets of a capture are metered into so many flows
          nfcapd PATH RECORDS none|lz4   one nfcapd file (layout 2) of five minutes, heavy-tailed over about a million destinations
          pages URL READERS SECONDS PAUSE
                                         reads pages of a running server, PAUSE ms between two of a reader
          places FOLDER                  times opening the address index of FOLDER and lookups in it
          lists FILE                     times a page of each list of FILE, a store
          statistics PARTICIPATIONS FILE times a quarter's statistics on FILE, a store that is filled where it is not there
          quarter-world NUMBERS PART     the world of a reference quarter, bots and reflectors 1 in PART, from the numbers of its report
          replay PORT FILE...            sends export datagrams to PORT (NetFlow, IPFIX) and PORT + 1 (sFlow) of this machine
          sample FOLDER SEED             the simulated sample of the demo
          settled STORE                  records of all settled minutes
        """);
    return 2;
}
