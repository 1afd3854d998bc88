using Nabla;

/// <summary>Trains while the host does other work, logs every tenth epoch, and ends with the host.</summary>
internal sealed partial class Training(ILogger<Training> logger, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var table = Table.FromCsv("iris.csv", target: "species");
        var progress = new Progress(logger);
        var model = await Task.Run(() => Classifier.Train(table, progress: progress, cancellationToken: stoppingToken), stoppingToken);
        model.Save("iris.safetensors");
        LogDone(logger, model.Training!.Epochs.Count);
        lifetime.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Trained for {Epochs} epochs.")]
    private static partial void LogDone(ILogger logger, int epochs);

    private sealed partial class Progress(ILogger logger) : IProgress<EpochRecord>
    {
        public void Report(EpochRecord value)
        {
            if (value.Epoch % 10 == 0)
                LogEpoch(logger, value.Epoch, value.ValidationLoss ?? value.TrainLoss);
        }

        [LoggerMessage(LogLevel.Information, "Epoch {Epoch}: loss {Loss:F4}")]
        private static partial void LogEpoch(ILogger logger, int epoch, double loss);
    }
}
