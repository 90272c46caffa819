namespace Plumbline.Agent.Symbols;

internal static class MappedImage
{
    public static DebugDirectory? DirectoryOf(ModuleImage image) => null;
}
