using System.Globalization;
using Nabla;
using Nabla.Networks;

// A small network against linear regression on the same five folds of a table whose last column is the target: eng/checks/diabetes.
// Both see the same standardised features. The network's penalty is fixed, not searched for on the folds.
const int Folds = 5;
const double L2 = 0.03;

string[] lines = [.. File.ReadLines(args[0]).Skip(1)];
double[][] rows = [.. lines.Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
float[][] features = [.. rows.Select(row => row[..^1].Select(value => (float)value).ToArray())];
int[] order = [.. Enumerable.Range(0, rows.Length)];
var key = new RandomKey(Seed: 42);
key.Shuffle(order);

using var processor = new Processor(threads: 1);
double networkSum = 0, linearSum = 0;
for (int fold = 0; fold < Folds; fold++)
{
    int[] test = [.. order.Where((_, i) => i % Folds == fold)], train = [.. order.Where((_, i) => i % Folds != fold)];

    // R² is the same on any scale of the target; a network learns best where it varies by about 1.
    double mean = train.Average(row => rows[row][^1]), deviation = Math.Sqrt(train.Average(row => (rows[row][^1] - mean) * (rows[row][^1] - mean)));
    var table = ArrayDataset.Regression("diabetes", features, [.. rows.Select(row => (float)((row[^1] - mean) / deviation))], ["progression"]);
    var standardizer = table.MeasureStandardizer(train);
    var (training, testing) = (new Subset(table, train, standardizer), new Subset(table, test, standardizer));

    var network = Network.Create(table.Features, hidden: [8], outputs: 1, Activation.Tanh);
    network.Initialize(key.Fold((ulong)(fold + 1)));
    var options = new TrainerOptions { Epochs = 500, L2 = [L2] };
    var report = new Trainer(network, new MeanSquaredError(), TrainingMethod.Lbfgs(), options, processor).Fit(training, training);
    double r2 = Evaluation.Measure(network, new MeanSquaredError(), testing, processor).Regression!.R2;

    // A network without a hidden layer, whose parameters solve the normal equations, is linear regression.
    var linear = new Network(new Linear(table.Features, 1));
    Solve(training, linear);
    double linearR2 = Evaluation.Measure(linear, new MeanSquaredError(), testing, processor).Regression!.R2;

    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"fold {fold + 1}: R2 {r2:F4}, linear regression {linearR2:F4}; {report.StopReason} after {report.Epochs.Count} epochs"));
    networkSum += r2;
    linearSum += linearR2;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean R2 {networkSum / Folds:F4}, linear regression {linearSum / Folds:F4}"));
return networkSum >= linearSum ? 0 : 1;

// Solves XᵀX w = Xᵀy in double precision by Gaussian elimination with pivots, X with a column of ones.
void Solve(Subset examples, Network linear)
{
    int inputs = linear.Inputs, size = inputs + 1;
    float[] batch = new float[examples.Count * inputs];
    var chosen = examples.Rows.Span;
    examples.Dataset.Gather(processor, chosen, examples.Standardizer, new MatrixView(batch, examples.Count, inputs));
    double[,] system = new double[size, size + 1];
    for (int n = 0; n < examples.Count; n++)
    {
        double[] row = [.. batch.AsSpan(n * inputs, inputs).ToArray().Select(value => (double)value), 1, examples.Dataset.Values[chosen[n]]];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= size; j++)
                system[i, j] += row[i] * row[j];
        }
    }

    for (int pivot = 0; pivot < size; pivot++)
    {
        int largest = Enumerable.Range(pivot, size - pivot).MaxBy(i => Math.Abs(system[i, pivot]));
        for (int j = 0; j <= size; j++)
            (system[pivot, j], system[largest, j]) = (system[largest, j], system[pivot, j]);
        for (int i = 0; i < size; i++)
        {
            double factor = i == pivot ? 0 : system[i, pivot] / system[pivot, pivot];
            for (int j = pivot; j <= size; j++)
                system[i, j] -= factor * system[pivot, j];
        }
    }

    float[] solution = [.. Enumerable.Range(0, size).Select(i => (float)(system[i, size] / system[i, i]))];
    linear.Layers[0].Parameters[0].Value.CopyFromRowMajor(solution.AsSpan(0, inputs));
    linear.Layers[0].Parameters[1].Value.CopyFromRowMajor(solution.AsSpan(inputs));
}
