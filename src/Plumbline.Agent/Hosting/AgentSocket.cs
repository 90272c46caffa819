using System.Net.Sockets;

namespace Plumbline.Agent.Hosting;

/// <summary>The Unix domain socket on which controllers reach the agent.</summary>
internal sealed class AgentSocket : IDisposable
{
    private readonly Socket _listener;
    private readonly string _path;
    private int _closed;

    private AgentSocket(Socket listener, string path)
    {
        _listener = listener;
        _path = path;
    }

    /// <summary>Binds <c>plumbline-PID.sock</c> in the first of TMPDIR, /tmp and /dev/shm that can be written.</summary>
    public static AgentSocket Bind()
    {
        Exception? failure = null;
        foreach (var directory in new[] { Environment.GetEnvironmentVariable("TMPDIR"), "/tmp", "/dev/shm" })
        {
            if (string.IsNullOrEmpty(directory))
            {
                continue;
            }

            try
            {
                return BindAt(Path.Combine(directory, $"plumbline-{Environment.ProcessId}.sock"));
            }
            catch (Exception fault) when (fault is IOException or SocketException or UnauthorizedAccessException or ArgumentException)
            {
                failure = fault;
            }
        }

        throw new IOException("No directory for the agent's socket can be written.", failure);
    }

    /// <summary>The next controller, or null once the socket is closed.</summary>
    public Socket? Accept()
    {
        try
        {
            return _listener.Accept();
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Closes once: after that the path may belong to the next agent.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _listener.Dispose();
            File.Delete(_path);
        }
    }

    private static AgentSocket BindAt(string path)
    {
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before Listen, so the mode is in force before the first controller.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            listener.Listen(8);
            return new AgentSocket(listener, path);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }
}
