using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

/// <summary>The one place that turns what a customer met into an answer. Faults of the shop fall through and become a 500.</summary>
internal sealed class Problems(IProblemDetailsService answers) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ShopException met)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = StatusOf(met);
        return answers.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusOf(met),
                Title = met.Code,
                Detail = met.Message,
            },
        });
    }

    private static int StatusOf(ShopException met) => met switch
    {
        NotFoundException => StatusCodes.Status404NotFound,
        InvalidRequestException => StatusCodes.Status400BadRequest,
        PaymentDeclinedException => StatusCodes.Status402PaymentRequired,
        PaymentUnavailableException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };
}
