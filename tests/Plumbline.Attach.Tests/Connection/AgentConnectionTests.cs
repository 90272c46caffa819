using System.Net.Sockets;
using Plumbline.Attach.Connection;
using Plumbline.Tests.Support;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Connection;

public sealed class AgentConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AskAsync_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        await using var agent = new FakeAgent(_folder.File("a")) { Answer = r => [new MethodsFound([], ((FindMethods)r).Limit, [])] };
        await using var connection = await OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => connection.AskAsync<MethodsFound>(new FindMethods("x", i), Cancel)));

        answers.Select(a => a.Total).ShouldBe(Enumerable.Range(1, 50));
    }

    [Fact]
    public async Task AskAsync_Failure_CarriesTheAgentsReport()
    {
        var failure = new Failure(FailureCode.BadExpression, "No such member.", "Look.", "a.b", 2, ["a.c"]);
        await using var agent = new FakeAgent(_folder.File("a")) { Answer = _ => [failure] };
        await using var connection = await OpenAsync();

        var thrown = await Should.ThrowAsync<AttachException>(() => connection.AskAsync<MethodsFound>(new FindMethods("x", 1), Cancel));

        thrown.Code.ShouldBe(FailureCode.BadExpression);
        thrown.Report.ShouldNotBeNull().Column.ShouldBe(2);
    }

    [Fact]
    public async Task Events_BeforeTheAnswer_AreNotTakenForIt()
    {
        var hit = new Logged(1, 1, 0, "hello", 1, null, null);
        await using var agent = new FakeAgent(_folder.File("a")) { Answer = _ => [hit, new Detached(3, [])] };
        await using var connection = await OpenAsync();

        (await connection.AskAsync<Detached>(new Detach(), Cancel)).Reverted.ShouldBe(3);

        (await connection.Events.ReadAsync(Cancel)).ShouldBeOfType<Logged>().Text.ShouldBe("hello");
    }

    [Fact]
    public async Task AskAsync_BehindAFloodOfEventsThatNobodyReads_IsAnswered()
    {
        var hit = new Logged(1, 1, 0, "hello", 1, null, null);
        var flood = Enumerable.Repeat<WireMessage>(hit, 3 * EventQueue.Bound);
        await using var agent = new FakeAgent(_folder.File("a")) { Answer = _ => [.. flood, new Detached(3, [])] };
        await using var connection = await OpenAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));

        (await connection.AskAsync<Detached>(new Detach(), limit.Token)).Reverted.ShouldBe(3);

        connection.Events.Count.ShouldBe(3 * EventQueue.Bound);
        connection.EventsDropped.ShouldBe(0);
    }

    [Fact]
    public async Task Events_ThatNobodyReads_HoldTheConnectionBackUntilTheyAre()
    {
        var queue = new EventQueue();
        for (var i = 1; i < EventQueue.Bound; i++)
        {
            queue.AddAsync(new Logged(1, i, 0, "", 1, null, null), Cancel).IsCompleted.ShouldBeTrue();
        }

        var held = queue.AddAsync(new Logged(1, EventQueue.Bound, 0, "", 1, null, null), Cancel);
        held.IsCompleted.ShouldBeFalse();
        queue.TryRead(out var first).ShouldBeTrue();

        ((Logged)first!).Hit.ShouldBe(1);
        await held.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    [Fact]
    public async Task Events_AboveAllBounds_AreDroppedAndCounted_ButForStates()
    {
        var queue = new EventQueue();
        queue.Ask();
        for (var i = 0; i < EventQueue.MostWhileAsked + 3; i++)
        {
            await queue.AddAsync(new Logged(1, i, 0, "", 1, null, null), Cancel);
        }

        var state = new ProbeStatus { Probe = 1, Kind = ProbeKind.Log, Place = "A.B", Owner = "me", State = ProbeState.Removed };
        await queue.AddAsync(new ProbeChanged(state), Cancel);

        queue.Dropped.ShouldBe(3);
        queue.Count.ShouldBe(EventQueue.MostWhileAsked + 1);
    }

    [Fact]
    public async Task ConnectionLost_WhileAsking_FailsWithTheReason()
    {
        await using var agent = new FakeAgent(_folder.File("a"));
        agent.Answer = _ =>
        {
            agent.DropClients();
            return [];
        };
        await using var connection = await OpenAsync();

        var thrown = await Should.ThrowAsync<AttachException>(() => connection.AskAsync<Detached>(new Detach(), Cancel));

        thrown.Code.ShouldBe(AttachFailure.ConnectionLost);
        (await Should.ThrowAsync<AttachException>(() => connection.AskAsync<Detached>(new Detach(), Cancel))).Code.ShouldBe(AttachFailure.ConnectionLost);
        (await Should.ThrowAsync<Exception>(async () => await connection.Events.ReadAsync(Cancel))).InnerException.ShouldBeOfType<AttachException>();
    }

    [Fact]
    public async Task ConnectionLost_ProcessIsGone_SaysSo()
    {
        var target = await TargetProcess.IdleAsync();
        await using var agent = new FakeAgent(_folder.File("a"));
        await using var connection = await OpenAsync(target.Pid);
        await target.KillAsync();

        agent.DropClients();

        var thrown = await Should.ThrowAsync<Exception>(async () => await connection.Events.ReadAsync(Cancel));
        thrown.InnerException.ShouldBeOfType<AttachException>().Code.ShouldBe(AttachFailure.ProcessGone);
        await target.DisposeAsync();
    }

    [Fact]
    public async Task Heartbeats_AreSentWithoutBeingAsked()
    {
        await using var agent = new FakeAgent(_folder.File("a"));
        await using var connection = await OpenAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(WireLimits.HeartbeatSeconds * 4));

        while (!agent.Received.OfType<Heartbeat>().Any())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    [Fact]
    public async Task OpenAsync_AgentOfAnotherBuildWithoutACapability_IsVersionSkew()
    {
        await using var agent = new FakeAgent(_folder.File("a")) { Build = "old", Capabilities = [Capability.Discovery] };

        var thrown = await Should.ThrowAsync<AttachException>(() => OpenAsync());

        thrown.Code.ShouldBe(FailureCode.VersionSkew);
        thrown.Message.ShouldContain(Capability.Probes);
    }

    [Fact]
    public async Task OpenAsync_AgentOfAnotherBuildWithAllCapabilities_Works()
    {
        await using var agent = new FakeAgent(_folder.File("a")) { Build = "newer", Capabilities = [.. Capability.All, "more-1"] };
        await using var connection = await OpenAsync();

        connection.Welcome.Build.ShouldBe("newer");
    }

    [Fact]
    public async Task ReadAsync_NoMessage_EndsTheConnection()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder.File("b")));
        listener.Listen();
        var opening = OpenAsync(path: _folder.File("b"));
        using var peer = await listener.AcceptAsync(Cancel);
        await peer.SendAsync(new byte[] { 3, 0, 0, 0, (byte)'{', (byte)'x', (byte)'}' }, Cancel);

        var thrown = await Should.ThrowAsync<AttachException>(() => opening);

        thrown.Code.ShouldBe(AttachFailure.ConnectionLost);
    }

    [Fact]
    public async Task AskAsync_Cancelled_StopsWaiting()
    {
        await using var agent = new FakeAgent(_folder.File("a"));
        await using var connection = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var asking = connection.AskAsync<Detached>(new Detach(), cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    /// <summary>On a machine with a load of ten, to arm 844 methods took longer than the limit, and the watch gave up on an agent at work.</summary>
    [Fact]
    public async Task AskAsync_NoAnswerFromAnAgentThatIsHeard_IsWaitedFor_AndNotFromOneThatIsNot()
    {
        var limit = TimeSpan.FromSeconds(WireLimits.HeartbeatSeconds * 1.5);
        await using var agent = new FakeAgent(_folder.File("a"));
        await using var connection = await OpenAsync(limit: limit);
        var asking = connection.AskAsync<Detached>(new Detach(), Cancel);

        await Task.Delay(limit * 1.5, Cancel);
        asking.IsCompleted.ShouldBeFalse();
        agent.Mute = true;

        (await Should.ThrowAsync<AttachException>(() => asking)).Code.ShouldBe(AttachFailure.NoAnswer);
    }

    private async Task<AgentConnection> OpenAsync(int? pid = null, string? path = null, TimeSpan? limit = null)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path ?? _folder.File("a")), Cancel);
        var hello = new Hello("this", Capability.All, "tests");
        var stream = new NetworkStream(socket, ownsSocket: true);
        return limit is { } given
            ? await AgentConnection.OpenWithinAsync(stream, pid ?? Environment.ProcessId, hello, given)
            : await AgentConnection.OpenAsync(stream, pid ?? Environment.ProcessId, hello, Cancel);
    }
}
