using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using Suyuan.Server.Alarms;
using Suyuan.Server.Alarms.Channels;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>alarms</c> of the configuration: where alarms are sent (docs/alarms.md).</summary>
internal sealed class AlarmsSection
{
    /// <summary>The first eight levels are the machine's own (RFC 5424 §6.2.1).</summary>
    private static readonly string[] s_facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    /// <summary>Times that a message is tried before it is given up. Default 8, over about two minutes.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>Messages that may wait for a channel. Default 1000.</summary>
    public int Queue { get; set; } = 1000;

    /// <summary>HTTP receivers.</summary>
    public List<WebhookSection> Webhooks { get; set; } = [];

    /// <summary>Syslog receivers.</summary>
    public List<SyslogSection> Syslog { get; set; } = [];

    /// <summary>Mail servers.</summary>
    public List<MailSection> Mail { get; set; } = [];

    /// <summary>Kafka topics.</summary>
    public List<KafkaSection> Kafka { get; set; } = [];

    internal sealed class WebhookSection
    {
        /// <summary>What it is called in logs and metrics.</summary>
        public string? Name { get; set; }

        /// <summary>Where it is posted to, http or https.</summary>
        public string Url { get; set; } = "";

        /// <summary>File that holds the secret of the signature; its last line break does not count. Or:</summary>
        public string? SecretFile { get; set; }

        /// <summary>Environment variable that holds it.</summary>
        public string? SecretVariable { get; set; }
    }

    internal sealed class SyslogSection
    {
        /// <summary>What it is called in logs and metrics.</summary>
        public string? Name { get; set; }

        /// <summary>Name or address of the receiver.</summary>
        public string Host { get; set; } = "";

        /// <summary>Default 514; with tls 6514.</summary>
        public int? Port { get; set; }

        /// <summary>udp, tcp or tls. Default udp.</summary>
        public string Transport { get; set; } = "udp";

        /// <summary>Default local0.</summary>
        public string Facility { get; set; } = "local0";

        /// <summary>Private enterprise number of the structured data. Default 32473, which is that of examples (RFC 5612).</summary>
        public int Enterprise { get; set; } = 32473;

        /// <summary>PEM file of the authorities that the receiver's certificate must rest on. Default: those that this machine trusts.</summary>
        public string? Authorities { get; set; }
    }

    internal sealed class MailSection
    {
        /// <summary>What it is called in logs and metrics.</summary>
        public string? Name { get; set; }

        /// <summary>Name or address of the mail server.</summary>
        public string Host { get; set; } = "";

        /// <summary>Default 587; with security implicit 465, with none 25.</summary>
        public int? Port { get; set; }

        /// <summary>starttls, implicit or none. Default starttls.</summary>
        public string Security { get; set; } = "starttls";

        /// <summary>Address that it comes from.</summary>
        public string From { get; set; } = "";

        /// <summary>Addresses that it goes to.</summary>
        public List<string> To { get; set; } = [];

        /// <summary>Default: no login.</summary>
        public string? User { get; set; }

        /// <summary>File that holds the password; its last line break does not count. Or:</summary>
        public string? PasswordFile { get; set; }

        /// <summary>Environment variable that holds it.</summary>
        public string? PasswordVariable { get; set; }
    }

    internal sealed class KafkaSection
    {
        /// <summary>What it is called in logs and metrics.</summary>
        public string? Name { get; set; }

        /// <summary>Some of the brokers, host:port.</summary>
        public List<string> Brokers { get; set; } = [];

        /// <summary>Default suyuan.alarms.</summary>
        public string Topic { get; set; } = "suyuan.alarms";

        /// <summary>tls or none. Default tls.</summary>
        public string Security { get; set; } = "tls";

        /// <summary>PEM file of the authorities that the brokers' certificates must rest on. Default: those that this machine trusts.</summary>
        public string? Authorities { get; set; }

        /// <summary>plain, scram256 or scram512. Default scram512.</summary>
        public string Login { get; set; } = "scram512";

        /// <summary>Default: no login.</summary>
        public string? User { get; set; }

        /// <summary>File that holds the password; its last line break does not count. Or:</summary>
        public string? PasswordFile { get; set; }

        /// <summary>Environment variable that holds it.</summary>
        public string? PasswordVariable { get; set; }
    }

    /// <exception cref="ConfigurationException">A value cannot be used, or a secret is not there.</exception>
    public AlarmOptions ToOptions(string store, TimeProvider clock)
    {
        Within(Attempts, "attempts", 1, 100);
        Within(Queue, "queue", 1, 1_000_000);
        IAlarmChannel[] channels =
        [
            .. Webhooks.Select((one, index) => Channel(one, $"alarms.webhooks[{index}]", one.Name ?? $"webhook-{index + 1}", clock)),
            .. Syslog.Select((one, index) => Channel(one, $"alarms.syslog[{index}]", one.Name ?? $"syslog-{index + 1}", clock)),
            .. Mail.Select((one, index) => Channel(one, $"alarms.mail[{index}]", one.Name ?? $"mail-{index + 1}", clock)),
            .. Kafka.Select((one, index) => Channel(one, $"alarms.kafka[{index}]", one.Name ?? $"kafka-{index + 1}")),
        ];
        return channels.GroupBy(channel => channel.Name).FirstOrDefault(same => same.Count() > 1) is IGrouping<string, IAlarmChannel> twice
            ? throw new ConfigurationException($"alarms: two channels have the name '{twice.Key}'")
            : new AlarmOptions { File = AlarmOptions.FileOf(store), Channels = channels, Retry = new RetryOptions { Attempts = Attempts, Waiting = Queue } };
    }

    private static WebhookChannel Channel(WebhookSection section, string key, string name, TimeProvider clock)
    {
        if (!Uri.TryCreate(section.Url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new ConfigurationException($"{key}.url: '{section.Url}' is no http or https address (without a user)");
        }
        string secret = Secret(key, "secret", section.SecretFile, section.SecretVariable)
            ?? throw new ConfigurationException($"{key}: neither secret_file nor secret_variable says what messages are signed with");
        byte[] octets = System.Text.Encoding.UTF8.GetBytes(secret);
        return octets.Length >= 16
            ? new WebhookChannel(name, address, octets, clock)
            : throw new ConfigurationException($"{key}: the secret has fewer than 16 octets; such as {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))} will do");
    }

    private static SyslogChannel Channel(SyslogSection section, string key, string name, TimeProvider clock)
    {
        Host(section.Host, key);
        SyslogTransport transport = Token<SyslogTransport>(section.Transport, $"{key}.transport");
        int facility = Array.IndexOf(s_facilities, section.Facility);
        if (facility < 0)
        {
            throw new ConfigurationException($"{key}.facility: '{section.Facility}' is none of {string.Join(", ", s_facilities)}");
        }
        Within(section.Enterprise, $"{key["alarms.".Length..]}.enterprise", 1, int.MaxValue);
        X509Certificate2Collection? authorities = null;
        if (section.Authorities is string file)
        {
            authorities = [];
            try
            {
                authorities.ImportFromPemFile(file);
            }
            catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException($"{key}.authorities: {file} cannot be read as PEM certificates: {error.Message}", error);
            }
        }
        int port = Port(section.Port, transport == SyslogTransport.Tls ? 6514 : 514, key);
        return new SyslogChannel(name, new SyslogOptions(section.Host, port, transport, facility, section.Enterprise, authorities), clock);
    }

    private static MailChannel Channel(MailSection section, string key, string name, TimeProvider clock)
    {
        Host(section.Host, key);
        MailSecurity security = Token<MailSecurity>(section.Security, $"{key}.security");
        if (section.To.Count == 0)
        {
            throw new ConfigurationException($"{key}.to: names nobody");
        }
        foreach (string address in section.To.Prepend(section.From))
        {
            if (!MailboxAddress.TryParse(address, out MailboxAddress? box) || box.Domain.Length == 0)
            {
                throw new ConfigurationException($"{key}: '{address}' is no mail address");
            }
        }
        string? password = Secret(key, "password", section.PasswordFile, section.PasswordVariable);
        if (section.User is not null && (password is null || security == MailSecurity.None))
        {
            throw new ConfigurationException(password is null
                ? $"{key}: user is set, but neither password_file nor password_variable" : $"{key}: a password is not sent in the clear; set security to starttls or implicit");
        }
        int port = Port(section.Port, security switch { MailSecurity.Starttls => 587, MailSecurity.Implicit => 465, _ => 25 }, key);
        return new MailChannel(name, new MailOptions(section.Host, port, security, section.From, [.. section.To], section.User, password), clock);
    }

    private static KafkaChannel Channel(KafkaSection section, string key, string name)
    {
        if (section.Brokers.Count == 0)
        {
            throw new ConfigurationException($"{key}.brokers: names none");
        }
        foreach (string broker in section.Brokers)
        {
            if (!Uri.TryCreate("kafka://" + broker, UriKind.Absolute, out Uri? address) || address.Port <= 0 || address.AbsolutePath != "/" || address.UserInfo.Length > 0 || broker.Contains(',', StringComparison.Ordinal))
            {
                throw new ConfigurationException($"{key}.brokers: '{broker}' is no host and port, such as kafka.example.net:9093");
            }
        }
        // The names that brokers take.
        if (section.Topic.Length is 0 or > 249 || section.Topic is "." or ".." || section.Topic.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-')))
        {
            throw new ConfigurationException($"{key}.topic: '{section.Topic}' is no name of a topic: letters, digits, '.', '_' and '-'");
        }
        KafkaSecurity security = Token<KafkaSecurity>(section.Security, $"{key}.security");
        KafkaLogin login = Token<KafkaLogin>(section.Login, $"{key}.login");
        string? password = Secret(key, "password", section.PasswordFile, section.PasswordVariable);
        if (section.User is not null && password is null)
        {
            throw new ConfigurationException($"{key}: user is set, but neither password_file nor password_variable");
        }
        if (section.User is not null && login == KafkaLogin.Plain && security == KafkaSecurity.None)
        {
            throw new ConfigurationException($"{key}: a password is not sent in the clear; set security to tls or login to scram512");
        }
        if (section.Authorities is string file && !File.Exists(file))
        {
            throw new ConfigurationException($"{key}.authorities: there is no {file}");
        }
        return new KafkaChannel(name, new KafkaOptions([.. section.Brokers], section.Topic, security, section.Authorities, login, section.User, password));
    }

    /// <summary>Secrets stay out of the configuration, which others read, and out of command lines, which all see.</summary>
    private static string? Secret(string key, string what, string? file, string? variable)
    {
        if (file is not null && variable is not null)
        {
            throw new ConfigurationException($"{key}: {what}_file and {what}_variable are both set; one is enough");
        }
        if (file is not null)
        {
            try
            {
                return File.ReadAllText(file).TrimEnd('\n', '\r');
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException($"{key}.{what}_file: {error.Message}", error);
            }
        }
        return variable is null ? null
            : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value
            : throw new ConfigurationException($"{key}.{what}_variable: the environment has no {variable}");
    }

    private static void Host(string host, string key)
    {
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new ConfigurationException($"{key}.host: '{host}' is neither a name nor an address");
        }
    }

    private static int Port(int? port, int usual, string key) =>
        port is null ? usual : port is > 0 and < 65_536 ? port.Value : throw new ConfigurationException($"{key}.port: {port} is not between 1 and 65535");

    private static T Token<T>(string text, string key)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is string known
            ? Enum.Parse<T>(known)
            : throw new ConfigurationException($"{key}: '{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}");

    private static void Within(int value, string key, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ConfigurationException($"alarms.{key}: {value} is not between {least} and {most}");
        }
    }
}
