using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Nabla;

/// <summary>Configures a predictor that was added by <c>AddPredictor</c>.</summary>
public sealed class PredictorBuilder
{
    internal PredictorBuilder(string name, IServiceCollection services) => (Name, Services) = (name, services);

    /// <summary>Gets the name of the predictor.</summary>
    public string Name { get; }

    /// <summary>Gets the services that the predictor was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Loads the model from a file, which is watched.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public PredictorBuilder FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Configure(settings => settings.Path = path);
    }

    /// <summary>Changes the settings.</summary>
    /// <param name="configure">Modifies the settings.</param>
    public PredictorBuilder Configure(Action<PredictorSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(Name, configure);
        return this;
    }

    /// <summary>Reads the settings from a section of the configuration.</summary>
    /// <param name="section">The section, with keys named after the properties of <see cref="PredictorSettings"/>.</param>
    public PredictorBuilder Bind(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Services.AddOptions<PredictorSettings>(Name).Bind(section);
        return this;
    }
}
