#!/usr/bin/python3
"""What PyTorch says about the losses: writes losses.json beside this file. Debian's python3-torch; the tests read the file, not PyTorch."""

import json
import pathlib

import torch

ROWS, COLUMNS = 6, 5
CLASS_WEIGHTS = [0.5, 2.0, 1.0, 0.0, 3.25]


def floats(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def case(name, loss, settings, output, target):
    output = output.clone().requires_grad_(True)
    mean = loss(output, target)
    mean.backward()
    return {
        "name": name,
        **settings,
        "output": floats(output),
        "target": target.tolist() if target.dtype == torch.int64 else floats(target),
        "mean": floats(mean)[0],
        "gradient": floats(output.grad),
    }


def main():
    torch.manual_seed(2016)
    logits = 3 * torch.randn(ROWS, COLUMNS)
    labels = torch.tensor([4, 0, 1, 2, 1, 3])
    values = 2 * torch.randn(ROWS, COLUMNS)
    shares = torch.rand(ROWS, COLUMNS)
    one_hot = torch.nn.functional.one_hot(labels, COLUMNS).float()
    weights = torch.tensor(CLASS_WEIGHTS)
    extreme = torch.tensor([[1e4, -1e4, 0.0, 5.0, -3.0]] * ROWS)

    cases = []
    for output, kind in [(logits, ""), (extreme, ", extreme")]:
        for smoothing in [0.0, 0.1, 1.0]:
            for weighted in [False, True]:
                loss = torch.nn.CrossEntropyLoss(weight=weights if weighted else None, label_smoothing=smoothing)
                settings = {"labelSmoothing": smoothing, "classWeights": CLASS_WEIGHTS if weighted else []}
                cases.append(case("SoftmaxCrossEntropy" + kind, loss, settings, output, labels))
        cases.append(case("BinaryCrossEntropy" + kind, torch.nn.BCEWithLogitsLoss(), {}, output, shares))
        cases.append(case("BinaryCrossEntropy, one-hot" + kind, torch.nn.BCEWithLogitsLoss(), {}, output, one_hot))
        cases.append(case("MeanSquaredError" + kind, torch.nn.MSELoss(), {}, output, values))
        cases.append(case("MeanAbsoluteError" + kind, torch.nn.L1Loss(), {}, output, values))
        for delta in [1.0, 0.25]:
            cases.append(case("Huber" + kind, torch.nn.HuberLoss(delta=delta), {"delta": delta}, output, values))
    cases.append(case("MeanAbsoluteError, at its target", torch.nn.L1Loss(), {}, values, values))

    # Probabilities: the loss of their logarithms, by their gradient through the logarithm.
    for weighted in [False, True]:
        nll = torch.nn.NLLLoss(weight=weights if weighted else None)
        settings = {"classWeights": CLASS_WEIGHTS if weighted else []}
        cases.append(case("NegativeLogLikelihood", lambda y, t, nll=nll: nll(torch.log(y), t), settings, torch.softmax(logits, 1), labels))

    lines = ",\n".join(json.dumps(one) for one in cases)
    head = f'{{"torch": "{torch.__version__}", "rows": {ROWS}, "columns": {COLUMNS}, "cases": [\n'
    pathlib.Path(__file__).with_suffix(".json").write_text(f"{head}{lines}\n]}}\n")


if __name__ == "__main__":
    main()
