using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Load;

/// <summary>Sends one request after another at the pace allowed, and books what came back.</summary>
internal sealed class ShopClient(HttpClient http, Pacer pacer, Tally tally, CancellationToken stop)
{
    public Task<JsonElement?> Get(string path) => Send(HttpMethod.Get, path, content: null);

    public Task<JsonElement?> Post(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<JsonElement?> PostText(string path, string text) => Send(HttpMethod.Post, path, new StringContent(text));

    public Task<JsonElement?> Put(string path, object body) => Send(HttpMethod.Put, path, JsonContent.Create(body));

    /// <summary>The answer, or null when it was a refusal or an error.</summary>
    private async Task<JsonElement?> Send(HttpMethod method, string path, HttpContent? content)
    {
        await pacer.Next(stop);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, stop);
            var text = await response.Content.ReadAsStringAsync(stop);
            tally.Latencies.Add(Stopwatch.GetElapsedTime(start));
            return Book(response, text);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            tally.Failed("time-out");
        }
        catch (HttpRequestException failure)
        {
            tally.Failed($"{failure.HttpRequestError}");
        }
        catch (JsonException)
        {
            tally.Failed("not JSON");
        }

        return null;
    }

    private JsonElement? Book(HttpResponseMessage response, string text)
    {
        if (response.IsSuccessStatusCode)
        {
            return JsonElement.Parse(text);
        }

        var status = (int)response.StatusCode;
        var title = text.Length > 0 && JsonElement.Parse(text).TryGetProperty("title", out var given) ? given.GetString() : "";
        var kind = $"{status} {title}".TrimEnd();
        if (status < 500)
        {
            tally.Refused(kind);
        }
        else
        {
            tally.Failed(kind);
        }

        return null;
    }
}
