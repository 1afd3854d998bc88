using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nabla.Reports.Charts;

namespace Nabla.Reports.Pages;

/// <summary>Renders a page's component to text, once, without a server or a browser.</summary>
internal static class PageRenderer
{
    public static string Render<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        // Nothing of a page waits for anything but its own pictures, which are drawn on threads of the pool.
        string html = Task.Run(() => RenderAsync<T>(parameters)).GetAwaiter().GetResult();
        return html.ReplaceLineEndings("\n").Trim() + "\n";
    }

    private static async Task<string> RenderAsync<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        // Razor and Radzen write numbers in the culture of the task that renders: this one, and no other.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        await using var services = new ServiceCollection().AddSingleton<PlotRenderer>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });
    }
}
