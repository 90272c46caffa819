namespace Plumbline.Agent.Native;

/// <summary>A method definition of a loaded module.</summary>
/// <param name="Module">The runtime's ModuleID.</param>
/// <param name="Token">Token of the MethodDef.</param>
internal readonly record struct MethodKey(nint Module, int Token);
