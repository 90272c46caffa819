using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Probes.Planning;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Keeps the bodies of the process equal to the hooks that are wanted in them. Hooks of several probes are merged into one body,
/// and each is added and removed on its own. Not thread-safe: the registry calls it under its lock.
/// </summary>
internal sealed class CodePatcher(Profiler profiler, LoadedModules loaded)
{
    private readonly ConditionalWeakTable<ModuleImage, ModuleCode> _modules = new();
    private readonly Dictionary<MethodKey, PatchedBody> _bodies = [];
    private readonly HashSet<MethodKey> _touched = [];
    private readonly HashSet<MethodKey> _dirty = [];

    /// <summary>Bodies that hold a hook now.</summary>
    public int Count => _bodies.Count;

    public ModuleCode Module(ModuleImage image) => _modules.GetValue(image, known => new ModuleCode(profiler, known, Metadata));

    /// <summary>Adds the hooks of one probe to a body. In force after <see cref="Commit"/>.</summary>
    /// <returns>Why they can't be woven, or null.</returns>
    public string? TryAdd(ModuleCode module, BodyPlan plan, Probe probe, IReadOnlyList<Hook> hooks)
    {
        var key = new MethodKey(module.Id, plan.Token);
        var body = _bodies.TryGetValue(key, out var known) ? known : new PatchedBody(module, plan.Token);
        var part = new ProbePart(probe, plan.Sites, hooks);
        body.Parts.Add(part);
        try
        {
            body.Written = module.Body(plan.Token).Weave(body.AllHooks);
        }
        catch (Exception fault) when (fault is WeaveException or ProfilerException)
        {
            body.Parts.Remove(part);
            return fault.Message;
        }

        _bodies[key] = body;
        _dirty.Add(key);
        return null;
    }

    /// <summary>Compiles what has changed since the last call: all of it in one request, so threads are stopped once.</summary>
    public void Commit()
    {
        if (_dirty.Count == 0)
        {
            return;
        }

        foreach (var module in _dirty.Select(key => _bodies[key].Module).Where(module => module.Tokens.IsChanged).Distinct())
        {
            profiler.ApplyMetadata(module.Id);
            module.Tokens.Applied();
        }

        foreach (var key in _dirty)
        {
            var written = _bodies[key].Written!;
            profiler.SetBody(key.Module, key.Token, written.Bytes, written.CodeMap);
            _bodies[key].Written = null;
        }

        var keys = _dirty.ToArray();
        _dirty.Clear();
        _touched.UnionWith(keys);
        profiler.Rejit(keys);
        foreach (var module in keys.Select(key => _bodies[key].Module).Distinct())
        {
            module.Forget();
        }
    }

    /// <summary>Takes the hooks of a probe out of every body.</summary>
    public void Remove(Probe probe)
    {
        LazyThunks.Forget(probe);
        var empty = new List<MethodKey>();
        foreach (var (key, body) in _bodies)
        {
            if (body.Parts.RemoveAll(part => part.Probe == probe) == 0)
            {
                continue;
            }

            if (body.Parts.Count == 0)
            {
                empty.Add(key);
            }
            else
            {
                body.Written = body.Module.Body(key.Token).Weave(body.AllHooks);
                _dirty.Add(key);
            }
        }

        Restore(empty);
        Commit();
    }

    /// <summary>What the runtime reported about bodies since the last call, with the sites in the body.</summary>
    public IEnumerable<(ProfilerEvent Event, IReadOnlyList<Site> Sites)> Events()
    {
        for (var reports = profiler.Drain(); reports.Length > 0; reports = profiler.Drain())
        {
            foreach (var report in reports)
            {
                if (report.Kind == ProfilerEventKind.CompiledInliner)
                {
                    _touched.Add(report.Key);
                }

                yield return (report, _bodies.TryGetValue(report.Key, out var body) ? [.. body.Parts.SelectMany(part => part.Sites)] : []);
            }
        }
    }

    /// <summary>The module that the runtime knows by this identity, where a probe is or was in it.</summary>
    public ModuleImage? ImageOf(nint module) => loaded.Snapshot().FirstOrDefault(image => _modules.TryGetValue(image, out var code) && code.Id == module);

    /// <summary>
    /// Brings back original code. While other probes remain, a body gets its original IL compiled anew: the original native code
    /// may hold inlined copies of methods that still have a probe. When the last probe goes, everything is reverted.
    /// </summary>
    private void Restore(List<MethodKey> empty)
    {
        foreach (var key in empty)
        {
            _bodies.Remove(key);
            _dirty.Remove(key);
            profiler.ClearBody(key.Module, key.Token);
        }

        // What was woven and never committed, because another place of the same probe failed, is not known to the runtime.
        MethodKey[] keys = [.. _bodies.Count > 0 ? empty.Where(_touched.Contains) : empty.Count > 0 ? _touched : []];
        if (keys.Length == 0)
        {
            return;
        }

        if (_bodies.Count > 0)
        {
            profiler.Rejit(keys);
            return;
        }

        _touched.Clear();
        var statuses = profiler.Revert(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            if (statuses[i] < 0)
            {
                SelfLog.Write($"revert of 0x{keys[i].Token:X8}: 0x{statuses[i]:X8}");
            }
        }
    }

    private MetadataReader? Metadata(string assembly) => loaded.Snapshot().FirstOrDefault(image => image.Name == assembly)?.Metadata;

    private sealed class PatchedBody(ModuleCode module, int token)
    {
        public ModuleCode Module { get; } = module;

        public int Token { get; } = token;

        public List<ProbePart> Parts { get; } = [];

        public Il.WrittenBody? Written { get; set; }

        public Hook[] AllHooks => [.. Parts.SelectMany(part => part.Hooks)];
    }

    /// <summary>What one probe has in a body.</summary>
    private sealed record ProbePart(Probe Probe, IReadOnlyList<Site> Sites, IReadOnlyList<Hook> Hooks);
}
