using Plumbline.Cli.Captures;
using Plumbline.Cli.Settings;
using Plumbline.Store;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Settings;

public sealed class StoreSettingsTests
{
    [Theory]
    [InlineData("", 256 * 1024 * 1024, 14.0)]
    [InlineData("redaction:\n  names: [iban]\n", 256 * 1024 * 1024, 14.0)]
    [InlineData("store:\n  size: 1.5mb\n  days: 0.5\n", 1536 * 1024, 0.5)]
    [InlineData("store:\n  size: 1 GB\n", 1024 * 1024 * 1024, 14.0)]
    [InlineData("store:\n  size: 2000000\n", 2_000_000, 14.0)]
    public void From_Store_SetsTheBounds(string text, long bytes, double days) => Parse(text).ShouldBe(new StoreLimits(bytes, days));

    [Theory]
    [InlineData("store:\n  size: lots\n")]
    [InlineData("store:\n  size: -5MB\n")]
    [InlineData("store:\n  size: 3KB\n")]
    [InlineData("store:\n  size: [1]\n")]
    [InlineData("store:\n  days: 0\n")]
    [InlineData("store:\n  age: 3\n")]
    [InlineData("store: 5\n")]
    public void From_WhatIsNotUnderstood_IsAnError(string text) =>
        Should.Throw<SettingsException>(() => Parse(text)).Message.ShouldStartWith("plumbline.yml:");

    [Theory]
    [InlineData("2h", "2025-11-20T10:00:00Z")]
    [InlineData("3d", "2025-11-17T12:00:00Z")]
    [InlineData("2025-11-20", "2025-11-20T00:00:00Z")]
    [InlineData("2025-11-20T14:30", "2025-11-20T14:30:00Z")]
    [InlineData("2025-11-20T14:30+02:00", "2025-11-20T12:30:00Z")]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("-2h", null)]
    [InlineData("NaNd", null)]
    public void Moment_OfText(string text, string? expected)
    {
        var now = DateTimeOffset.Parse("2025-11-20T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        long? wanted = expected is null
            ? null
            : (DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

        Moment.Parse(text, now).ShouldBe(wanted);
    }

    private static StoreLimits Parse(string text) => StoreSettings.From(SettingsFile.Parse(new StringReader(text), "plumbline.yml"));
}
