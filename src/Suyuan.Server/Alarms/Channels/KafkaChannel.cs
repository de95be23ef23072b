using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Suyuan.Server.Api;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>How brokers are spoken to.</summary>
public enum KafkaSecurity
{
    /// <summary>In the clear.</summary>
    None,
    Tls,
}

/// <summary>How a user is proved to brokers (SASL).</summary>
public enum KafkaLogin
{
    /// <summary>The password itself, within TLS only.</summary>
    Plain,
    /// <summary>RFC 7677.</summary>
    Scram256,
    Scram512,
}

/// <param name="Brokers">Host and port of some; they name the others.</param>
/// <param name="Authorities">PEM file of the authorities that the brokers' certificates must rest on; null = those that the machine trusts.</param>
/// <param name="User">Null = no login.</param>
public sealed record KafkaOptions(IReadOnlyList<string> Brokers, string Topic, KafkaSecurity Security, string? Authorities, KafkaLogin Login, string? User, string? Password);

/// <summary>
/// Alarms as records of a topic: the alarm's id as key, so that a partition holds an alarm's messages in their order, and the webhook's JSON as value. A record counts as
/// taken when all replicas in sync have it.
/// </summary>
public sealed class KafkaChannel : IAlarmChannel
{
    public const string DeliveryHeader = "suyuan-delivery";

    /// <summary>Less than a try is waited for, so that the library's own word on what went wrong is heard.</summary>
    private const int PatienceMs = 8_000;

    private readonly KafkaOptions _options;
    private IProducer<string, byte[]>? _producer;
    private volatile string? _lastError;

    public KafkaChannel(string name, KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Name, _options, Receiver) = (name, options, $"kafka://{string.Join(',', options.Brokers)}/{options.Topic}");
    }

    public string Name { get; }

    public string Receiver { get; }

    public async Task Send(AlarmNotice notice, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(notice);
        Message<string, byte[]> message = new()
        {
            Key = notice.Alarm.Id,
            Value = JsonSerializer.SerializeToUtf8Bytes(notice, ApiJson.Options),
            Headers = new Headers { { DeliveryHeader, Encoding.ASCII.GetBytes(notice.Delivery) } },
        };
        try
        {
            _lastError = null;
            await (_producer ??= Connect()).ProduceAsync(_options.Topic, message, cancel);
        }
        catch (KafkaException error)
        {
            if (error.Error.IsFatal)
            {
                Disconnect();
            }
            // Where no broker answered, the library knows more than that time ran out.
            string reason = error.Error.IsLocalError && _lastError is string last ? last : error.Error.Reason;
            throw new DeliveryException(reason, !IsForGood(error.Error.Code), inner: error);
        }
        catch (InvalidOperationException error)
        {
            throw new DeliveryException(error.Message, worthRetrying: false, inner: error);
        }
    }

    public void Dispose() => Disconnect();

    /// <summary>What the record or the login is refused for will be refused again.</summary>
    private static bool IsForGood(ErrorCode code) => code is ErrorCode.MsgSizeTooLarge or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.SaslAuthenticationFailed or ErrorCode.TopicException or ErrorCode.PolicyViolation or ErrorCode.InvalidRecord or ErrorCode.Local_Authentication;

    private IProducer<string, byte[]> Connect()
    {
        ProducerConfig config = new()
        {
            BootstrapServers = string.Join(',', _options.Brokers),
            ClientId = "suyuan",
            Acks = Acks.All,
            // One record at a time: none waits for another to go with.
            LingerMs = 0,
            MessageTimeoutMs = PatienceMs,
            SocketTimeoutMs = PatienceMs,
            SecurityProtocol = (_options.Security, _options.User) switch
            {
                (KafkaSecurity.Tls, null) => SecurityProtocol.Ssl,
                (KafkaSecurity.Tls, _) => SecurityProtocol.SaslSsl,
                (_, null) => SecurityProtocol.Plaintext,
                _ => SecurityProtocol.SaslPlaintext,
            },
            SslCaLocation = _options.Authorities,
        };
        if (_options.User is string user)
        {
            config.SaslMechanism = _options.Login switch { KafkaLogin.Scram256 => SaslMechanism.ScramSha256, KafkaLogin.Scram512 => SaslMechanism.ScramSha512, _ => SaslMechanism.Plain };
            (config.SaslUsername, config.SaslPassword) = (user, _options.Password);
        }
        // Its words go into the message that was not delivered, not to standard error.
        return new ProducerBuilder<string, byte[]>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, error) => _lastError = error.Reason).Build();
    }

    private void Disconnect()
    {
        _producer?.Dispose();
        _producer = null;
    }
}
