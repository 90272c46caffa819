namespace Shop;

/// <summary>What a customer has chosen on the account page. Kept as JSON, so that another choice needs no other column.</summary>
/// <param name="Language">A language, or a language and a country: <c>nl</c>, <c>nl-NL</c>.</param>
internal sealed record Preferences(string Language, bool Newsletter);
