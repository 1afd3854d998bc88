"""What a peer is asked to do, the data it does it on, and how it answers. The counterparts in the tool are Workload, WorkloadData and BenchServer."""

import os
import sys
import time
from dataclasses import dataclass

import numpy as np

IMAGE_FEATURES = 3072
IMAGE_CLASSES = 10
LEARNING_RATE = 0.01


@dataclass(frozen=True)
class Workload:
    """A network and what is done with it: "train:3072-512-120x6-10:128:elu" is a step of 128 examples."""

    kind: str
    sizes: list
    rows: int
    activation: str

    @staticmethod
    def parse(word):
        kind, layers, rows, activation = word.split(":")
        sizes = []
        for part in layers.split("-"):
            size, _, times = part.partition("x")
            sizes += [int(size)] * int(times or 1)
        return Workload(kind, sizes, int(rows), activation)


def load(workload):
    """Examples in one drawn order, standardised, in memory: whatever a peer does with a batch, it need not load or convert anything."""
    inputs, classes = workload.sizes[0], workload.sizes[-1]
    if (inputs, classes) == (IMAGE_FEATURES, IMAGE_CLASSES):
        pixels, labels = read_images(os.environ["RACE_IMAGES"])
        x = pixels.astype(np.float32).reshape(len(pixels), 3, -1)
        x -= x.mean(axis=(0, 2), dtype=np.float64).astype(np.float32)[:, None]
        x /= x.std(axis=(0, 2), dtype=np.float64).astype(np.float32)[:, None]
        x = x.reshape(len(pixels), -1)
    else:
        count = max(1000, workload.rows)
        i, j = np.arange(count)[:, None], np.arange(inputs)[None, :]
        x = ((37 * i + 101 * j + 17 * i * j) % 257 / 64 - 2).astype(np.float32)
        x = (x - x.mean(axis=0)) / x.std(axis=0)
        labels = np.arange(count) % classes
    order = np.random.default_rng(42).permutation(len(x))
    return np.ascontiguousarray(x[order]), labels[order].astype(np.int64)


def read_images(folder):
    """The training images of a folder in CIFAR-10's binary layout: a byte for the label, then the pixels."""
    records = np.concatenate(
        [np.fromfile(os.path.join(folder, f"data_batch_{i}.bin"), np.uint8).reshape(-1, 1 + IMAGE_FEATURES) for i in range(1, 6)])
    return records[:, 1:], records[:, 0].astype(np.int64)


def batches(x, y, rows):
    """Batches for ever, each a view: the examples were shuffled before, so nothing is copied."""
    while True:
        for first in range(0, len(x) - rows + 1, rows):
            yield x[first:first + rows], y[first:first + rows]


def serve(run):
    """Says "ready", then answers each line, a number of repeats, with their seconds. A loss that is not a number ends the race: nothing was learnt."""
    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        loss = run(int(line))
        seconds = time.perf_counter() - begin
        if not np.isfinite(loss):
            sys.exit(f"{sys.argv[0]}: the loss is {loss}")
        print(seconds, flush=True)
