using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Suyuan.Server.Alarms.Channels;

/// <summary>How syslog messages travel.</summary>
public enum SyslogTransport
{
    /// <summary>One message a datagram (RFC 5426): nobody says whether it came.</summary>
    Udp,
    /// <summary>Octets counted (RFC 6587 §3.4.1).</summary>
    Tcp,
    /// <summary>The same within TLS (RFC 5425).</summary>
    Tls,
}

/// <param name="Facility">0 to 23 (RFC 5424 §6.2.1); 16 = local0.</param>
/// <param name="Enterprise">Private enterprise number of the structured data.</param>
/// <param name="Authorities">Certificates that the receiver's must rest on; null = those that the machine trusts.</param>
public sealed record SyslogOptions(string Host, int Port, SyslogTransport Transport, int Facility, int Enterprise, X509Certificate2Collection? Authorities);

/// <summary>Alarms as syslog.</summary>
public sealed class SyslogChannel(string name, SyslogOptions options, TimeProvider clock) : IAlarmChannel
{
    private Stream? _stream;
    private Socket? _socket;

    public string Name => name;

    public string Receiver => $"{options.Transport.ToString().ToLowerInvariant()}://{options.Host}:{options.Port.ToString(CultureInfo.InvariantCulture)}";

    public async Task Send(AlarmNotice notice, CancellationToken cancel)
    {
        byte[] message = SyslogMessage.Of(notice, options.Facility, Environment.MachineName, options.Enterprise, Environment.ProcessId, clock.GetUtcNow());
        try
        {
            if (options.Transport == SyslogTransport.Udp)
            {
                using UdpClient client = new(options.Host, options.Port);
                await client.SendAsync(message, cancel);
                return;
            }
            Stream stream = await Connected(cancel);
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture) + " "), .. message], cancel);
            await stream.FlushAsync(cancel);
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException)
        {
            Disconnect();
            // A certificate may be renewed, a receiver come back.
            throw new DeliveryException(error.InnerException is AuthenticationException inner ? inner.Message : error.Message, worthRetrying: true, inner: error);
        }
        catch (OperationCanceledException)
        {
            // Half a message may have been sent.
            Disconnect();
            throw;
        }
    }

    public void Dispose() => Disconnect();

    /// <summary>Syslog has no answers: a connection that the receiver has closed takes one message more and loses it, so that is looked at first.</summary>
    private async Task<Stream> Connected(CancellationToken cancel)
    {
        if (_stream is not null && _socket is not null && !(_socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0))
        {
            return _stream;
        }
        Disconnect();
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket = socket;
        await socket.ConnectAsync(options.Host, options.Port, cancel);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        NetworkStream plain = new(socket, ownsSocket: true);
        _stream = plain;
        if (options.Transport == SyslogTransport.Tls)
        {
            SslStream secured = new(plain);
            _stream = secured;
            await secured.AuthenticateAsClientAsync(Tls(), cancel);
        }
        return _stream;
    }

    private SslClientAuthenticationOptions Tls()
    {
        SslClientAuthenticationOptions tls = new() { TargetHost = options.Host };
        if (options.Authorities is X509Certificate2Collection authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return tls;
    }

    private void Disconnect()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        (_stream, _socket) = (null, null);
    }
}
