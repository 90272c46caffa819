using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Symbols;

/// <summary>Methods by module and token. SAFETY: a module that can be unloaded is not kept alive by it.</summary>
internal sealed class MethodSet
{
    private readonly ConditionalWeakTable<ModuleImage, HashSet<int>> _tokens = [];

    /// <returns>Whether it was not there.</returns>
    public bool Add(ModuleImage module, int token) => _tokens.GetOrCreateValue(module).Add(token);

    /// <returns>Whether it was there.</returns>
    public bool Remove(ModuleImage module, int token) => _tokens.TryGetValue(module, out var tokens) && tokens.Remove(token);

    public bool Contains(ModuleImage module, int token) => _tokens.TryGetValue(module, out var tokens) && tokens.Contains(token);
}
