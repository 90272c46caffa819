namespace Shop;

internal static class Retry
{
    /// <summary>Tries again after failures that may pass, waiting twice as long each time. The last failure is thrown.</summary>
    public static async Task<T> While<T>(
        Func<Exception, bool> mayPass, int attempts, TimeSpan pause, Func<CancellationToken, Task<T>> action, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await action(cancel);
            }
            catch (Exception failure) when (attempt < attempts && mayPass(failure))
            {
                await Task.Delay(pause * Math.Pow(2, attempt - 1), cancel);
            }
        }
    }
}
