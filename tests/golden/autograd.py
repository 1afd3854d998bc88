#!/usr/bin/env python3
"""Golden vectors for tests/Nabla.Autograd.Tests: what PyTorch says in double precision.

    apt-get install python3-torch                        Debian's; 1.13 wrote the committed file
    /usr/bin/python3 tests/golden/autograd.py            overwrites tests/golden/autograd.json

Points come from a formula, not from a generator, and one thread does the work, so the file is the same on every run. Each entry holds
the inputs, the value y, the gradients of sum(c * y) by every input, where c has the same formula, and for the small ones the Hessian of
sum(c * (y + y^3 / 3)) by the first input. GoldenTests computes the same here, under the entry's name.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def drawn(rows, columns, seed, low=-2.0, high=2.0):
    """Uneven numbers between low and high: the fractional parts of multiples of the golden ratio, with few digits so that the file is short."""
    ratio = (math.sqrt(5) - 1) / 2
    return torch.tensor([[round(low + (high - low) * (((i * columns + j + 1) * ratio + seed * 0.377) % 1), 4) for j in range(columns)] for i in range(rows)])


def weights(y):
    """c: 1, -0.5, 0.25 + ... over the elements of y, uneven so that no error cancels."""
    return torch.tensor([math.cos(1.0 + 0.7 * k) for k in range(y.numel())]).reshape(y.shape)


def numbers(tensor):
    tensor = tensor.detach()
    tensor = tensor.reshape(1, 1) if tensor.dim() == 0 else tensor
    return {"rows": tensor.shape[0], "columns": tensor.shape[1], "data": tensor.reshape(-1).tolist()}


entries = []


def add(name, function, *points, hessian=False):
    inputs = [point.clone().requires_grad_() for point in points]
    y = function(*inputs)
    y = y.reshape(1, 1) if y.dim() == 0 else y
    (weights(y) * y).sum().backward()
    entry = {
        "name": name,
        "inputs": [numbers(x) for x in inputs],
        "value": numbers(y),
        "gradients": [numbers(x.grad if x.grad is not None else torch.zeros_like(x)) for x in inputs],
    }
    if hessian:
        def curved(x):
            z = function(x, *[p.clone() for p in points[1:]])
            z = z.reshape(1, 1) if z.dim() == 0 else z
            return (weights(z) * (z + z**3 / 3)).sum()

        n = points[0].numel()
        entry["hessian"] = numbers(torch.autograd.functional.hessian(curved, points[0].clone()).reshape(n, n))
    entries.append(entry)


def symmetric(b):
    return 0.5 * (b + b.T)


def definite(b):
    return b @ b.T / b.shape[1] + 0.5 * torch.eye(b.shape[0])


def inverse_root(s):
    values, vectors = torch.linalg.eigh(s)
    return vectors @ torch.diag(values**-0.5) @ vectors.T


def whitening(x, gamma, beta, epsilon=1e-3):
    centred = x - x.mean(0, keepdim=True)
    sigma = centred.T @ centred / x.shape[0]
    return gamma * (centred @ inverse_root(sigma + epsilon * torch.eye(x.shape[1]))) + beta


a, b = drawn(3, 4, 1), drawn(3, 4, 2)
row, column, one = drawn(1, 4, 3), drawn(3, 1, 4), drawn(1, 1, 5)
p, q = drawn(3, 4, 6, 0.5, 2), drawn(3, 4, 7, 0.5, 2)
tall, wide, low = drawn(4, 2, 8), drawn(5, 4, 9), drawn(3, 2, 10)

# Primitives.
add("add", lambda a, b: a + b, a, b, hessian=True)
add("add a row", lambda a, b: a + b, a, row)
add("subtract a column", lambda a, b: a - b, a, column)
add("multiply", lambda a, b: a * b, a, b, hessian=True)
add("multiply a row by a column", lambda a, b: a * b, row, column)
add("divide", lambda a, b: a / b, p, q, hessian=True)
add("a number divided", lambda a, b: a / b, one, p)
add("maximum", torch.maximum, a, b, hessian=True)
add("maximum of equals", torch.maximum, a, a.clone())
add("negate", lambda a: -a, a)
add("exp", torch.exp, a, hessian=True)
add("log", torch.log, p, hessian=True)
add("sqrt", torch.sqrt, p, hessian=True)
add("power", lambda a: a**2.5, p, hessian=True)
add("abs", torch.abs, a, hessian=True)
add("times", lambda a, b: a @ b, a, tall, hessian=True)
add("transposed times", lambda a, b: a.T @ b, a, low, hessian=True)
add("times transposed", lambda a, b: a @ b.T, a, wide, hessian=True)
add("times, larger", lambda a, b: a @ b, drawn(7, 300, 21), drawn(300, 13, 22))
add("transpose", lambda a: a.T, a)
add("sum", torch.sum, a, hessian=True)
add("sum over rows", lambda a: a.sum(0, keepdim=True), a, hessian=True)
add("mean over columns", lambda a: a.mean(1, keepdim=True), a, hessian=True)
add("broadcast", lambda a: a.expand(3, 4), row, hessian=True)
add("gather rows", lambda a: a[[2, 0, 2]], a, hessian=True)
add("gather columns", lambda a: a[:, [3, 3, 1]], a)
add("pick", lambda a: a.gather(1, torch.tensor([[2], [0], [3]])), a, hessian=True)
add("choose", lambda a, b: torch.where(a > b, a, b * b), a, b, hessian=True)
add("concatenate rows", lambda a, b: torch.cat([a, b], 0), a, row, hessian=True)
add("concatenate columns", lambda a, b: torch.cat([a, b], 1), a, low)
add("log sum exp", lambda a: torch.logsumexp(a, 1, keepdim=True), a, hessian=True)
add("eigenvalues", lambda b: torch.linalg.eigh(symmetric(b))[0].reshape(1, -1), drawn(4, 4, 11), hessian=True)
add("squared eigenvectors", lambda b: torch.linalg.eigh(symmetric(b))[1] ** 2, drawn(4, 4, 11), hessian=True)
add("inverse square root", lambda b: inverse_root(definite(b)), drawn(3, 4, 12), hessian=True)

# Layers.
z = drawn(4, 3, 31)
add("linear", lambda x, w, b: x @ w + b, z, drawn(3, 5, 32), drawn(1, 5, 33))
add("elu", F.elu, a, hessian=True)
add("elu, alpha 0.5", lambda x: F.elu(x, 0.5), a, hessian=True)
add("relu", F.relu, a, hessian=True)
add("leaky relu, slope 0.3", lambda x: F.leaky_relu(x, 0.3), a, hessian=True)
add("sigmoid", torch.sigmoid, a, hessian=True)
add("sigmoid, far out", lambda x: torch.sigmoid(100 * x), a)
add("tanh", torch.tanh, a, hessian=True)
add("softplus", F.softplus, a, hessian=True)
add("softplus, far out", lambda x: F.softplus(100 * x, threshold=1e9), a)
add("softmax", lambda x: F.softmax(x, 1), a, hessian=True)
add("batch norm", lambda x, g, b: F.batch_norm(x, None, None, g[0], b[0], training=True, eps=1e-5), z, drawn(1, 3, 34), drawn(1, 3, 35), hessian=True)
add("batch norm, inference",
    lambda x, g, b: F.batch_norm(x, torch.tensor([0.5, -1, 2]), torch.tensor([0.25, 1, 4]), g[0], b[0], training=False, eps=1e-5),
    z, drawn(1, 3, 34), drawn(1, 3, 35))
add("whitening", whitening, drawn(6, 3, 36), drawn(1, 3, 34), drawn(1, 3, 35), hessian=True)
add("dropout", lambda x, m: x * m, a, torch.tensor([[2.0, 0, 0, 2], [0, 2, 2, 2], [2, 0, 2, 0]]))
add("residual", lambda x, w, b: torch.tanh(x @ w + b) + x, z, drawn(3, 3, 37), drawn(1, 3, 38), hessian=True)

# Losses.
labels = torch.tensor([2, 0, 3])
some = torch.tensor([0.5, 1, 2, 0.25])
targets = drawn(3, 4, 41, 0, 1)
probabilities = drawn(3, 4, 42, 0.05, 0.95)
add("softmax cross-entropy", lambda z: F.cross_entropy(z, labels), a, hessian=True)
add("softmax cross-entropy, smoothed and weighted", lambda z: F.cross_entropy(z, labels, weight=some, label_smoothing=0.1), a, hessian=True)
add("negative log-likelihood", lambda y: F.nll_loss(torch.log(y), labels), probabilities, hessian=True)
add("negative log-likelihood, weighted", lambda y: F.nll_loss(torch.log(y), labels, weight=some), probabilities)
add("mean squared error", lambda x: F.mse_loss(x, targets), a, hessian=True)
add("mean absolute error", lambda x: F.l1_loss(x, targets), a, hessian=True)
add("huber", lambda x: F.huber_loss(x, targets, delta=0.7), a, hessian=True)
add("binary cross-entropy", lambda x: F.binary_cross_entropy_with_logits(x, targets), a, hessian=True)
add("elastic net", lambda w: 0.3 * w.abs().sum() + 0.2 * (w**2).sum(), a, hessian=True)


# Optimizers: the parameter after each of six steps on one bowl, 0.5 sum(k * (x - 1)^2).
def path(optimizer):
    x = drawn(2, 3, 51).requires_grad_()
    k = drawn(2, 3, 52, 0.5, 3)
    rule, states = optimizer([x]), [numbers(x)]
    for _ in range(6):
        rule.zero_grad()
        (0.5 * k * (x - 1) ** 2).sum().backward()
        rule.step()
        states.append(numbers(x))
    return {"stiffness": numbers(k), "states": states}


paths = {
    "sgd": path(lambda x: torch.optim.SGD(x, lr=0.1)),
    "momentum": path(lambda x: torch.optim.SGD(x, lr=0.1, momentum=0.9)),
    "nesterov": path(lambda x: torch.optim.SGD(x, lr=0.1, momentum=0.9, nesterov=True)),
    "adam": path(lambda x: torch.optim.Adam(x, lr=0.1)),
    "adam, other betas": path(lambda x: torch.optim.Adam(x, lr=0.1, betas=(0.8, 0.9), eps=1e-3)),
    "adamw": path(lambda x: torch.optim.AdamW(x, lr=0.1, weight_decay=0.05)),
    "rmsprop": path(lambda x: torch.optim.RMSprop(x, lr=0.1)),
    "rmsprop, momentum": path(lambda x: torch.optim.RMSprop(x, lr=0.1, alpha=0.9, momentum=0.5)),
}


# A network: every gradient of one training step through every layer, and the losses of ten more steps.
def network():
    x, names = drawn(8, 6, 61), ["w1", "b1", "g1", "s1", "w2", "b2", "g2", "s2", "w3", "b3"]
    shapes = [(6, 5), (1, 5), (1, 5), (1, 5), (5, 5), (1, 5), (1, 5), (1, 5), (5, 3), (1, 3)]
    mask = (drawn(8, 5, 62) > -0.5) * 1.6
    target = torch.tensor([0, 1, 2, 0, 1, 2, 0, 1])
    parameters = [drawn(r, c, 63 + i, -1, 1).requires_grad_() for i, (r, c) in enumerate(shapes)]
    start = [numbers(parameter) for parameter in parameters]
    mean, variance = torch.zeros(5), torch.ones(5)
    rule, losses, gradients = torch.optim.SGD(parameters, lr=0.05), [], []
    for step in range(11):
        w1, b1, g1, s1, w2, b2, g2, s2, w3, b3 = parameters
        h = F.elu(F.batch_norm(x @ w1 + b1, mean, variance, g1[0], s1[0], training=True, momentum=0.1)) * mask
        h = torch.tanh(whitening(h @ w2 + b2, g2, s2)) + h
        loss = F.cross_entropy(h @ w3 + b3, target)
        penalty = sum(0.01 * w.abs().sum() + 0.02 * (w**2).sum() for w in (w1, w2, w3))
        rule.zero_grad()
        (loss + penalty).backward()
        if step == 0:
            gradients = [numbers(parameter.grad) for parameter in parameters]
        rule.step()
        losses.append(loss.item())
    return {
        "batch": numbers(x), "mask": numbers(mask), "labels": target.tolist(), "names": names, "start": start, "gradients": gradients,
        "losses": losses, "runningMean": numbers(mean.reshape(1, -1)), "runningVariance": numbers(variance.reshape(1, -1)),
    }


file = pathlib.Path(__file__).with_suffix(".json")
document = {"writtenBy": "tests/golden/autograd.py", "pytorch": torch.__version__.split("a")[0], "entries": entries, "paths": paths, "network": network()}
lines = ['{"writtenBy": %s, "pytorch": %s, "entries": [' % (json.dumps(document["writtenBy"]), json.dumps(document["pytorch"]))]
lines += [",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries), '], "paths": {']
lines += [",\n".join(f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in paths.items())]
lines += ['}, "network": ' + json.dumps(document["network"], separators=(",", ":")) + "}"]
file.write_text("\n".join(lines) + "\n")
print(f"{file.name}: {len(entries)} entries, {file.stat().st_size / 1024:.0f} KB")
