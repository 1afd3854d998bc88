// Minimises the problems of FOLDER/problems.json with L-BFGS. Writes each one's initial parameters to FOLDER/NAME.initial.f32, the final ones
// to FOLDER/NAME.final.f32, and what came out to FOLDER/nabla.json. The script beside this file, run, calls it.
using System.Text.Json;
using Nabla;
using Nabla.Networks;
using Nabla.LbfgsComparison;

string folder = args[0];
int mostSteps = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
var descriptions = JsonSerializer.Deserialize<ProblemDescription[]>(File.ReadAllText(Path.Combine(folder, "problems.json")), options)!;
using var processor = new Processor(threads: 1);
var answers = new List<object>();
foreach (var description in descriptions)
{
    var problem = new Problem(description, folder, processor);
    problem.Write(Path.Combine(folder, description.Name + ".initial.f32"));
    var lbfgs = new Lbfgs();
    var state = lbfgs.CreateState(problem.Parameters);
    LbfgsStep step;
    int steps = 0, evaluations = 0;
    do
    {
        step = lbfgs.Step(processor, problem.Parameters, state, problem);
        evaluations += step.Evaluations;
        steps++;
    }
    while (step.Outcome == LbfgsOutcome.Progress && steps < mostSteps);

    problem.Write(Path.Combine(folder, description.Name + ".final.f32"));
    answers.Add(new { description.Name, step.Loss, Gradient = step.LargestDerivative, Outcome = step.Outcome.ToString(), Steps = steps, Evaluations = evaluations });
}

File.WriteAllText(Path.Combine(folder, "nabla.json"), JsonSerializer.Serialize(answers, options));
