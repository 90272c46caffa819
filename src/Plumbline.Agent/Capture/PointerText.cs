using System.Globalization;

namespace Plumbline.Agent.Capture;

internal static class PointerText
{
    public static string Of(nuint value) => "0x" + ((ulong)value).ToString("x", CultureInfo.InvariantCulture);
}
