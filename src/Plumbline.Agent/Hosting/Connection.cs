using System.Net.Sockets;
using System.Text.Json;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Agent.Hosting;

/// <summary>
/// One controller. Its probes live as long as this connection: when it closes, breaks, or is silent for
/// <see cref="WireLimits.LeaseSeconds"/>, they are removed.
/// DESIGN: two threads of our own, not the thread pool, so that a starved pool of the user's delays nothing here.
/// </summary>
internal sealed class Connection
{
    /// <summary>Longer than the time between two heartbeats of the controller, which are answered while nothing else is.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1.5 * WireLimits.HeartbeatSeconds);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly ProbeRegistry _registry;
    private readonly Action _leave;
    private readonly ProbeOwner _owner = new();
    private string _ended = "its owner's connection ended";

    private Connection(Socket socket, ProbeRegistry registry, Action leave)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = WireLimits.LeaseSeconds * 1000 };
        _registry = registry;
        _leave = leave;
    }

    public static void Open(Socket socket, ProbeRegistry registry, Action leave)
    {
        var connection = new Connection(socket, registry, leave);
        new Thread(connection.Write) { IsBackground = true, Name = "plumbline writer" }.Start();
        new Thread(connection.Read) { IsBackground = true, Name = "plumbline reader" }.Start();
    }

    private void Read()
    {
        Reentrancy.MarkAgentThread();
        try
        {
            while (Frame.Read(_stream) is { } frame)
            {
                var request = WireJson.Deserialize(frame);
                if (Answer(request) is { } answer)
                {
                    _owner.Send(answer with { Id = request.Id });
                }
            }
        }
        catch (IOException fault) when (fault.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
        {
            _ended = $"its owner was silent for {WireLimits.LeaseSeconds} s";
            SelfLog.Write($"{_owner.Name} was silent for {WireLimits.LeaseSeconds} s");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            SelfLog.Write($"connection of {_owner.Name} ended: {fault.Message}");
        }
        catch (Exception fault)
        {
            SelfLog.Fault("serving a connection", fault);
        }
        finally
        {
            Close();
        }
    }

    private void Close()
    {
        try
        {
            _registry.RemoveAllOf(_owner, _ended);
        }
        catch (Exception fault)
        {
            SelfLog.Fault("removing the probes of a closed connection", fault);
        }

        _owner.Outbox.Dispose();
        _stream.Dispose();
    }

    private void Write()
    {
        Reentrancy.MarkAgentThread();
        try
        {
            // An answer can take long: to arm all of a large program, the runtime compiles it anew.
            while (_owner.Outbox.Take(s_silence, new OutFrame(new Heartbeat())) is { } frame)
            {
                WriteFrame(frame);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            SelfLog.Write($"writing to {_owner.Name} ended: {fault.Message}");
            _socket.Dispose();
        }
        catch (Exception fault)
        {
            SelfLog.Fault("writing to a connection", fault);
            _socket.Dispose();
        }
    }

    private void WriteFrame(OutFrame frame)
    {
        if (frame.Message is { } message)
        {
            Frame.Write(_stream, WireJson.Serialize(message));
            return;
        }

        try
        {
            Frame.Write(_stream, frame.Capture);
        }
        finally
        {
            CaptureBuffers.Return(frame.Capture);
        }
    }

    private WireMessage? Answer(WireMessage request)
    {
        try
        {
            return request switch
            {
                Hello hello => Greet(hello),
                Heartbeat => new Heartbeat(),
                Detach => LeaveProcess(),
                _ => _registry.Answer(request, _owner),
            };
        }
        catch (Exception fault)
        {
            SelfLog.Fault($"answering {request.GetType().Name}", fault);
            return new Failure(FailureCode.Internal, $"The agent failed: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private WireMessage Greet(Hello hello)
    {
        _owner.Name = hello.Owner;
        var missing = hello.Capabilities.Except(AgentIdentity.Capabilities).ToArray();
        return missing.Length == 0
            ? new Welcome(
                AgentIdentity.Build, AgentIdentity.Capabilities, Environment.ProcessId, Environment.Version.ToString(), SelfLog.Snapshot())
            : new Failure(
                FailureCode.VersionSkew,
                $"The agent in the process is build {AgentIdentity.Build} and does not know: {string.Join(", ", missing)}.",
                $"Use the plumb of that build, or restart the process (this plumb is build {hello.Build}).");
    }

    private Detached LeaveProcess()
    {
        var reverted = _registry.RemoveAll($"{_owner.Name} detached");
        _leave();
        return new Detached(reverted, AgentIdentity.Remains);
    }
}
