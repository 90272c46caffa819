using System.Globalization;
using Plumbline.Store;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>The <c>store</c> part of <c>plumbline.yml</c>: <c>size</c> such as 256MB, and <c>days</c>.</summary>
internal static class StoreSettings
{
    private static readonly (string Unit, long Bytes)[] s_units =
        [("GB", 1024L * 1024 * 1024), ("MB", 1024 * 1024), ("KB", 1024), ("G", 1024L * 1024 * 1024), ("M", 1024 * 1024), ("K", 1024), ("", 1)];

    /// <summary>Of the file that is nearest to the working directory, or the usual ones.</summary>
    public static StoreLimits Find(string directory) =>
        SettingsFile.Find(directory) is { } path ? From(SettingsFile.Load(path)) : new StoreLimits();

    public static StoreLimits From(SettingsFile file)
    {
        var limits = new StoreLimits();
        foreach (var (key, value) in file.Part("store") ?? new YamlMappingNode())
        {
            limits = (key as YamlScalarNode)?.Value switch
            {
                "size" => limits with { Bytes = Bytes((value as YamlScalarNode)?.Value) ?? throw SettingsFile.Wrong(value, file.Path, "size must be something like 256MB, and at least 1MB") },
                "days" => limits with { Days = Days((value as YamlScalarNode)?.Value) ?? throw SettingsFile.Wrong(value, file.Path, "days must be a number above 0") },
                var other => throw SettingsFile.Wrong(key, file.Path, $"'{other}' is not known under store; there are size, days"),
            };
        }

        return limits;
    }

    private static long? Bytes(string? text)
    {
        foreach (var (unit, bytes) in s_units)
        {
            if (text is not null && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && Number(text[..^unit.Length]) is { } number)
            {
                return number * bytes is >= StoreLimits.FewestBytes and < long.MaxValue / 2 ? (long)(number * bytes) : null;
            }
        }

        return null;
    }

    private static double? Days(string? text) => Number(text) is > 0 and var days ? days : null;

    private static double? Number(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
