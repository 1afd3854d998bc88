using Nabla.Networks;
using Nabla.Reports.Live;
using Nabla.Studies;

namespace Nabla.Reports.Tests.Live;

/// <summary>A run that goes on as far as a test says.</summary>
internal static class SomeTraining
{
    public const int Epochs = 4;

    private const int Steps = 3;

    /// <summary>A run that has begun, with some of its epochs done.</summary>
    public static WatchedTraining After(int epochs, BestBy bestBy = BestBy.Accuracy)
    {
        var training = new WatchedTraining(new Recipe { Name = "some-run", Epochs = Epochs, BestBy = bestBy });
        training.OnStart(Epochs, Steps, samplesPerEpoch: 300);
        for (int epoch = 1; epoch <= epochs; epoch++)
            GoOn(training, epoch);
        return training;
    }

    /// <summary>One more epoch. Its accuracy is best in the second, its loss in the third.</summary>
    public static void GoOn(WatchedTraining training, int epoch)
    {
        for (int step = 1; step <= Steps; step++)
            training.OnStep(((epoch - 1) * Steps) + step, loss: 2.0 / epoch, penalty: 0, correct: 50, samples: 100);
        training.OnEpoch(new(epoch, epoch * Steps, 1.0 / epoch, 0.5, epoch == 3 ? 0.25 : 0.75, epoch == 2 ? 0.875 : 0.625, TimeSpan.FromSeconds(0.5))
        {
            Layers = [new("layers.0", "Linear", 8, DeadShare: null, ActivationNorm: 1.5, GradientNorm: 0.5, ParameterNorm: 8)],
        });
    }
}
