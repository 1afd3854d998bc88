using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console.Rendering;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Shows a run on a terminal: a bar for the current epoch, a line for each completed one.</summary>
/// <remarks>Drawing blocks training, so it happens at most ten times a second, with only additions in between.</remarks>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : Progress
{
    private const string Best = "  best";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private LiveDisplayContext? _display;
    private long _drawn;
    private long _started;
    private long _epochStarted;
    private int _epochs;
    private int _stepsPerEpoch;
    private int _samplesPerEpoch;
    private long _stepsDone;
    private long _stepsBefore;
    private int _stepsInEpoch;
    private double _lossInEpoch;
    private long _samplesInEpoch;
    private long? _correctInEpoch = 0;
    private BestBy _bestBy;
    private bool _isRegression;
    private EpochRecord? _best;

    public override T Watch<T>(Func<T> work) => console.Live(new BelowABlankLine(new Text(" "))).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(display =>
    {
        _display = display;
        return work();
    });

    public override void OnLoading(Recipe recipe) => Draw(new Markup($"[grey]loading {Markup.Escape(recipe.Data)}[/]"));

    public override void OnReady(RunPlan plan)
    {
        (_bestBy, _isRegression) = (plan.Recipe.BestBy, !plan.Splits.Train.Dataset.Task.IsClassification);
        foreach (string line in Headline(plan).SelectMany(Wrapped))
            console.MarkupLineInterpolated($"[grey]{line}[/]");
    }

    public override void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
        (_epochs, _stepsPerEpoch, _samplesPerEpoch) = (epochs, stepsPerEpoch, samplesPerEpoch);
        _started = _epochStarted = time.GetTimestamp();
        console.WriteLine();
        foreach (string line in _isRegression ? EpochLine.RegressionHead : EpochLine.Head)
            console.MarkupLineInterpolated($"[grey]{Wrapped(line).First()}[/]");
        DrawBar(epoch: 1);
    }

    public override void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
        _stepsDone = _stepsBefore = epochs[^1].Step;
        foreach (var epoch in epochs)
            _best = _best is null || epoch.IsBetterThan(_best, _bestBy) ? epoch : _best;
        console.MarkupLineInterpolated($"[grey]{Continuing(epochs.Count, _epochs)}[/]");
        if (epochs.Count < _epochs)
            DrawBar(epochs.Count + 1);
    }

    public override void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
        _stepsDone = step;
        _stepsInEpoch++;
        _lossInEpoch += loss;
        _samplesInEpoch += samples;
        _correctInEpoch += correct;
        if (time.GetElapsedTime(_drawn) >= Interval)
            DrawBar((int)((step - 1) / _stepsPerEpoch) + 1);
    }

    public override void OnEpoch(EpochRecord epoch)
    {
        string line = Wrapped(EpochLine.Format(epoch, _epochs, _samplesPerEpoch)).First();
        if (_best is null || epoch.IsBetterThan(_best, _bestBy))
        {
            _best = epoch;
            console.MarkupLineInterpolated($"{line}[green]{(line.Length + Best.Length < console.Profile.Width ? Best : string.Empty)}[/]");
        }
        else
        {
            console.MarkupLineInterpolated($"{line}");
        }

        (_stepsInEpoch, _lossInEpoch, _samplesInEpoch, _correctInEpoch) = (0, 0, 0, 0);
        _epochStarted = time.GetTimestamp();
        if (epoch.Epoch < _epochs)
            DrawBar(epoch.Epoch + 1);
    }

    public override void OnTesting() => Draw(new Markup("[grey]testing the best epoch[/]"));

    private void DrawBar(int epoch)
    {
        var elapsedInEpoch = time.GetElapsedTime(_epochStarted);
        double samplesPerSecond = elapsedInEpoch > TimeSpan.Zero ? _samplesInEpoch / elapsedInEpoch.TotalSeconds : 0;
        long stepsToGo = ((long)_epochs * _stepsPerEpoch) - _stepsDone;
        string left = _stepsDone == _stepsBefore ? string.Empty : $"{Figures.Clock(time.GetElapsedTime(_started) / (_stepsDone - _stepsBefore) * stepsToGo)} left";
        Draw(new ProgressBar(
            $"{epoch}/{_epochs}",
            (double)_stepsInEpoch / _stepsPerEpoch,
            _stepsInEpoch == 0 ? string.Empty : $"loss {Figures.Loss(_lossInEpoch / _stepsInEpoch)}",
            _stepsInEpoch == 0 || _correctInEpoch is not { } correct ? string.Empty : $"accuracy {Figures.Percent((double)correct / _samplesInEpoch)}",
            _stepsInEpoch == 0 ? string.Empty : $"{Figures.Count(samplesPerSecond)} samples/s",
            left));
    }

    private IEnumerable<string> Wrapped(string line) => TerminalLine.Wrap(line, console.Profile.Width);

    private void Draw(IRenderable target)
    {
        _drawn = time.GetTimestamp();
        _display?.UpdateTarget(new BelowABlankLine(target));
    }
}
