using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nabla.Testing;

namespace Nabla.Hosting.Tests;

public sealed class ServiceTests
{
    [Fact]
    public void A_predictor_is_a_service_under_its_name()
    {
        using var host = new TestHost();
        var predictor = host.Services.GetRequiredKeyedService<Predictor>("test");
        Assert.Same(predictor, host.Services.GetRequiredKeyedService<Classifier>("test"));
        Assert.Same(predictor, host.Predictors.Get("test"));
        Assert.Same(predictor, host.Predictor.Current);
        Assert.Equal(["test"], host.Predictors.Names);
        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredKeyedService<Regressor>("test"));
        Assert.Equal("Predictor \"test\" is a Classifier, not a Regressor; ask for that, or for a Predictor.", error.Message);
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones()
    {
        using var host = new TestHost(builder => builder.Services.AddPredictor("other"));
        var error = Assert.Throws<KeyNotFoundException>(() => host.Predictors.Get("Test"));
        Assert.Equal("There is no predictor \"Test\"; there is \"test\", \"other\". Add one with services.AddPredictor.", error.Message);
    }

    [Fact]
    public void Adding_a_predictor_again_changes_its_settings()
    {
        using var host = new TestHost(builder => builder.Services.AddPredictor("test", settings => settings.Watch = false));
        Assert.Equal(["test"], host.Predictors.Names);
        var settings = host.Services.GetRequiredService<IOptionsMonitor<PredictorSettings>>().Get("test");
        Assert.Equal((host.File, false), (settings.Path, settings.Watch));
    }

    [Fact]
    public void Settings_come_from_the_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("models:churn:path", "churn.safetensors"), new("models:churn:watch", "false"), new("models:churn:pollingInterval", "00:01:00")]).Build();
        var services = new ServiceCollection();
        services.AddPredictor("churn", configuration.GetSection("models:churn"));
        using var provider = services.BuildServiceProvider();
        var settings = provider.GetRequiredService<IOptionsMonitor<PredictorSettings>>().Get("churn");
        Assert.Equal(("churn.safetensors", false, TimeSpan.FromMinutes(1)), (settings.Path, settings.Watch, settings.PollingInterval));
    }

    [Fact]
    public async Task Wrong_settings_stop_the_host_with_every_error()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddPredictor("churn", settings => (settings.QuietTime, settings.PollingInterval) = (TimeSpan.FromHours(1), TimeSpan.Zero));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "Predictor \"churn\": Path is empty; call FromFile, or set it in the configuration section.",
                "Predictor \"churn\": QuietTime is 01:00:00; expected from 0 to 00:01:00.",
                "Predictor \"churn\": PollingInterval is 00:00:00; expected from 00:00:00.1000000 to 1.00:00:00.",
            ],
            error.Failures);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_stops_the_host()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddPredictor("churn").FromFile(folder["missing.safetensors"]);
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"{folder["missing.safetensors"]} is missing.", error.Message);
    }

    [Fact]
    public void All_ways_to_predict_agree()
    {
        using var host = new TestHost();
        var expected = host.Predictor.Current.Predict(TestHost.Row);
        float[] probabilities = new float[3];
        host.Predictor.Predict(TestHost.Row, probabilities);
        Assert.Equal(expected, host.Predictor.Predict(TestHost.Row));
        Assert.Equal(expected.Probability, probabilities.Max());
        Assert.Equal(expected, Assert.Single(host.Predictor.Predict(Table.FromArrays([TestHost.Row], ["x"], ["a", "b", "c", "d"]))));
    }
}
