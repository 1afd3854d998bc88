using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using Radzen;

namespace Nabla.Reports.Charts;

/// <summary>Has a <see cref="Plot"/> drawn and keeps of it what belongs into a picture.</summary>
public sealed class PlotRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HtmlRenderer _renderer;

    /// <summary>A renderer of its own: plots are drawn while the page around them is being written.</summary>
    public PlotRenderer()
    {
        _services = new ServiceCollection()
            .AddSingleton<IJSRuntime, NoScript>()
            .AddSingleton<NavigationManager, Nowhere>()
            .AddSingleton<TooltipService>()
            .BuildServiceProvider();
        _renderer = new(_services, NullLoggerFactory.Instance);
    }

    /// <summary>Draws a plot.</summary>
    /// <param name="parameters">The parameters of <see cref="Plot"/>.</param>
    /// <returns>What stands inside an svg element of the plot's width and height.</returns>
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

    /// <summary>Radzen asks for a browser that it never uses while it draws on the server.</summary>
    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) =>
            throw new InvalidOperationException($"A report has no script, but {identifier} was called.");

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);
    }

    /// <summary>A report has no address.</summary>
    private sealed class Nowhere : NavigationManager
    {
        public Nowhere() => Initialize("file:///", "file:///");
    }
}
