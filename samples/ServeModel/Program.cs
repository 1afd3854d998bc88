using Nabla;

var builder = WebApplication.CreateSlimBuilder(args);

// One predictor for all requests: it is safe to share between threads.
builder.Services.AddSingleton(Predictor.Load(builder.Configuration["model"] ?? "iris.safetensors"));

var app = builder.Build();
app.MapPost("/predict", (float[] row, Predictor predictor) =>
{
    try
    {
        var answer = predictor.Predict(row);
        return Results.Ok(new { answer.Class, answer.Probability });
    }
    catch (ArgumentException error)
    {
        return Results.BadRequest(error.Message);
    }
});

app.Run();
