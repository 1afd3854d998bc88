using Nabla;

var table = Table.FromCsv("houses.csv", target: "price");
var (train, test) = table.Split(testFraction: 0.25, seed: 42);
var model = Regressor.Train(train);
Console.WriteLine($"R² {model.Evaluate(test).Regression!.R2:F3}");
model.Save("houses.safetensors");

// A column may be a text, and a value may be missing: the model knows what to do.
var houses = Regressor.Load("houses.safetensors").For<House>();
Console.WriteLine($"{houses.Predict(new House(120, "garden", null)).Value:F0}");

internal sealed record House(double Area, string Kind, int? Built);
