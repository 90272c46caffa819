namespace Plumbline.Attach.Processes;

/// <summary>Everything about one process that can be read from outside without touching it. Null means: may not be read.</summary>
internal sealed class TargetFacts
{
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(2);

    private TargetFacts(int pid, ProcessStatus status)
    {
        Pid = pid;
        Status = status;
        Root = TargetRoot.Of(pid);
        Arguments = ProcFile.Parts(pid, "cmdline") ?? [];
        Variables = ReadVariables(pid);
        Mapped = MappedFiles.Read(pid);
        Executable = ProcFile.Link(pid, "exe");
        SocketPath = DiagnosticSocket.Find(status, Root, TemporaryDirectories);
    }

    public int Pid { get; }
    public ProcessStatus Status { get; }
    public TargetRoot Root { get; }
    public string[] Arguments { get; }
    public IReadOnlyDictionary<string, string>? Variables { get; }
    public MappedFiles? Mapped { get; }
    public string? Executable { get; }

    /// <summary>Path of the diagnostics socket as it opens from here, or null.</summary>
    public string? SocketPath { get; }

    public SocketState SocketState { get; private set; } = SocketState.Missing;

    /// <summary>What the runtime answered, or null.</summary>
    public RuntimeAnswer? Runtime { get; private set; }

    public string User => UserNames.Of(Status.Uid);

    /// <summary>The process's own directory for temporary files, as it sees it.</summary>
    public string TemporaryDirectory => Variable("TMPDIR") is { Length: > 0 } tmp ? tmp.TrimEnd('/') : "/tmp";

    public IEnumerable<string> TemporaryDirectories => new[] { TemporaryDirectory, "/tmp" }.Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Where the agent may listen, as it opens from here, in the order in which the agent tries to: the one convention between agent and
    /// controller. A directory that was full, read-only or too long a path for a socket is passed over by the agent, too.
    /// </summary>
    public string[] AgentSocketPaths =>
    [
        .. new[] { TemporaryDirectory, "/tmp", "/dev/shm" }.Distinct(StringComparer.Ordinal)
            .Select(directory => Root.Outside($"{directory}/plumbline-{Status.NamespacePid}.sock")),
    ];

    /// <summary>Whether it may be a .NET process, as far as can be told without asking.</summary>
    public bool LooksDotnet => SocketPath is not null || IsCoreClr;

    /// <summary>Whether it is one, once the runtime was asked: a socket that nobody listens to may be left over by an earlier process of the same pid.</summary>
    public bool IsDotnet => IsCoreClr || SocketState is not (SocketState.Dead or SocketState.Missing);

    public bool IsCoreClr => Mapped?.Find("libcoreclr.so") is not null;

    public string? Variable(string name) => Variables is not null && Variables.TryGetValue(name, out var value) ? value : null;

    /// <summary>Null where there is no such process.</summary>
    public static TargetFacts? Read(int pid) => ProcessStatus.Read(pid) is { Zombie: false } status ? new TargetFacts(pid, status) : null;

    /// <summary>Asks the runtime about itself; afterwards <see cref="SocketState"/> and <see cref="Runtime"/> are known.</summary>
    public async Task AskRuntimeAsync()
    {
        if (SocketPath is not null)
        {
            (SocketState, Runtime) = await RuntimeQuery.AskAsync(SocketPath, s_answerLimit).ConfigureAwait(false);
        }
    }

    private static Dictionary<string, string>? ReadVariables(int pid)
    {
        if (ProcFile.Parts(pid, "environ") is not { } parts)
        {
            return null;
        }

        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=');
            if (equals > 0)
            {
                variables.TryAdd(part[..equals], part[(equals + 1)..]);
            }
        }

        return variables;
    }
}
