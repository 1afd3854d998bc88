using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using Radzen;

namespace Nabla.Reports.Charts;

/// <summary>Renders a <see cref="Plot"/> to an image.</summary>
public sealed class PlotRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HtmlRenderer _renderer;

    /// <summary>Initializes a renderer, separate from that of the page around the plots.</summary>
    public PlotRenderer()
    {
        _services = new ServiceCollection()
            .AddSingleton<IJSRuntime, NoScript>()
            .AddSingleton<NavigationManager, Nowhere>()
            .AddSingleton<TooltipService>()
            .BuildServiceProvider();
        _renderer = new(_services, NullLoggerFactory.Instance);
    }

    /// <summary>Renders a plot.</summary>
    /// <param name="parameters">The parameters of <see cref="Plot"/>.</param>
    /// <returns>The content of an svg element of the plot's width and height.</returns>
    public Task<string> DrawAsync(IDictionary<string, object?> parameters) =>
        _renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await _renderer.RenderComponentAsync<Plot>(ParameterView.FromDictionary(parameters));
            return root.ToHtmlString();
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }

    /// <summary>A JavaScript runtime that Radzen requires but never calls when it draws on the server.</summary>
    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) =>
            throw new InvalidOperationException($"A report has no script, but {identifier} was called.");

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);
    }

    /// <summary>A navigation manager without an address.</summary>
    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("file:///", "file:///");
    }
}
