"""The same problems in PyTorch and SciPy, from the same initial parameters."""

import json
import subprocess

import numpy
import scipy.optimize
import torch
from sklearn import datasets

MOST_STEPS = 1000
HISTORY = 10
GRADIENT_TOLERANCE = 1e-5
LOSS_TOLERANCE = 1e-9
DATA = {"iris": datasets.load_iris, "wine": datasets.load_wine, "breast cancer": datasets.load_breast_cancer}


class Data:
    """All rows of a data set, standardised, in single precision."""

    def __init__(self, name):
        bunch = DATA[name]()
        x = bunch.data.astype(numpy.float64)
        self.name = name
        self.x = ((x - x.mean(axis=0)) / x.std(axis=0)).astype("<f4")
        self.labels = bunch.target.astype("<i4")
        self.classes = int(self.labels.max()) + 1

    def write(self, folder):
        self.x.tofile(folder / f"{self.name}.f32")
        self.labels.tofile(folder / f"{self.name}.i32")


class Problem:
    def __init__(self, data, hidden, activation, seed, l2):
        self.data, self.hidden, self.activation, self.seed, self.l2 = data, hidden, activation, seed, l2
        self.name = f"{data.name}, {activation}, seed {seed}, {l2:g}"

    def description(self):
        rows, features = self.data.x.shape
        return {
            "name": self.name, "data": self.data.name, "rows": rows, "features": features, "classes": self.data.classes,
            "hidden": self.hidden, "activation": self.activation, "seed": self.seed, "l2": self.l2,
        }

    def shapes(self):
        widths = [self.data.x.shape[1], *self.hidden, self.data.classes]
        return [shape for inputs, outputs in zip(widths, widths[1:]) for shape in ((inputs, outputs), (outputs,))]

    def parameters(self, folder, which, dtype):
        """Leaf tensors with the values that Nabla began or ended with."""
        values = torch.from_numpy(numpy.fromfile(folder / f"{self.name}.{which}.f32", "<f4")).to(dtype)
        parts = values.split([int(numpy.prod(shape)) for shape in self.shapes()])
        return [part.reshape(shape).clone().requires_grad_() for part, shape in zip(parts, self.shapes())]

    def loss(self, parameters):
        dtype = parameters[0].dtype
        x = torch.from_numpy(self.data.x).to(dtype)
        for layer, (weight, bias) in enumerate(zip(parameters[::2], parameters[1::2])):
            if layer > 0:
                x = torch.tanh(x) if self.activation == "tanh" else torch.relu(x)
            x = torch.addmm(bias, x, weight)
        loss = torch.nn.functional.cross_entropy(x, torch.from_numpy(self.data.labels).long())
        return loss + self.l2 * sum(weight.square().sum() for weight in parameters[::2])

    def gradient(self, parameters):
        """The loss, and the parameters' gradients are set."""
        for parameter in parameters:
            parameter.grad = None
        loss = self.loss(parameters)
        loss.backward()
        return loss


def largest(parameters):
    return max(parameter.grad.abs().max().item() for parameter in parameters)


def outcome(problem, parameters, evaluations):
    loss = problem.gradient(parameters).item()
    return {"loss": loss, "gradient": largest(parameters), "evaluations": evaluations}


def pytorch(problem, folder, dtype):
    parameters = problem.parameters(folder, "initial", dtype)
    evaluations = 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        return problem.gradient(parameters)

    torch.optim.LBFGS(
        parameters, max_iter=MOST_STEPS, max_eval=30 * MOST_STEPS, tolerance_grad=GRADIENT_TOLERANCE, tolerance_change=LOSS_TOLERANCE,
        history_size=HISTORY, line_search_fn="strong_wolfe").step(closure)
    return outcome(problem, parameters, evaluations)


def scipy_(problem, folder):
    parameters = problem.parameters(folder, "initial", torch.float64)

    def put(values):
        values = torch.from_numpy(values)
        with torch.no_grad():
            for parameter, part in zip(parameters, values.split([parameter.numel() for parameter in parameters])):
                parameter.copy_(part.reshape(parameter.shape))

    def function(values):
        put(values)
        loss = problem.gradient(parameters).item()
        return loss, numpy.concatenate([parameter.grad.numpy().ravel() for parameter in parameters])

    start = numpy.concatenate([parameter.detach().numpy().ravel() for parameter in parameters])
    found = scipy.optimize.minimize(
        function, start, jac=True, method="L-BFGS-B",
        options={"maxiter": MOST_STEPS, "maxfun": 30 * MOST_STEPS, "maxcor": HISTORY, "gtol": GRADIENT_TOLERANCE, "ftol": LOSS_TOLERANCE})
    put(found.x)
    return outcome(problem, parameters, found.nfev)


def nabla(problems, folder, executable):
    (folder / "problems.json").write_text(json.dumps([problem.description() for problem in problems]), encoding="utf-8")
    for data in {problem.data for problem in problems}:
        data.write(folder)
    subprocess.run([*executable, str(folder), str(MOST_STEPS)], check=True)
    found = {answer["name"]: answer for answer in json.loads((folder / "nabla.json").read_text(encoding="utf-8"))}
    for problem in problems:
        # The loss that is compared is evaluated in double precision, by PyTorch, for all.
        answer = found[problem.name]
        answer["reportedLoss"] = answer["loss"]
        answer.update(outcome(problem, problem.parameters(folder, "final", torch.float64), answer["evaluations"]))
    return found
