"""NumPy's side of the race."""

import sys

from numpy_layers import Network
from workload import LEARNING_RATE, Workload, batches, load, serve

workload = Workload.parse(sys.argv[1])
network = Network(workload.sizes, workload.activation)
x, y = load(workload)
stream = batches(x, y, workload.rows)


def train(repeats):
    for _ in range(repeats):
        network.step(*next(stream), LEARNING_RATE)
    return network.criterion.loss()


def infer(repeats):
    for _ in range(repeats):
        network.forward(x[:workload.rows])
    return 0


serve({"train": train, "infer": infer}[workload.kind])
