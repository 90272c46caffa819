using System.Globalization;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>Runtime switches as the runtime reads them: <c>DOTNET_</c> before <c>COMPlus_</c>, numbers in hexadecimal.</summary>
internal static class EnvironmentSwitch
{
    /// <summary>The setting that turns <paramref name="name"/> off, as the user wrote it; null where it is on.</summary>
    public static string? TurnedOff(Candidate candidate, string name)
    {
        foreach (var variable in new[] { "DOTNET_" + name, "COMPlus_" + name })
        {
            if (candidate.Facts.Variable(variable) is { Length: > 0 } value)
            {
                return IsZero(value) ? $"{variable}={value}" : null;
            }
        }

        var property = "System.Runtime." + name.Replace('_', '.');
        return candidate.Config?.Properties.TryGetValue(property, out var text) == true && (IsZero(text) || IsFalse(text))
            ? $"{property}={text} in {candidate.Config.Path}"
            : null;
    }

    public static bool IsOn(TargetFacts facts, string variable) => facts.Variable(variable) is { Length: > 0 } value && !IsZero(value);

    private static bool IsZero(string value)
    {
        var digits = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? value.AsSpan(2) : value.AsSpan();
        return uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) && number == 0;
    }

    private static bool IsFalse(string value) => value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
