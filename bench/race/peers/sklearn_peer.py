"""scikit-learn's side of the race. It has no ELU and takes ReLU instead, which is cheaper.

partial_fit is given as many batches at once as it is asked for, so that checking its arguments costs each of them little.
"""

import sys

import numpy as np
from sklearn.neural_network import MLPClassifier

from workload import LEARNING_RATE, Workload, load, serve

workload = Workload.parse(sys.argv[1])
x, y = load(workload)
classes = np.arange(workload.sizes[-1])
batches = len(x) // workload.rows
classifier = MLPClassifier(
    workload.sizes[1:-1], activation="relu", solver="sgd", learning_rate_init=LEARNING_RATE, momentum=0, nesterovs_momentum=False,
    alpha=0, batch_size=workload.rows, shuffle=False, random_state=42)


def train(repeats):
    while repeats > 0:
        rows = min(repeats, batches) * workload.rows
        classifier.partial_fit(x[:rows], y[:rows], classes)
        repeats -= batches
    return classifier.loss_


serve(train)
