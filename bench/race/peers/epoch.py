"""CIFAR-10 for the scripts that run one epoch from the shell: bytes in memory, a tenth of the training images for validation."""

import os

import numpy as np

from workload import read_images

BATCH = 128
RATE = 0.1


class Images:
    def __init__(self, folder):
        pixels, labels = read_images(folder)
        test = np.fromfile(os.path.join(folder, "test_batch.bin"), np.uint8).reshape(-1, 1 + pixels.shape[1])
        count = len(pixels)
        self.pixels = np.concatenate([pixels, test[:, 1:]])
        self.labels = np.concatenate([labels, test[:, 0].astype(np.int64)])
        self.draw = np.random.default_rng(42)
        order = self.draw.permutation(count)
        self.train, self.validation = order[:count * 9 // 10], order[count * 9 // 10:]
        self.test = np.arange(count, len(self.pixels))

        # From the histogram of each channel: the moments without a float for every pixel.
        planes = self.pixels[:count].reshape(count, 3, -1)
        counts = np.stack([np.bincount(planes[:, channel].ravel(), minlength=256) for channel in range(3)])
        values = np.arange(256) / 255
        mean = counts @ values / counts.sum(axis=1)
        deviation = np.sqrt(counts @ values**2 / counts.sum(axis=1) - mean**2)
        self.scale = np.repeat(1 / (255 * deviation), planes.shape[2]).astype(np.float32)
        self.shift = np.repeat(-mean / deviation, planes.shape[2]).astype(np.float32)

    def epoch(self):
        order = self.draw.permutation(self.train)
        for first in range(0, len(order) - BATCH + 1, BATCH):
            yield order[first:first + BATCH]

    def features(self, rows):
        x = self.pixels[rows] * self.scale
        x += self.shift
        return x
