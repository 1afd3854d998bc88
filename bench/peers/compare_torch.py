#!/usr/bin/python3
"""The same steps in PyTorch: a column of `nabla compare`, which calls this with a folder and "float64" or "float32".

In the folder: plan.json (layers, recipe, rates), parameters.f32 (first values, row by row), train.f32 and train.i32 (the examples that are used
and their labels), order.i32 (for each step the numbers of its examples), test.f32 and test.i32.
Written into it: answer.json (the loss of every step, test accuracy, seconds) and gradients.f32 (those of the first step).

A weight is [inputs, outputs] there and the transpose here.
"""

import json
import math
import pathlib
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

ACTIVATIONS = {
    "Elu": nn.ELU, "Relu": nn.ReLU, "LeakyRelu": nn.LeakyReLU, "Sigmoid": nn.Sigmoid, "Tanh": nn.Tanh, "Softplus": nn.Softplus, "Identity": nn.Identity,
    "Softmax": lambda: nn.Softmax(dim=1),
}


class Residual(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.block = sequence(layers)

    def forward(self, x):
        return self.block(x) + x


def module(layer):
    kind, inputs, outputs = layer["kind"], layer["inputs"], layer["outputs"]
    if kind == "Linear":
        return nn.Linear(inputs, outputs)
    if kind == "BatchNorm":
        # The library's settings are numbers of single precision.
        return nn.BatchNorm1d(inputs, eps=float(numpy.float32(1e-5)), momentum=float(numpy.float32(0.1)))
    if kind == "Residual":
        return Residual(layer["layers"])
    return ACTIVATIONS[kind]()


def sequence(layers):
    return nn.Sequential(*map(module, layers))


def read(folder, name, kind):
    return numpy.fromfile(folder / name, dtype="<f4" if kind == "f" else "<i4")


def load(network, values):
    """Fills the parameters in their order; returns the weights."""
    weights, start = [], 0
    with torch.no_grad():
        for owner in network.modules():
            for parameter in owner.parameters(recurse=False):
                # Filled in the precision of the network: what was single becomes double without a change.
                part = torch.from_numpy(values[start:start + parameter.numel()].copy())
                parameter.copy_(part.view(parameter.shape[::-1]).t() if parameter.dim() == 2 else part)
                start += parameter.numel()
                if parameter.dim() == 2:
                    weights.append(parameter)
    return weights


def loss_of(recipe):
    kind = recipe["loss"]
    if kind == "softmaxCrossEntropy":
        weights = torch.tensor(recipe["classWeights"]) if recipe["classWeights"] else None
        return lambda output, labels: functional.cross_entropy(output, labels, weight=weights, label_smoothing=recipe["labelSmoothing"])
    function = {
        "binaryCrossEntropy": functional.binary_cross_entropy_with_logits, "meanSquaredError": functional.mse_loss,
        "meanAbsoluteError": functional.l1_loss, "huber": functional.huber_loss,
    }[kind]
    return lambda output, labels: function(output, functional.one_hot(labels, output.shape[1]).to(output.dtype))


def optimizer_of(recipe, parameters):
    """Weight decay is left to the loop: it is decoupled, and of weights alone."""
    betas = (recipe["beta1"], recipe["beta2"])
    return {
        "sgd": lambda: torch.optim.SGD(parameters, lr=0, momentum=recipe["momentum"], nesterov=recipe["nesterov"]),
        "adam": lambda: torch.optim.Adam(parameters, lr=0, betas=betas),
        "adamW": lambda: torch.optim.AdamW(parameters, lr=0, betas=betas, weight_decay=0),
        "rmsProp": lambda: torch.optim.RMSprop(parameters, lr=0, momentum=recipe["momentum"]),
    }[recipe["optimizer"]]()


def coefficients(value, count):
    values = value if isinstance(value, list) else [value]
    return values * count if len(values) == 1 else values


def main(folder, precision):
    plan = json.loads((folder / "plan.json").read_text())
    recipe, features = plan["recipe"], plan["features"]
    torch.set_num_threads(plan["threads"])
    torch.set_default_dtype(getattr(torch, precision))
    network = sequence(plan["layers"])
    weights = load(network, read(folder, "parameters.f32", "f"))
    examples = torch.from_numpy(read(folder, "train.f32", "f").reshape(-1, features))
    labels = torch.from_numpy(read(folder, "train.i32", "i")).long()
    order = torch.from_numpy(read(folder, "order.i32", "i")).long()
    loss_function, optimizer = loss_of(recipe), optimizer_of(recipe, network.parameters())
    first, second = (coefficients(recipe[name], len(weights)) for name in ("l1", "l2"))

    losses, start, seconds = [], 0, 0.0
    for size, rate in zip(plan["batchSizes"], plan["rates"]):
        batch = order[start:start + size]
        start += size
        x, t = examples[batch].to(torch.get_default_dtype()), labels[batch]
        begin = time.perf_counter()
        optimizer.zero_grad()
        loss = loss_function(network(x), t)
        total = loss
        for weight, a, b in zip(weights, first, second):
            if a or b:
                total = total + a * weight.abs().sum() + b * weight.square().sum()
        total.backward()
        if recipe["clipNorm"]:
            nn.utils.clip_grad_norm_(network.parameters(), recipe["clipNorm"])
        if not losses:
            gradients = [parameter.grad.t().contiguous() if parameter.dim() == 2 else parameter.grad for parameter in network.parameters()]
            numpy.concatenate([gradient.numpy().ravel() for gradient in gradients]).astype("<f4").tofile(folder / "gradients.f32")
        if recipe["weightDecay"]:
            with torch.no_grad():
                for weight in weights:
                    weight.mul_(1 - rate * recipe["weightDecay"])
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        seconds += time.perf_counter() - begin
        losses.append(loss.item())
        if not math.isfinite(losses[-1]):
            losses.pop()
            break

    accuracy = None
    if len(losses) == len(plan["rates"]):
        network.eval()
        with torch.no_grad():
            examples = torch.from_numpy(read(folder, "test.f32", "f").reshape(-1, features))
            answers = torch.cat([network(part.to(torch.get_default_dtype())).argmax(dim=1) for part in examples.split(1024)])
        accuracy = (answers == torch.from_numpy(read(folder, "test.i32", "i"))).double().mean().item()
    (folder / "answer.json").write_text(json.dumps({"losses": losses, "testAccuracy": accuracy, "seconds": seconds}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
