#!/usr/bin/python3
"""What PyTorch says about batch normalisation: writes batch_normalization.json beside this file.

Debian's python3-torch; BatchNormGoldenTests reads the file, not PyTorch. All in single precision.

A layer alone: output, gradients, running statistics over ten batches, and the answer they give in the end.
A small network, linear - batch normalisation - ELU - dropout with p = 0 - linear: ten steps of gradient descent.
"""

import json
import pathlib

import torch
from torch import nn

BATCHES = 10


def numbers(tensor):
    """Nested lists with the digits that single precision takes to come back."""
    values = tensor.detach().tolist()
    return [[float(f"{value:.9g}") for value in row] for row in values] if tensor.dim() == 2 else [float(f"{value:.9g}") for value in values]


def layer(generator):
    rows, width = 6, 5
    norm = nn.BatchNorm1d(width)
    with torch.no_grad():
        norm.weight.copy_(torch.randn(width, generator=generator))
        norm.bias.copy_(torch.randn(width, generator=generator))
    scale = torch.tensor([1.0, 3.0, 0.2, 10.0, 1.0])
    shift = torch.tensor([0.0, -2.0, 5.0, 40.0, 0.5])
    batches = [torch.randn(rows, width, generator=generator) * scale + shift for _ in range(BATCHES)]
    dy = torch.randn(rows, width, generator=generator)

    x = batches[0].clone().requires_grad_()
    y = norm(x)
    y.backward(dy)
    for batch in batches[1:]:
        norm(batch)
    norm.eval()
    return {
        "epsilon": norm.eps, "momentum": norm.momentum,
        "gamma": numbers(norm.weight), "beta": numbers(norm.bias),
        "batches": [numbers(batch) for batch in batches], "dy": numbers(dy),
        "y": numbers(y), "dx": numbers(x.grad), "dGamma": numbers(norm.weight.grad), "dBeta": numbers(norm.bias.grad),
        "runningMean": numbers(norm.running_mean), "runningVariance": numbers(norm.running_var),
        "inference": numbers(norm(batches[0])),
    }


def network(generator):
    rows, inputs, hidden, classes, rate = 8, 6, 5, 3, 0.1
    net = nn.Sequential(nn.Linear(inputs, hidden), nn.BatchNorm1d(hidden), nn.ELU(), nn.Dropout(0.0), nn.Linear(hidden, classes))
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.5)
    batches = [torch.randn(rows, inputs, generator=generator) for _ in range(BATCHES)]
    labels = [torch.randint(classes, (rows,), generator=generator) for _ in range(BATCHES)]

    def state():
        return {name: numbers(value) for name, value in net.state_dict().items() if value.dim() > 0}

    initial, losses, gradients = state(), [], None
    optimizer = torch.optim.SGD(net.parameters(), lr=rate)
    for batch, label in zip(batches, labels):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(batch), label)
        loss.backward()
        gradients = gradients or {name: numbers(parameter.grad) for name, parameter in net.named_parameters()}
        optimizer.step()
        losses.append(float(f"{loss.item():.9g}"))
    return {
        "learningRate": rate, "batches": [numbers(batch) for batch in batches], "labels": [label.tolist() for label in labels],
        "initial": initial, "firstGradients": gradients, "losses": losses, "final": state(),
    }


def lines(value, depth=0):
    """JSON in which every list of numbers, or of such lists, stands on one line."""
    if not isinstance(value, dict):
        return json.dumps(value, separators=(", ", ": "))
    indent = "  " * (depth + 1)
    entries = ",\n".join(f"{indent}{json.dumps(name)}: {lines(entry, depth + 1)}" for name, entry in value.items())
    return "{\n" + entries + "\n" + "  " * depth + "}"


def main():
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(2026)
    golden = {"torch": torch.__version__, "layer": layer(generator), "network": network(generator)}
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(lines(golden) + "\n")


if __name__ == "__main__":
    main()
