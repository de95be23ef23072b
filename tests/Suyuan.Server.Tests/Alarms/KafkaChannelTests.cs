using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Suyuan.Server.Alarms;
using Suyuan.Server.Alarms.Channels;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Alarms;

/// <summary>Against the client library's own brokers, which speak Kafka's protocol over sockets of this machine.</summary>
public sealed class KafkaChannelTests : IDisposable
{
    private const string Topic = "suyuan.alarms";

    private static readonly RetryOptions s_quick = new() { Attempts = 2, FirstPause = TimeSpan.FromMilliseconds(2), LongestPause = TimeSpan.FromMilliseconds(5) };

    private readonly IProducer<Null, Null> _cluster;
    private readonly string[] _brokers;

    public KafkaChannelTests()
    {
        ProducerConfig config = new() { BootstrapServers = "127.0.0.1:1" };
        config.Set("test.mock.num.brokers", "3");
        _cluster = new ProducerBuilder<Null, Null>(config).SetLogHandler((_, _) => { }).Build();
        using IAdminClient admin = new DependentAdminClientBuilder(_cluster.Handle).Build();
        _brokers = [.. admin.GetMetadata(TimeSpan.FromSeconds(20)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}")];
    }

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Messages_come_in_their_order_with_the_alarm_as_key_and_the_webhooks_json_as_value()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using KafkaChannel channel = new("siem", Options(_brokers));
        for (int revision = 1; revision <= 3; revision++)
        {
            await channel.Send(Notices.Opened(revision), cancel);
        }

        ConsumeResult<string, byte[]>[] taken = Read(3);
        Assert.Equal(["0123456789abcdef-1-1", "0123456789abcdef-1-2", "0123456789abcdef-1-3"], taken.Select(record => Encoding.ASCII.GetString(record.Message.Headers.GetLastBytes(KafkaChannel.DeliveryHeader))));
        Assert.All(taken, record => Assert.Equal("0123456789abcdef", record.Message.Key));
        Assert.Single(taken.Select(record => record.Partition).Distinct());
        JsonElement notice = JsonElement.Parse(taken[0].Message.Value);
        Assert.Equal(("opened", "203.0.113.7"), (notice.GetProperty("change").GetString(), notice.GetProperty("alarm").GetProperty("target").GetString()));
    }

    [Fact]
    public async Task Behind_a_sender_it_is_retried_while_no_broker_answers_and_given_up_in_words()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using StringWriter log = new();
        RetryOptions impatient = s_quick with { Patience = TimeSpan.FromSeconds(1) };
        using ChannelSender sender = new(new KafkaChannel("siem", Options("127.0.0.1:1")), impatient, TimeProvider.System, TextWriter.Synchronized(log));
        sender.Start();
        sender.Offer(Notices.Opened());
        await Eventually.Holds(() => sender.Dead == 1, "it is given up", cancel);

        Assert.Equal((0, 1), (sender.Sent, sender.Retries));
        Assert.Contains("warning: alarms to siem (kafka://127.0.0.1:1/suyuan.alarms): given up after 2 tries", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_alarm_is_told_to_be_taken_or_why_not()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using KafkaChannel taken = new("siem", Options(_brokers));
        using KafkaChannel unheard = new("lake", Options("127.0.0.1:1"));

        IReadOnlyList<ChannelAnswer> answers = await TestAlarm.Send([taken, unheard], TimeProvider.System, cancel);

        Assert.Equal([true, false], answers.Select(answer => answer.Taken));
        Assert.Contains("127.0.0.1:1", answers[1].Problem, StringComparison.Ordinal);
        Assert.Equal("test", JsonElement.Parse(Assert.Single(Read(1)).Message.Value).GetProperty("change").GetString());
    }

    private static KafkaOptions Options(params string[] brokers) => new(brokers, Topic, KafkaSecurity.None, null, KafkaLogin.Plain, null, null);

    private ConsumeResult<string, byte[]>[] Read(int count)
    {
        ConsumerConfig config = new() { BootstrapServers = string.Join(',', _brokers), GroupId = "test", AutoOffsetReset = AutoOffsetReset.Earliest, EnableAutoCommit = false };
        using IConsumer<string, byte[]> consumer = new ConsumerBuilder<string, byte[]>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Subscribe(Topic);
        List<ConsumeResult<string, byte[]>> taken = [];
        while (taken.Count < count)
        {
            taken.Add(consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException($"{taken.Count} of {count} records came"));
        }
        consumer.Close();
        return [.. taken];
    }
}
