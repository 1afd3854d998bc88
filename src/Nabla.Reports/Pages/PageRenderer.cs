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
        // A page only waits for its own images, which are drawn on pool threads.
        string html = Task.Run(() => RenderAsync<T>(parameters)).GetAwaiter().GetResult();
        return html.ReplaceLineEndings("\n").Trim() + "\n";
    }

    private static async Task<string> RenderAsync<T>(IDictionary<string, object?> parameters)
        where T : IComponent
    {
        // Razor and Radzen format numbers with the culture of the rendering task.
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
