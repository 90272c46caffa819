using System.Runtime.InteropServices;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Native;

/// <summary>The native shim that the runtime has loaded as its profiler (src/Plumbline.Profiler/profiler.c).</summary>
internal sealed unsafe class Profiler
{
    private readonly delegate* unmanaged<int> _ready;
    private readonly delegate* unmanaged<nint, nint*, int*, int> _function;
    private readonly delegate* unmanaged<nint, int, byte**, uint*, int> _body;
    private readonly delegate* unmanaged<nint, byte*, uint, int*, int> _signature;
    private readonly delegate* unmanaged<nint, byte*, uint, int*, int> _typeSpec;
    private readonly delegate* unmanaged<nint, int, char*, int*, int> _typeRef;
    private readonly delegate* unmanaged<nint, int> _applyMetadata;
    private readonly delegate* unmanaged<nint, int, byte*, uint, ProfilerMapEntry*, uint, int> _setBody;
    private readonly delegate* unmanaged<nint, int, void> _clearBody;
    private readonly delegate* unmanaged<uint, nint*, int*, int> _rejit;
    private readonly delegate* unmanaged<uint, nint*, int*, int*, int> _revert;
    private readonly delegate* unmanaged<ProfilerEvent*, uint, ulong*, uint> _drain;
    private readonly delegate* unmanaged<int, int> _watchExceptions;
    private readonly delegate* unmanaged<ulong, void> _thrown;
    private readonly delegate* unmanaged<FlightRecord*, uint, ulong*, uint> _drainFlights;

    private Profiler(nint library)
    {
        nint Export(string name) => NativeLibrary.GetExport(library, "plumbline_" + name);
        _ready = (delegate* unmanaged<int>)Export("ready");
        _function = (delegate* unmanaged<nint, nint*, int*, int>)Export("function");
        _body = (delegate* unmanaged<nint, int, byte**, uint*, int>)Export("body");
        _signature = (delegate* unmanaged<nint, byte*, uint, int*, int>)Export("signature");
        _typeSpec = (delegate* unmanaged<nint, byte*, uint, int*, int>)Export("type_spec");
        _typeRef = (delegate* unmanaged<nint, int, char*, int*, int>)Export("type_ref");
        _applyMetadata = (delegate* unmanaged<nint, int>)Export("apply_metadata");
        _setBody = (delegate* unmanaged<nint, int, byte*, uint, ProfilerMapEntry*, uint, int>)Export("set_body");
        _clearBody = (delegate* unmanaged<nint, int, void>)Export("clear_body");
        _rejit = (delegate* unmanaged<uint, nint*, int*, int>)Export("rejit");
        _revert = (delegate* unmanaged<uint, nint*, int*, int*, int>)Export("revert");
        _drain = (delegate* unmanaged<ProfilerEvent*, uint, ulong*, uint>)Export("drain");
        _watchExceptions = (delegate* unmanaged<int, int>)Export("watch_exceptions");
        _thrown = (delegate* unmanaged<ulong, void>)Export("thrown");
        _drainFlights = (delegate* unmanaged<FlightRecord*, uint, ulong*, uint>)Export("drain_flights");
    }

    /// <summary>Opens the library at the path from which the runtime was told to load it, so that both see one copy.</summary>
    public static Profiler Load(string path) => new(NativeLibrary.Load(path));

    /// <summary>Whether the runtime has initialised the shim; until then every call fails.</summary>
    public bool IsReady => _ready() == 0;

    /// <summary>The runtime's identity of the module that a method belongs to.</summary>
    /// <param name="method">Value of a method handle that is not an open generic method.</param>
    public nint ModuleOf(nint method)
    {
        nint module;
        int token;
        ProfilerException.ThrowIfFailed(_function(method, &module, &token), "GetFunctionInfo");
        return module;
    }

    /// <summary>A method's body as it is in the image, header and exception sections included.</summary>
    public ReadOnlySpan<byte> Body(nint module, int method)
    {
        byte* body;
        uint size;
        ProfilerException.ThrowIfFailed(_body(module, method, &body, &size), "GetILFunctionBody");
        return new ReadOnlySpan<byte>(body, checked((int)size));
    }

    /// <summary>Token of a stand-alone signature in the module's metadata, added when it is not there.</summary>
    public int Signature(nint module, ReadOnlySpan<byte> blob)
    {
        int token;
        fixed (byte* bytes = blob)
        {
            ProfilerException.ThrowIfFailed(_signature(module, bytes, (uint)blob.Length, &token), "GetTokenFromSig");
        }

        return token;
    }

    /// <summary>Token of a type specification in the module's metadata, added when it is not there.</summary>
    public int TypeSpec(nint module, ReadOnlySpan<byte> blob)
    {
        int token;
        fixed (byte* bytes = blob)
        {
            ProfilerException.ThrowIfFailed(_typeSpec(module, bytes, (uint)blob.Length, &token), "GetTokenFromTypeSpec");
        }

        return token;
    }

    /// <summary>Token of a type reference in the module's metadata, added when it is not there.</summary>
    public int TypeRef(nint module, int scope, string fullName)
    {
        int token;
        fixed (char* name = fullName)
        {
            ProfilerException.ThrowIfFailed(_typeRef(module, scope, name, &token), "DefineTypeRefByName");
        }

        return token;
    }

    /// <summary>Makes tokens that were added visible to the code that uses them.</summary>
    public void ApplyMetadata(nint module) => ProfilerException.ThrowIfFailed(_applyMetadata(module), "ApplyMetaData");

    /// <summary>Sets the body that the next compilation of the method gets.</summary>
    public void SetBody(nint module, int method, ReadOnlySpan<byte> body, ReadOnlySpan<CodeMapEntry> map)
    {
        var copy = new ProfilerMapEntry[map.Length];
        for (var i = 0; i < map.Length; i++)
        {
            copy[i] = new ProfilerMapEntry(map[i].OldOffset, map[i].NewOffset, Accurate: 1);
        }

        fixed (byte* bytes = body)
        fixed (ProfilerMapEntry* entries = copy)
        {
            ProfilerException.ThrowIfFailed(
                _setBody(module, method, bytes, (uint)body.Length, entries, (uint)map.Length), "set_body");
        }
    }

    /// <summary>Forgets the body that was set; the code that runs stays until it is compiled again or reverted.</summary>
    public void ClearBody(nint module, int method) => _clearBody(module, method);

    /// <summary>Compiles methods again with the bodies that were set, and every caller that had inlined one of them.</summary>
    public void Rejit(ReadOnlySpan<MethodKey> methods)
    {
        Split(methods, out var modules, out var tokens);
        fixed (nint* m = modules)
        fixed (int* t = tokens)
        {
            ProfilerException.ThrowIfFailed(_rejit((uint)methods.Length, m, t), "RequestReJITWithInliners");
        }
    }

    /// <summary>Brings the original native code back.</summary>
    /// <returns>One status a method; zero or positive is success.</returns>
    public int[] Revert(ReadOnlySpan<MethodKey> methods)
    {
        Split(methods, out var modules, out var tokens);
        var statuses = new int[methods.Length];
        fixed (nint* m = modules)
        fixed (int* t = tokens)
        fixed (int* s = statuses)
        {
            ProfilerException.ThrowIfFailed(_revert((uint)methods.Length, m, t, s), "RequestRevert");
        }

        return statuses;
    }

    /// <summary>What the runtime reported since the last call: compilations and errors.</summary>
    public ProfilerEvent[] Drain()
    {
        const int Most = 512;
        var events = stackalloc ProfilerEvent[Most];
        ulong lost;
        var count = (int)_drain(events, Most, &lost);
        return new ReadOnlySpan<ProfilerEvent>(events, count).ToArray();
    }

    /// <summary>Whether the runtime tells which method catches each exception.</summary>
    public void WatchExceptions(bool on) => ProfilerException.ThrowIfFailed(_watchExceptions(on ? 1 : 0), "SetEventMask");

    /// <summary>An exception is being thrown on the calling thread; what the runtime tells about it next belongs to this number.</summary>
    public void Thrown(long number) => _thrown((ulong)number);

    /// <summary>What was thrown, and which method was found to catch it, since the last call; in order for each thread.</summary>
    /// <param name="lost">How many records found no room, ever.</param>
    public FlightRecord[] DrainFlights(out long lost)
    {
        const int Most = 512;
        var flights = stackalloc FlightRecord[Most];
        ulong missing;
        var count = (int)_drainFlights(flights, Most, &missing);
        lost = (long)missing;
        return new ReadOnlySpan<FlightRecord>(flights, count).ToArray();
    }

    private static void Split(ReadOnlySpan<MethodKey> methods, out nint[] modules, out int[] tokens)
    {
        modules = new nint[methods.Length];
        tokens = new int[methods.Length];
        for (var i = 0; i < methods.Length; i++)
        {
            (modules[i], tokens[i]) = methods[i];
        }
    }
}
