using Nabla;
using Nabla.Networks;

// One seed of five folds of one table, with the architecture and settings of scikit-learn's MLPClassifier and MLPRegressor, on one thread: see compare.
//   Nabla.ScikitLearn DIRECTORY SEED classification|regression
// DIRECTORY holds train-SEED-FOLD.csv and test-SEED-FOLD.csv, with the column "target". Prints the score and the seconds of each fold.
const double Alpha = 1e-4;
string directory = args[0], seed = args[1];
bool isClassification = args[2] == "classification";
for (int fold = 0; fold < 5; fold++)
{
    var train = Table.FromCsv(Path.Combine(directory, $"train-{seed}-{fold}.csv"), "target");
    var test = Table.FromCsv(Path.Combine(directory, $"test-{seed}-{fold}.csv"), "target");
    int batch = Math.Min(200, train.RowCount);
    long begin = TimeProvider.System.GetTimestamp();
    Predictor model = isClassification
        ? Classifier.Train(train, Settings(new ClassifierOptions(), batch))
        : Regressor.Train(train, Settings(new RegressorOptions(), batch));
    double score = model.Evaluate(test).Score;
    Console.WriteLine(FormattableString.Invariant($"{score} {TimeProvider.System.GetElapsedTime(begin).TotalSeconds} {model.Training!.Epochs.Count}"));
}

// alpha/2 ‖W‖² over the batch's rows is λ₂ Σ w² with λ₂ = alpha / (2 · batch).
TOptions Settings<TOptions>(TOptions options, int batch)
    where TOptions : PredictorOptions => (TOptions)(options with
    {
        Hidden = [100],
        Activation = Activation.Relu,
        Initializer = Initializer.XavierUniform,
        Method = new Adam(0.001),
        Epochs = 200,
        BatchSize = batch,
        L2 = Alpha / (2 * batch),
        ValidationFraction = 0,
        Patience = 10,
        MinImprovement = 1e-4,
        StopByTrainingLoss = true,
        KeepBest = false,
        Seed = ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
        Threads = 1,
    });
