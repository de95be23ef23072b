using System.Net;
using System.Net.Sockets;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

// Batches of rows go to a sink; a writer fills them out of a pool; exporters are interned, so that a row carries two octets of them.
TopTargets targets = new();
FlowWriter writer = new(targets.Pool, targets);
ExporterTable exporters = new();

if (args is ["listen", string port, string datagrams])
{
    // UDP payloads: NetFlow v5, v7 and v9, IPFIX and sFlow v5, told apart by their version. One decoder remembers templates and sampling rates.
    DecodeFaultCounts faults = new();
    ExportDecoder decoder = new(exporters, writer, faults);
    using UdpClient socket = new(int.Parse(port));
    for (int left = int.Parse(datagrams); left > 0; left--)
    {
        IPEndPoint sender = new(IPAddress.Any, 0);
        byte[] payload = socket.Receive(ref sender);
        decoder.Decode(payload, IpAddress.From(sender.Address), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }
    Report(decoder.Records, faults);
}
else
{
    // Files: pcap, pcapng, nfcapd, datagrams one behind the other; told apart by their content, compressed or not.
    InputSurvey survey = InputSurveyor.Survey(args[0]);
    Console.WriteLine(survey.Refusal is null ? $"{survey.Format}, {survey.Bytes} octets" : $"not read: {survey.Refusal}");
    using IFlowReader reader = FlowReaders.Open(survey, exporters, packets: writer, exports: writer);
    while (reader.Read())
    {
        // A piece of the file has become rows.
    }
    Report(reader.RecordsRead, reader.Faults);
}

void Report(long records, DecodeFaultCounts faults)
{
    writer.Flush();
    Console.WriteLine($"{records} records of {exporters.Count - 1} exporters with a name");
    foreach ((DecodeFault fault, long count) in faults.NonZero)
    {
        Console.WriteLine($"{count} refused: {fault}");
    }
    foreach ((IpAddress target, long octets) in targets.Octets.OrderByDescending(pair => pair.Value).Take(3))
    {
        Console.WriteLine($"{target}: {octets} octets estimated");
    }
}

/// <summary>Adds up what each destination received, column by column.</summary>
internal sealed class TopTargets : IFlowSink
{
    public FlowBatchPool Pool { get; } = new();

    public Dictionary<IpAddress, long> Octets { get; } = [];

    public void Add(FlowBatch batch)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            // Counts are as observed; sampled exporters saw one packet in so many. 0 = nobody said, which counts as 1.
            long factor = Math.Max(1, batch.SamplingInterval[row]);
            IpAddress target = batch.Destination(row);
            Octets[target] = Octets.GetValueOrDefault(target) + (batch.Octets[row] * factor);
        }
        Pool.Return(batch);
    }
}
