"""PyTorch's side of the race: eager mode, which is what version 1.13 has, or traced."""

import argparse

import torch
import torch.nn.functional as F

import torch_layers
from workload import LEARNING_RATE, Workload, batches, load, serve

arguments = argparse.ArgumentParser()
arguments.add_argument("workload")
arguments.add_argument("--threads", type=int, default=0, help="0 leaves PyTorch's own choice")
arguments.add_argument("--foreach", action="store_true", help="update all parameters in one call")
arguments.add_argument("--trace", action="store_true", help="through torch.jit.trace")
arguments.add_argument("--bf16", choices=["autocast", "weights"])
options = arguments.parse_args()

torch_layers.set_threads(options.threads)
workload = Workload.parse(options.workload)
model = torch_layers.create(workload.sizes, workload.activation)
x, y = (torch.from_numpy(array) for array in load(workload))
if options.bf16 == "weights":
    model, x = model.to(torch.bfloat16), x.to(torch.bfloat16)
stream = batches(x, y, workload.rows)
if options.trace:
    model = torch.jit.trace(model, next(stream)[0])
optimizer = torch.optim.SGD(model.parameters(), LEARNING_RATE, foreach=options.foreach)


def loss_of(features, labels):
    if options.bf16 == "autocast":
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return F.cross_entropy(model(features), labels)
    return F.cross_entropy(model(features), labels)


def train(repeats):
    for _ in range(repeats):
        loss = loss_of(*next(stream))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
    return loss.item()


def infer(repeats):
    with torch.inference_mode():
        for _ in range(repeats):
            model(x[:workload.rows])
    return 0


serve({"train": train, "infer": infer}[workload.kind])
