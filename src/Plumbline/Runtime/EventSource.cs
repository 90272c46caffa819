namespace Plumbline.Runtime;

/// <summary>One connection to one process, through which events come.</summary>
/// <param name="Id">Unique for each connection.</param>
/// <param name="Service">Name of the process.</param>
/// <param name="Pid">As it is seen from here.</param>
/// <param name="Runtime">Version of .NET, or null.</param>
/// <param name="Version">Informational version of the program, or null where it is not known.</param>
/// <param name="Commit">Commit it was built from, as its informational version says after the plus sign, or null.</param>
/// <param name="Started">When the connection was made, Unix microseconds.</param>
internal sealed record EventSource(
    string Id,
    string Service,
    int Pid,
    string Host,
    string? Runtime,
    string? Version,
    string? Commit,
    long Started);
