using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nabla;
using Nabla.Testing;

namespace Samples;

/// <summary>The samples of the page on hosting do what it says.</summary>
public sealed class HostingSampleTests
{
    [Fact]
    public void Predictors_get_their_settings_and_training_is_observed()
    {
        using var folder = new TemporaryFolder();
        Flowers.Write(folder["iris.csv"]);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Models:Iris:Path"] = "flowers.safetensors";
        HostPredictors.Add(builder);
        using var host = builder.Build();

        var settings = host.Services.GetRequiredService<IOptionsMonitor<PredictorSettings>>();
        Assert.Equal("flowers.safetensors", settings.Get("iris").Path);
        Assert.Equal(("prices.safetensors", TimeSpan.FromMinutes(1)), (settings.Get("prices").Path, settings.Get("prices").PollingInterval));
        Assert.Equal(3, HostPredictors.Train(host, Table.FromCsv(folder["iris.csv"], target: "species")).Classes.Count);
    }
}
