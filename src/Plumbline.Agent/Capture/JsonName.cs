namespace Plumbline.Agent.Capture;

/// <summary>Names of fields with the escapes of JSON.</summary>
internal static class JsonName
{
    private const int NameBytes = 200;

    /// <summary>A field up to the number of its node.</summary>
    public static byte[] Prefix(string name)
    {
        var text = new Utf8Text(64);
        text.Raw("{\"name\":\""u8);
        text.Escaped(name, NameBytes);
        text.Raw("\",\"node\":"u8);
        return text.Written.ToArray();
    }
}
