"""The whole experiment in NumPy, as a script: numpy_epoch.py FOLDER. Only a batch at a time becomes floats."""

import sys

import numpy as np

from epoch import Images, BATCH, RATE
from numpy_layers import Network

images = Images(sys.argv[1])
network = Network([3072, 128, 10], "elu")
for batch in images.epoch():
    network.step(images.features(batch), images.labels[batch], RATE)


def accuracy(rows):
    correct = 0
    for first in range(0, len(rows), BATCH):
        batch = rows[first:first + BATCH]
        correct += (network.forward(images.features(batch)).argmax(axis=1) == images.labels[batch]).sum()
    return correct / len(rows)


print(f"validation {accuracy(images.validation):.3f}, test {accuracy(images.test):.3f}")
