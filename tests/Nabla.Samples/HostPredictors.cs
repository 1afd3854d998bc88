using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nabla;

namespace Samples;

internal static class HostPredictors
{
    public static void Add(IHostApplicationBuilder builder)
    {
        // sample: settings of predictors
        builder.Services.AddPredictor("iris", builder.Configuration.GetSection("Models:Iris"));
        builder.Services.AddPredictor("prices", settings => settings.PollingInterval = TimeSpan.FromMinutes(1)).FromFile("prices.safetensors");
        // end
    }

    public static Classifier Train(IHost host, Table table)
    {
        // sample: observe training
        TrainingMetrics metrics = host.Services.GetRequiredService<TrainingMetrics>();
        var model = Classifier.Train(table, progress: metrics.Observe("iris", samples: table.RowCount));
        // end
        return model;
    }
}
