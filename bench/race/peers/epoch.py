"""CIFAR-10 for the scripts that run one epoch from the shell: bytes in memory, a tenth of the training images for validation."""

import os

import numpy as np

from workload import IMAGE_FEATURES

BATCH = 128
RATE = 0.1
RECORD = 1 + IMAGE_FEATURES                         # a byte for the label, then the pixels


class Images:
    def __init__(self, folder):
        files = [os.path.join(folder, f"data_batch_{i}.bin") for i in range(1, 6)] + [os.path.join(folder, "test_batch.bin")]
        count = sum(os.path.getsize(file) for file in files) // RECORD
        records = np.empty((count, RECORD), np.uint8)
        first = 0
        for file in files:
            batch = np.fromfile(file, np.uint8).reshape(-1, RECORD)
            records[first:first + len(batch)] = batch
            first += len(batch)
        self.pixels, self.labels = records[:, 1:], records[:, 0].astype(np.int64)
        count -= len(batch)
        self.test = np.arange(count, first)

        self.draw = np.random.default_rng(42)
        order = self.draw.permutation(count)
        self.train, self.validation = order[:count * 9 // 10], order[count * 9 // 10:]
        mean, deviation = self.moments(count)
        self.scale = np.repeat(1 / deviation, IMAGE_FEATURES // 3).astype(np.float32)
        self.shift = np.repeat(-mean / deviation, IMAGE_FEATURES // 3).astype(np.float32)

    def moments(self, count):
        """Of each channel's bytes, a thousand images at a time: floats for all of them at once would take 600 MB and longer."""
        sums, squares = np.zeros(3), np.zeros(3)
        for first in range(0, count, 1000):
            some = self.pixels[first:min(count, first + 1000)].astype(np.float32)
            for channel, plane in enumerate(np.split(some, 3, axis=1)):
                values = np.ascontiguousarray(plane).ravel()
                sums[channel] += values.sum(dtype=np.float64)
                squares[channel] += values @ values
        mean = sums / (count * IMAGE_FEATURES // 3)
        return mean, np.sqrt(squares / (count * IMAGE_FEATURES // 3) - mean**2)

    def epoch(self):
        order = self.draw.permutation(self.train)
        for first in range(0, len(order) - BATCH + 1, BATCH):
            yield order[first:first + BATCH]

    def features(self, rows):
        x = self.pixels[rows] * self.scale
        x += self.shift
        return x
