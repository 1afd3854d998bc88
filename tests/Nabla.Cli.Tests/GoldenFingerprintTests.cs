using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>Twelve families of recipes, each with the fingerprint that it had when this file was written.</summary>
/// <remarks>
/// Between them they use every layer, loss, optimizer, schedule and engine that a recipe can name. A refactoring that changes one of these
/// changes the results of everybody who has published one: it needs a decision in <c>docs/decisions</c>.
/// </remarks>
public sealed class GoldenFingerprintTests
{
    [Theory]
    [InlineData("default", "c473efb9a1434e9efd35bab834cb205302092cb58cf90e13193cea1c508390fa")]
    [InlineData("momentum and the step schedule", "454117a1846604b03f2e1d06c18cebf639589024db74ffbe376ed0e36cc72b6c", "--set", "momentum=0.9", "--set", "nesterov=true", "--schedule", "step", "--set", "scheduleEpochs=1", "--activation", "relu")]
    [InlineData("Adam with dropout", "03dca916b8c27eaac7460b17c27653cf40b9eadc3630668760280fd62270a1fb", "--optimizer", "adam", "--dropout", "0.2", "--set", "warmUp=0.5", "--activation", "leakyRelu")]
    [InlineData("AdamW, batch normalisation and residual blocks", "5fa448efa544baaa883aa82f726af0408b30198f2e45faba5ed7c551c5f051c0", "--optimizer", "adamW", "--batch-norm", "--residual", "--schedule", "oneCycle", "--set", "clipNorm=1")]
    [InlineData("RMSProp and binary cross-entropy", "5057a1875476bf8859825b8630f1a53fa1bca407dc9124a49c78bf6e5f70c90e", "--optimizer", "rmsProp", "--set", "momentum=0.5", "--loss", "binaryCrossEntropy", "--activation", "sigmoid", "--schedule", "plateau")]
    [InlineData("whitening", "ba01184b1e8c08320696f27fe3e9cabd69a08ef922a0e58f6232c74349ae3aaa", "--whitening", "--activation", "tanh", "--schedule", "cosine")]
    [InlineData("elastic net and label smoothing", "cf26bb71306e42003303c8a1f4306f7814b8e9b68980591d2c74498399dbe1fb", "--l1", "1e-5", "--l2", "1e-4", "--set", "labelSmoothing=0.1", "--set", "classWeights=[1,2,1,1,1,1,1,1,1,0.5]", "--initializer", "xavierUniform")]
    [InlineData("squared error behind a softmax", "e4a682ecb6184bf43471e890e01660eb3bb53011c12382e3d509a68fc05240d8", "--loss", "meanSquaredError", "--set", "softmaxOutput=true", "--learning-rate", "0.5", "--initializer", "pyTorchLinear")]
    [InlineData("Huber's error, the last batch kept, early stopping", "ceb49498abcfe000cb2491e593f4464d72f6b758037d7fc69ad9a81ef42e414d", "--loss", "huber", "--set", "dropLastBatch=false", "--early-stopping", "1", "--set", "bestBy=loss", "--initializer", "kaimingUniform")]
    [InlineData("absolute error and a linear model", "61332d34b0391853c6b53d63e94d6260d52e2a402217614869ff0f48e745b5a1", "--loss", "meanAbsoluteError", "--hidden", "", "--initializer", "xavierNormal", "--set", "inputScale=0.5")]
    [InlineData("L-BFGS", "b84e844a33b6ea08cf60b714936962eb9f0f0f478b7551d753bbaf4a30971ce4", "--optimizer", "lbfgs", "--activation", "softplus", "--l2", "1e-3")]
    [InlineData("the autograd engine", "2a8479f464843aa6da133a05506cb2f453b313a4637370bbadce6743a4fdf6f2", "--engine", "autograd", "--batch-norm", "--dropout", "0.1", "--optimizer", "adam")]
    public async Task A_recipe_keeps_its_fingerprint(string family, string expected, params string[] recipe)
    {
        using var folder = new TemporaryFolder();
        string[] small = ["--data", "shapes:300", "--batch-size", "32", "--epochs", "3"];
        string[] hidden = recipe.Contains("--hidden", StringComparer.Ordinal) ? [] : ["--hidden", "24,24"];
        var call = await Call.RunAsync(["train", "--json", "--quiet", "--no-report", "--out", folder["run"], .. small, .. hidden, .. recipe]);
        Assert.True(call.Code == 0, $"{family}: {call.Error}");
        using var result = JsonDocument.Parse(call.Output);
        Assert.Equal((family, expected), (family, result.RootElement.GetProperty("finalFingerprint").GetString()));
    }
}
