using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Plumbline.Attach.Processes;

/// <summary>What a runtime says about itself.</summary>
/// <param name="Entry">Simple name of the entry assembly; empty before it is known.</param>
/// <param name="Version">Product version with its commit, such as <c>10.0.12+abc</c>.</param>
internal sealed record RuntimeAnswer(string CommandLine, string Architecture, string Entry, string Version);

/// <summary>
/// The ProcessInfo commands of the diagnostics protocol, which the client package keeps internal
/// (documentation of the protocol: dotnet/diagnostics, documentation/design-docs/ipc-protocol.md).
/// </summary>
internal static class RuntimeQuery
{
    private const int HeaderBytes = 20;
    private const int AnswerBytes = 1024 * 1024;
    private static readonly byte[] s_magic = [.. "DOTNET_IPC_V1"u8, 0];

    /// <summary>Asks the newest form first; a runtime before .NET 8 knows only the second.</summary>
    public static async Task<(SocketState State, RuntimeAnswer? Answer)> AskAsync(string path, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        var state = SocketState.Silent;
        foreach (var (command, versioned) in new[] { ((byte)8, true), ((byte)4, false) })
        {
            var (connected, socket) = await ConnectAsync(path, deadline.Token).ConfigureAwait(false);
            if (socket is null)
            {
                return (connected, null);
            }

            using (socket)
            {
                var payload = await ExchangeAsync(socket, command, deadline.Token).ConfigureAwait(false);
                if (payload is { Length: > 0 } && Parse(payload, versioned) is { } answer)
                {
                    return (SocketState.Answering, answer);
                }

                state = payload is null ? SocketState.Silent : SocketState.Answering;
            }
        }

        return (state, null);
    }

    private static async Task<(SocketState, Socket?)> ConnectAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await DiagnosticSocket.ConnectAsync(path, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return (SocketState.Silent, null);
        }
    }

    /// <summary>Payload of a good answer, empty for a refusal, null for none.</summary>
    private static async Task<byte[]?> ExchangeAsync(Socket socket, byte command, CancellationToken cancel)
    {
        try
        {
            using var stream = new NetworkStream(socket);
            byte[] request = [.. s_magic, HeaderBytes, 0, 4, command, 0, 0];
            await stream.WriteAsync(request, cancel).ConfigureAwait(false);
            var header = new byte[HeaderBytes];
            await stream.ReadExactlyAsync(header, cancel).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderBytes;
            if (!header.AsSpan(0, 14).SequenceEqual(s_magic) || length is < 0 or > AnswerBytes || header[16] != 0xFF || header[17] != 0)
            {
                return [];
            }

            var payload = new byte[length];
            await stream.ReadExactlyAsync(payload, cancel).ConfigureAwait(false);
            return payload;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    public static RuntimeAnswer? Parse(ReadOnlySpan<byte> payload, bool versioned)
    {
        const int PidAndCookie = 8 + 16;
        var at = (versioned ? 4 : 0) + PidAndCookie;
        return Text(payload, ref at) is { } commandLine
            && Text(payload, ref at) is not null
            && Text(payload, ref at) is { } architecture
            && Text(payload, ref at) is { } entry
            && Text(payload, ref at) is { } version
            ? new RuntimeAnswer(commandLine, architecture, entry, version)
            : null;
    }

    /// <summary>Four bytes of length in UTF-16 units with the closing zero, then the text.</summary>
    private static string? Text(ReadOnlySpan<byte> payload, ref int at)
    {
        if (at > payload.Length - 4)
        {
            return null;
        }

        var units = BinaryPrimitives.ReadUInt32LittleEndian(payload[at..]);
        at += 4;
        if (units > (uint)(payload.Length - at) / 2)
        {
            return null;
        }

        var bytes = payload.Slice(at, (int)units * 2);
        at += bytes.Length;
        return Encoding.Unicode.GetString(bytes).TrimEnd('\0');
    }
}
