using System.Runtime.InteropServices;

namespace Plumbline.Agent.Native;

/// <summary>COR_IL_MAP: which new IL offset an original one went to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ProfilerMapEntry(int Original, int Rewritten, int Accurate);
