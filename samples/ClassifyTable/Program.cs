using Nabla;

var table = Table.FromCsv("iris.csv", target: "species");
var (train, test) = table.Split(testFraction: 0.25, seed: 42);
var model = Classifier.Train(train, new() { Hidden = [32] });
Console.WriteLine($"{model.Evaluate(test).Accuracy:P1}");
model.Save("iris.safetensors");

var predictor = Predictor.Load("iris.safetensors");
var answer = predictor.Predict([5.9f, 3.0f, 5.1f, 1.8f]);
Console.WriteLine($"{answer.Class} {answer.Probability:P1}");
