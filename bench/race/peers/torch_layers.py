"""The network as PyTorch's own modules."""

import torch
from torch import nn


def create(sizes, activation):
    torch.manual_seed(42)
    layers = []
    for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        linear = nn.Linear(inputs, outputs)
        nn.init.kaiming_normal_(linear.weight, nonlinearity="linear" if i == 0 else "relu")
        nn.init.zeros_(linear.bias)
        layers.append(linear)
        if i < len(sizes) - 2:
            layers.append({"elu": nn.ELU, "relu": nn.ReLU}[activation]())
    return nn.Sequential(*layers)


def set_threads(count):
    torch.set_num_interop_threads(1)
    if count:
        torch.set_num_threads(count)
