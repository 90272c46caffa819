namespace Plumbline.Wire;

/// <summary>HTTP requests of one route, as the server's own metric http.server.request.duration tells them.</summary>
/// <param name="Route">Method and route, such as <c>GET /orders/{id}</c>.</param>
/// <param name="Failed">Of these, answered with 500 or above.</param>
/// <param name="Microseconds">Sum of their durations.</param>
/// <param name="Buckets">Of the durations, as in <see cref="Timed"/>.</param>
internal sealed record RequestTime(string Route, long Count, long Failed, double Microseconds, TimeBucket[] Buckets);
