using Nabla;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddPredictor("iris").FromFile(builder.Configuration["model"] ?? "iris.safetensors");
builder.Services.AddHealthChecks().AddPredictor("iris");

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/predict", (float[] row, [FromKeyedServices("iris")] HostedPredictor predictor) =>
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
