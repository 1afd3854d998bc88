"""The documents' modules in NumPy, in single precision, each with its gradient written by hand and results written into arrays that are kept."""

import numpy as np


class Linear:
    def __init__(self, inputs, outputs, gain, draw):
        self.w = (draw.standard_normal((inputs, outputs)) * gain / np.sqrt(inputs)).astype(np.float32)
        self.b = np.zeros(outputs, np.float32)
        self.dw = np.empty_like(self.w)
        self.db = np.empty_like(self.b)
        self.y = self.dx = np.empty((0, 0), np.float32)

    def forward(self, x):
        self.x = x
        if len(self.y) != len(x):
            self.y = np.empty((len(x), self.w.shape[1]), np.float32)
        np.matmul(x, self.w, out=self.y)
        self.y += self.b
        return self.y

    def backward(self, dy, needs_input_gradient):
        np.matmul(self.x.T, dy, out=self.dw)
        np.sum(dy, axis=0, out=self.db)
        if not needs_input_gradient:
            return None
        if len(self.dx) != len(dy):
            self.dx = np.empty((len(dy), self.w.shape[0]), np.float32)
        return np.matmul(dy, self.w.T, out=self.dx)

    def update(self, rate):
        self.dw *= rate
        self.w -= self.dw
        self.db *= rate
        self.b -= self.db


class Elu:
    def forward(self, x):
        self.y = np.minimum(x, 0)
        np.expm1(self.y, out=self.y)
        np.maximum(x, self.y, out=self.y)           # e^x - 1 lies above x
        return self.y

    def backward(self, dy, needs_input_gradient):
        slope = np.minimum(self.y, 0)               # e^x = y + 1 where x < 0, 1 elsewhere
        slope += 1
        slope *= dy
        return slope

    def update(self, rate):
        pass


class Relu:
    def forward(self, x):
        self.y = np.maximum(x, 0)
        return self.y

    def backward(self, dy, needs_input_gradient):
        return dy * (self.y > 0)

    def update(self, rate):
        pass


class SoftmaxCrossEntropy:
    """The loss is a number only when somebody asks for it; the gradient is always there."""

    def forward(self, logits, labels):
        self.rows = np.arange(len(labels))
        self.labels = labels
        self.probability = np.exp(logits - logits.max(axis=1, keepdims=True))
        self.probability /= self.probability.sum(axis=1, keepdims=True)

    def loss(self):
        return -np.log(self.probability[self.rows, self.labels]).mean()

    def backward(self):
        gradient = self.probability.copy()
        gradient[self.rows, self.labels] -= 1
        gradient /= len(self.labels)
        return gradient


class Network:
    def __init__(self, sizes, activation):
        draw = np.random.default_rng(42)
        self.layers = []
        for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
            self.layers.append(Linear(inputs, outputs, 1 if i == 0 else np.sqrt(2), draw))
            if i < len(sizes) - 2:
                self.layers.append({"elu": Elu, "relu": Relu}[activation]())
        self.criterion = SoftmaxCrossEntropy()

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def step(self, x, labels, rate):
        self.criterion.forward(self.forward(x), labels)
        gradient = self.criterion.backward()
        for i in range(len(self.layers) - 1, -1, -1):
            gradient = self.layers[i].backward(gradient, needs_input_gradient=i > 0)
        for layer in self.layers:
            layer.update(rate)
