namespace Plumbline.Wire;

internal sealed record CountGroup(string Key, long Hits);
