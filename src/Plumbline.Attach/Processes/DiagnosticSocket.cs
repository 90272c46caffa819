using System.Globalization;
using System.Net.Sockets;

namespace Plumbline.Attach.Processes;

internal enum SocketState
{
    /// <summary>No socket file for this process.</summary>
    Missing,

    /// <summary>A file is there, and nobody listens: left over by a process that was killed.</summary>
    Dead,

    /// <summary>It may not be opened by this user.</summary>
    Forbidden,

    /// <summary>The runtime took the connection but said nothing: stopped, or too busy.</summary>
    Silent,

    Answering,
}

/// <summary>The runtime's diagnostics socket of one process.</summary>
internal static class DiagnosticSocket
{
    /// <summary>
    /// Path from here, or null. The name holds pid and start time, so that a file left over by an earlier process of the same pid is not
    /// taken for this one's; only where no exact name is found does any socket of that pid count.
    /// </summary>
    public static string? Find(ProcessStatus status, TargetRoot root, IEnumerable<string> temporaryDirectories)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{status.NamespacePid}-");
        var exact = string.Create(CultureInfo.InvariantCulture, $"{stem}{status.StartTime}-socket");
        string? other = null;
        foreach (var directory in temporaryDirectories)
        {
            var outside = root.Outside(directory);
            var path = Path.Combine(outside, exact);
            if (File.Exists(path))
            {
                return path;
            }

            other ??= Any(outside, stem);
        }

        return other;
    }

    /// <summary>Connects; the caller owns the socket. A refused connection is told by its state.</summary>
    public static async Task<(SocketState State, Socket? Socket)> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return (SocketState.Answering, socket);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            return (StateOf(e), null);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SocketState StateOf(Exception e) => (e as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => SocketState.Dead,
        SocketError.AccessDenied => SocketState.Forbidden,
        _ => SocketState.Missing,
    };

    private static string? Any(string directory, string stem)
    {
        try
        {
            return Directory.EnumerateFiles(directory, stem + "*-socket").FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
