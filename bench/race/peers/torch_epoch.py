"""The whole experiment in PyTorch, as a script: torch_epoch.py FOLDER [--threads N]. Only a batch at a time becomes floats."""

import sys

import torch
import torch.nn.functional as F

import torch_layers
from epoch import BATCH, RATE, Images

torch_layers.set_threads(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
images = Images(sys.argv[1])
model = torch_layers.create([3072, 128, 10], "elu")
optimizer = torch.optim.SGD(model.parameters(), RATE)
for batch in images.epoch():
    loss = F.cross_entropy(model(torch.from_numpy(images.features(batch))), torch.from_numpy(images.labels[batch]))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


def accuracy(rows):
    correct = 0
    with torch.inference_mode():
        for first in range(0, len(rows), BATCH):
            batch = rows[first:first + BATCH]
            predicted = model(torch.from_numpy(images.features(batch))).argmax(dim=1)
            correct += (predicted.numpy() == images.labels[batch]).sum()
    return correct / len(rows)


print(f"validation {accuracy(images.validation):.3f}, test {accuracy(images.test):.3f}")
