#!/usr/bin/env python3
"""What PyTorch's optimizers, schedules and clipping do: writes optimizers.json, which GoldenOptimizerTests holds Nabla to.

Needs PyTorch; made with Debian's python3-torch (1.13). PyTorch computes in double precision here, from numbers that are exact in single,
so that what differs is Nabla's rounding alone.

    /usr/bin/python3 tests/golden/optimizers.py
"""

import json
import pathlib
import re

import torch
from torch.optim import lr_scheduler

INPUTS, OUTPUTS, STEPS = 5, 3, 10


def some(*shape, generator):
    return torch.randn(*shape, generator=generator, dtype=torch.float32).double()


def updates(make, weight, bias, gradients):
    """The weight, row by row, and the bias, after each update."""
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    optimizer = make(weight, bias)
    rows = []
    for gradient in gradients:
        weight.grad = gradient[: weight.numel()].reshape(weight.shape).clone()
        bias.grad = gradient[weight.numel():].clone()
        optimizer.step()
        rows.append(torch.cat([weight.detach().flatten(), bias.detach()]).tolist())
    return rows


def weights_only(weight, bias, decay):
    return [{"params": [weight], "weight_decay": decay}, {"params": [bias], "weight_decay": 0.0}]


def rates(make, steps, initial=0.1):
    """The rate of each step."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=initial)
    schedule, found = make(optimizer), []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def plateau(figures, **settings):
    """The rate of each epoch, and the one after the last."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    schedule, found = lr_scheduler.ReduceLROnPlateau(optimizer, eps=0, **settings), [0.1]
    for figure in figures:
        schedule.step(figure)
        found.append(optimizer.param_groups[0]["lr"])
    return found


def clipped(gradient, greatest):
    parameter = torch.zeros_like(gradient, requires_grad=True)
    parameter.grad = gradient.clone()
    norm = torch.nn.utils.clip_grad_norm_([parameter], greatest)
    return {"greatestNorm": greatest, "norm": norm.item(), "gradient": parameter.grad.tolist()}


def main():
    generator = torch.Generator().manual_seed(20)
    weight, bias = some(INPUTS, OUTPUTS, generator=generator), some(OUTPUTS, generator=generator)
    gradients = [some(weight.numel() + OUTPUTS, generator=generator) for _ in range(STEPS)]
    rules = {
        "Sgd": lambda w, b: torch.optim.SGD([w, b], lr=0.1),
        "Sgd momentum": lambda w, b: torch.optim.SGD([w, b], lr=0.1, momentum=0.9),
        "Sgd Nesterov": lambda w, b: torch.optim.SGD([w, b], lr=0.1, momentum=0.9, nesterov=True),
        "Adam": lambda w, b: torch.optim.Adam([w, b]),
        "Adam other": lambda w, b: torch.optim.Adam([w, b], lr=0.05, betas=(0.5, 0.9), eps=0.1),
        "AdamW": lambda w, b: torch.optim.AdamW(weights_only(w, b, 0.1), lr=0.01),
        "RmsProp": lambda w, b: torch.optim.RMSprop([w, b]),
        "RmsProp momentum": lambda w, b: torch.optim.RMSprop([w, b], lr=0.005, alpha=0.9, eps=1e-3, momentum=0.8),
    }
    per_epoch, epochs = 5, 8
    steps = per_epoch * epochs
    losses = [2.0, 1.0, 1.0, 0.99995, 0.9, 0.91, 0.92, 0.93, 0.94, 0.8999, 0.95, 0.96, 0.5, 0.51, 0.52, 0.53]
    accuracies = [0.1, 0.4, 0.4, 0.40003, 0.41, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.6, 0.5, 0.5, 0.5]
    golden = {
        "torch": torch.__version__,
        "inputs": INPUTS,
        "outputs": OUTPUTS,
        "values": torch.cat([weight.flatten(), bias]).tolist(),
        "gradients": [gradient.tolist() for gradient in gradients],
        "rules": {name: updates(make, weight, bias, gradients) for name, make in rules.items()},
        "stepsPerEpoch": per_epoch,
        "epochs": epochs,
        "schedules": {
            "Step": rates(lambda o: lr_scheduler.StepLR(o, 3 * per_epoch, 0.5), steps),
            "Cosine": rates(lambda o: lr_scheduler.CosineAnnealingLR(o, steps, eta_min=0.01), steps),
            "OneCycle": rates(lambda o: lr_scheduler.OneCycleLR(o, 0.1, steps, cycle_momentum=False), steps),
            "WarmUp": rates(lambda o: lr_scheduler.LinearLR(o, 1 / 8, total_iters=7), steps),
            "WarmUp Cosine": rates(
                lambda o: lr_scheduler.ChainedScheduler(
                    [lr_scheduler.LinearLR(o, 1 / 8, total_iters=7), lr_scheduler.CosineAnnealingLR(o, steps)]), steps),
        },
        "losses": losses,
        "accuracies": accuracies,
        "plateaus": {
            "Loss": plateau(losses, patience=2),
            "Loss default": plateau([1.0] * 25),
            "Accuracy": plateau(accuracies, mode="max", patience=1, factor=0.5, min_lr=0.02),
        },
        "clippings": [clipped(gradients[0], greatest) for greatest in (0.5, 2.0, 100.0)],
    }
    text = re.sub(r"\[[^][{}]*\]", lambda numbers: " ".join(numbers.group().split()), json.dumps(golden, indent=1))
    pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
