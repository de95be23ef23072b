using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>How a mail server is spoken to.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS (RFC 3207), and nothing without it.</summary>
    Starttls,
    /// <summary>TLS from the first octet (RFC 8314).</summary>
    Implicit,
    /// <summary>In the clear, such as to a relay on this machine.</summary>
    None,
}

/// <param name="User">Null = no login. Never sent in the clear.</param>
public sealed record MailOptions(string Host, int Port, MailSecurity Security, string From, IReadOnlyList<string> To, string? User, string? Password);

/// <summary>Alarms as e-mail: a connection for each, they are few.</summary>
public sealed class MailChannel(string name, MailOptions options, TimeProvider clock) : IAlarmChannel
{
    public string Name => name;

    public string Receiver => string.Create(CultureInfo.InvariantCulture, $"smtp://{options.Host}:{options.Port}");

    public async Task Send(AlarmNotice notice, CancellationToken cancel)
    {
        using MimeMessage message = Write(notice);
        try
        {
            using SmtpClient client = new();
            SecureSocketOptions security = options.Security switch
            {
                MailSecurity.Starttls => SecureSocketOptions.StartTls,
                MailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            };
            await client.ConnectAsync(options.Host, options.Port, security, cancel);
            if (options.User is string user)
            {
                await client.AuthenticateAsync(user, options.Password ?? "", cancel);
            }
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (SmtpCommandException refused)
        {
            // 4yz is transient, 5yz is for good (RFC 5321 §4.2.1).
            throw new DeliveryException(string.Create(CultureInfo.InvariantCulture, $"it answered {(int)refused.StatusCode} {refused.Message}"), (int)refused.StatusCode < 500, inner: refused);
        }
        catch (Exception error) when (error is SocketException or IOException or ProtocolException or SslHandshakeException or AuthenticationException or NotSupportedException)
        {
            // A login that was refused, or a server without STARTTLS, does not change by itself.
            throw new DeliveryException(error.Message.Split('\n')[0].Trim(), error is not (AuthenticationException or NotSupportedException), inner: error);
        }
    }

    public void Dispose()
    {
    }

    private MimeMessage Write(AlarmNotice notice)
    {
        Alarm alarm = notice.Alarm;
        MimeMessage message = new();
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.AddRange(options.To.Select(MailboxAddress.Parse));
        message.Date = clock.GetUtcNow();
        message.Subject = notice.Change == AlarmChange.Test
            ? "[Suyuan] test alarm" : $"[Suyuan] {notice.Change.ToString().ToLowerInvariant()}: {string.Join('+', alarm.Vectors.Select(vector => vector.Vector))} on {alarm.Target}";
        // Mail programs show the messages of one alarm together.
        string domain = MailboxAddress.Parse(options.From).Domain;
        message.MessageId = $"{notice.Delivery}.{message.Date.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}@{domain}";
        message.References.Add($"{alarm.Id}@{domain}");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        StringBuilder text = new();
        text.AppendLine(notice.Text).AppendLine();
        foreach (AlarmVector vector in alarm.Vectors)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{vector.Vector}: {vector.First:yyyy-MM-dd HH:mm:ss} to {vector.Last:yyyy-MM-dd HH:mm:ss} UTC, up to {vector.PeakPps:N0} packets/s, {vector.PeakBps:N0} bit/s (estimated)");
        }
        message.Body = new TextPart("plain") { Text = text.ToString() };
        return message;
    }
}
