using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>The bytes of an object behind its method table.</summary>
internal sealed class RawObject
{
    private byte _first;

    private RawObject()
    {
    }

    /// <summary>
    /// SAFETY: a reference into the object, tracked by the collector. Only ever moved by distances that were measured on
    /// an object of the same exact type.
    /// </summary>
    public static ref byte First(object value) => ref Unsafe.As<RawObject>(value)._first;
}
