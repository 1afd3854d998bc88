using System.Diagnostics;
using Nabla; using Nabla.Networks;
string[] tables = args[0].Split(','); string[] names = args[1].Split(',');
foreach (string t in tables)
{
    bool cls = !new[]{"auto_mpg","diabetes","concrete","abalone","ames","cpu_act","california_housing"}.Contains(t);
    var table = Table.FromCsv($"/tmp/tt-pack/{t}.csv", "target", cls ? new CsvOptions { Kinds = new Dictionary<string,ColumnKind>{["target"]=ColumnKind.Categorical} } : null);
    string[] lines = File.ReadAllLines($"/tmp/tt-pack/{t}.splits.txt");
    int splits = args.Length > 2 ? int.Parse(args[2]) : 2; if (t is "iris") splits = 5;
    for (int s = 0; s < splits; s++)
    {
        var tr = table.Take(Enumerable.Range(0, table.RowCount).Where(i => lines[s][i] == 't').ToArray());
        var te = table.Take(Enumerable.Range(0, table.RowCount).Where(i => lines[s][i] == 's').ToArray());
        foreach (string n in names)
        {
            var o = (ClassifierOptions)Variant(n, new ClassifierOptions { Seed = (ulong)s, Threads = 1 });
            var w = Stopwatch.StartNew(); TrainingReport r; double score, loss;
            if (cls) { var c = Classifier.Train(tr, o); r = c.Training!; w.Stop(); var e = c.Evaluate(te); score = 1 - e.Accuracy!.Value; loss = e.Loss; }
            else { var g = Regressor.Train(tr, (RegressorOptions)Variant(n, new RegressorOptions { Seed = (ulong)s, Threads = 1 })); r = g.Training!; w.Stop(); var e = g.Evaluate(te); score = e.Regression!.Rmse; loss = 1 - e.Regression.R2; }
            Console.WriteLine(FormattableString.Invariant($"{t},{s},{n},{score},{loss},{w.Elapsed.TotalSeconds:0.000},{r.BestEpoch},{r.Epochs.Count}"));
        }
    }
}
static PredictorOptions Variant(string n, PredictorOptions o)
{
    double lr = 0.003, wd = 0.01; bool w = false;
    foreach (string p in n.Split('+'))
    {
        if (p.StartsWith("lr")) lr = double.Parse(p[2..]);
        else if (p.StartsWith("wd")) wd = double.Parse(p[2..]);
        else if (p == "adamw") w = true;
    }
    o = o with { Method = w ? new AdamW(lr, weightDecay: wd) : new Adam(lr, weightDecay: wd) };
    foreach (string p in n.Split('+'))
    {
        o = p switch
        {
            "loss" => o with { BestBy = o is ClassifierOptions ? BestBy.Loss : null },
            "noval" => o with { ValidationFraction = 0 },
            "last" => o with { KeepBest = false, EarlyStopping = null },
            "cos" => o with { Schedule = LearningRateSchedule.Cosine() },
            "one" => o with { Schedule = LearningRateSchedule.OneCycle() },
            "tl" => o with { ValidationFraction = 0, EarlyStopping = new(10, 1e-4, onTrainingLoss: true) },
            "noes" => o with { EarlyStopping = null },
            "h100" => o with { Hidden = [100] },
            "h256" => o with { Hidden = [256, 128] },
            "h64" => o with { Hidden = [64, 32] },
            _ when p.StartsWith("ep") => o with { Epochs = int.Parse(p[2..]) },
            _ when p.StartsWith("pat") => o with { EarlyStopping = new(int.Parse(p[3..])) },
            _ when p.StartsWith("vf") => o with { ValidationFraction = double.Parse(p[2..]) },
            _ when p.StartsWith("do") => o with { Dropout = double.Parse(p[2..]) },
            _ when p.StartsWith("bs") => o with { BatchSize = int.Parse(p[2..]) },
            _ => o,
        };
    }
    return o;
}
