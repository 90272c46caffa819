namespace Plumbline.Runtime;

/// <summary>A group of failures over everything that saw it.</summary>
/// <param name="First">Unix microseconds.</param>
/// <param name="Last">Unix microseconds.</param>
/// <param name="Count">Over all watches, those included of which nothing else is stored any more.</param>
/// <param name="Captures">How many captures of it are in the store.</param>
internal sealed record StoredFailure(
    string Id,
    string Service,
    string Type,
    string Message,
    string Method,
    string? File,
    int? Line,
    long First,
    long Last,
    long Count,
    int Captures);
