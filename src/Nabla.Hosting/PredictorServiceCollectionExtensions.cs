using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nabla;

/// <summary>Adds predictors to a host's services.</summary>
public static class PredictorServiceCollectionExtensions
{
    /// <summary>
    /// Adds a predictor, which is loaded when the host starts, and reloaded when its file changes. Its keyed services are <see cref="HostedPredictor"/>, for any lifetime, and
    /// the current <see cref="Predictor"/>, <see cref="Classifier"/> or <see cref="Regressor"/>, for services that live no longer than a request.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name of the predictor: the key of its services, and its name in options, metrics and log events.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static PredictorBuilder AddPredictor(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (services.Any(service => !service.IsKeyedService && service.ImplementationInstance is PredictorName known && known.Name == name))
            return new(name, services);

        services.AddSingleton(new PredictorName(name));
        services.AddOptions<PredictorSettings>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PredictorSettings>>(new PredictorSettingsValidator(name));
        services.AddTrainingMetrics();
        services.TryAddSingleton<PredictionMetrics>();
        services.TryAddSingleton<PredictorProvider>();
        services.TryAddSingleton<IPredictorProvider>(all => all.GetRequiredService<PredictorProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PredictorStartup>());
        services.AddKeyedSingleton(name, (all, _) => new HostedPredictor(
            all.GetRequiredService<PredictorProvider>().Source(name), all.GetRequiredService<PredictionMetrics>(), all.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddKeyedTransient(name, (all, _) => all.GetRequiredService<PredictorProvider>().Get(name));
        services.AddKeyedTransient(name, (all, _) => Cast<Classifier>(all.GetRequiredService<PredictorProvider>(), name));
        services.AddKeyedTransient(name, (all, _) => Cast<Regressor>(all.GetRequiredService<PredictorProvider>(), name));
        return new(name, services);
    }

    /// <summary>Adds a predictor whose settings are in a section of the configuration; see <see cref="AddPredictor(IServiceCollection, string)"/>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name of the predictor.</param>
    /// <param name="section">The section, with keys named after the properties of <see cref="PredictorSettings"/>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static PredictorBuilder AddPredictor(this IServiceCollection services, string name, IConfiguration section) => services.AddPredictor(name).Bind(section);

    /// <summary>Adds a predictor with settings; see <see cref="AddPredictor(IServiceCollection, string)"/>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The name of the predictor.</param>
    /// <param name="configure">Modifies the settings.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static PredictorBuilder AddPredictor(this IServiceCollection services, string name, Action<PredictorSettings> configure) => services.AddPredictor(name).Configure(configure);

    /// <summary>Adds <see cref="TrainingMetrics"/>, for programs that train. <c>AddPredictor</c> adds them, too.</summary>
    /// <param name="services">The services to add to.</param>
    public static IServiceCollection AddTrainingMetrics(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<NablaMeter>();
        services.TryAddSingleton(all => new TrainingMetrics(all.GetRequiredService<NablaMeter>(), all.GetService<ILoggerFactory>()));
        return services;
    }

    private static T Cast<T>(PredictorProvider provider, string name)
        where T : Predictor =>
        provider.Get(name) as T ?? throw new InvalidOperationException(
            $"Predictor \"{name}\" is a {provider.Get(name).GetType().Name}, not a {typeof(T).Name}; ask for that, or for a {nameof(Predictor)}.");
}
