"""Writes the ONNX files of other programs that tests/Nabla.Onnx.Tests/Data holds, each with inputs and what the model that it came from makes of them.

    python3 eng/onnx-check/make-foreign.py tests/Nabla.Onnx.Tests/Data

torch-*: PyTorch's own exporter, torch.onnx.export. sklearn-*: graphs of the form that skl2onnx writes, made with the onnx package from trained models of
scikit-learn, whose own predictions are what is expected. Debian has all of it: python3-torch, python3-sklearn, python3-onnx.
"""
import json
import os
import sys

import numpy as np
import onnx
import sklearn.datasets
import torch
from onnx import TensorProto, helper, numpy_helper
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from torch import nn

FOLDER = sys.argv[1]
ROWS = 6


def save(name, model, x, expected):
    """The file, and rows with what is expected of them."""
    # Its inference of shapes does not know maps.
    onnx.checker.check_model(model, full_check=model.producer_name != "skl2onnx")
    onnx.save(model, os.path.join(FOLDER, name + ".onnx"))
    numbers = [float(value) for value in np.asarray(x, np.float32).ravel()]
    with open(os.path.join(FOLDER, name + ".json"), "w", encoding="utf-8") as file:
        json.dump({"inputs": numbers, "expected": [float(value) for value in np.asarray(expected).ravel()]}, file)
        file.write("\n")


# PyTorch

class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first, self.norm, self.second = nn.Linear(width, width), nn.BatchNorm1d(width), nn.Linear(width, width)

    def forward(self, x):
        return x + self.second(torch.relu(self.norm(self.first(x))))


class Nested(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner, self.outer = nn.Linear(4, 4), nn.Linear(4, 4)

    def forward(self, x):
        h = self.outer(x)
        return torch.tanh(x + (torch.sigmoid(self.inner(h)) + h))


def export(name, model, shape, opset=13, **options):
    """A module with running statistics of its own, in evaluation mode."""
    torch.manual_seed(len(name))
    for module in model.modules():
        if isinstance(module, nn.BatchNorm1d) and not options.get("keep"):
            nn.init.normal_(module.weight, 1, 0.3)
            nn.init.normal_(module.bias, 0, 0.3)
            nn.init.normal_(module.running_mean, 0, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 2)
    options.pop("keep", None)
    model.eval()
    path = os.path.join(FOLDER, name + ".onnx")
    x = torch.randn(ROWS, *shape)
    torch.onnx.export(
        model, x, path, opset_version=opset, input_names=["input"], output_names=["output"],
        dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}}, **options)
    with torch.no_grad():
        save(name, onnx.load(path), x.numpy(), model(x).numpy())


torch.manual_seed(0)
export("torch-classifier", nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 3), nn.Softmax(dim=1)), (4,))
export("torch-logits", nn.Sequential(nn.Linear(4, 8), nn.ELU(0.5), nn.Linear(8, 3)), (4,), opset=17)
export("torch-activations", nn.Sequential(
    nn.Linear(3, 5), nn.LeakyReLU(0.1), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 5), nn.Sigmoid(), nn.Linear(5, 5), nn.Softplus(), nn.Identity(), nn.Linear(5, 2)), (3,), opset=9)
export("torch-batch-norm", nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 6), nn.BatchNorm1d(6, eps=1e-3), nn.ELU(), nn.Linear(6, 2)), (4,), opset=15)
export("torch-fresh-batch-norm", nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 2)), (4,), keep=True)
export("torch-no-bias", nn.Sequential(nn.Linear(4, 6, bias=False), nn.ReLU(), nn.Linear(6, 2, bias=False)), (4,))
export("torch-not-folded", nn.Sequential(nn.Linear(4, 6, bias=False), nn.ReLU(), nn.Linear(6, 2)), (4,), opset=11, do_constant_folding=False)
export("torch-residual", nn.Sequential(nn.Linear(3, 6), nn.ReLU(), Residual(6), nn.ELU(), Residual(6), nn.Linear(6, 2)), (3,))
export("torch-nested-residual", nn.Sequential(nn.Linear(3, 4), Nested()), (3,))
export("torch-images", nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.ReLU(), nn.Linear(5, 3), nn.Softmax(dim=-1)), (1, 3, 4))
export("torch-probability", nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 1), nn.Sigmoid()), (4,))


# scikit-learn, as skl2onnx writes it

def steps(model, nodes, initializers, x):
    """Cast, then MatMul, Add and an activation for each layer. Returns the name of the last result."""
    names = {"relu": "Relu", "tanh": "Tanh", "logistic": "Sigmoid", "identity": "Identity", "softmax": "Softmax"}
    nodes.append(helper.make_node("Cast", [x], ["cast_input"], "Cast", to=TensorProto.FLOAT))
    x, last = "cast_input", len(model.coefs_) - 1
    for i, (coefficient, intercept) in enumerate(zip(model.coefs_, model.intercepts_)):
        initializers.append(numpy_helper.from_array(coefficient.astype(np.float32), f"coefficient{i}"))
        initializers.append(numpy_helper.from_array(intercept.astype(np.float32).reshape(1, -1), f"intercepts{i}"))
        nodes.append(helper.make_node("MatMul", [x, f"coefficient{i}"], [f"mul_result{i}"], f"MatMul{i}"))
        nodes.append(helper.make_node("Add", [f"mul_result{i}", f"intercepts{i}"], [f"add_result{i}"], f"Add{i}"))
        x = "out_activations_result" if i == last else f"next_activations{i}"
        nodes.append(helper.make_node(names[model.out_activation_ if i == last else model.activation], [f"add_result{i}"], [x], f"Activation{i}"))
    return x


def scaled(scaler, nodes):
    nodes.append(helper.make_node(
        "Scaler", ["X"], ["variable"], "Scaler", domain="ai.onnx.ml", offset=[float(v) for v in scaler.mean_], scale=[float(v) for v in 1 / scaler.scale_]))
    return "variable"


def converted(name, nodes, initializers, outputs, features):
    graph = helper.make_graph(nodes, name, [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, features])], outputs, initializers)
    return helper.make_model(
        graph, producer_name="skl2onnx", ir_version=8, opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 1)])


def convert_classifier(name, model, scaler, data, with_map):
    nodes, initializers = [], []
    x = scaled(scaler, nodes) if scaler else "X"
    result = steps(model, nodes, initializers, x)
    is_text = model.classes_.dtype.kind in "UO"
    if len(model.classes_) == 2:
        initializers.append(helper.make_tensor("unity", TensorProto.FLOAT, [], [1.0]))
        nodes.append(helper.make_node("Sub", ["unity", result], ["negative_class_proba"], "Sub"))
        nodes.append(helper.make_node("Concat", ["negative_class_proba", result], ["probabilities"], "Concat", axis=1))
    else:
        nodes.append(helper.make_node("Identity", [result], ["probabilities"], "Identity"))
    initializers.append(
        helper.make_tensor("classes", TensorProto.STRING, [len(model.classes_)], [c.encode() for c in model.classes_]) if is_text
        else helper.make_tensor("classes", TensorProto.INT32, [len(model.classes_)], [int(c) for c in model.classes_]))
    initializers.append(helper.make_tensor("shape_tensor", TensorProto.INT64, [1], [-1]))
    nodes.append(helper.make_node("ArgMax", ["probabilities"], ["argmax_output"], "ArgMax", axis=1))
    nodes.append(helper.make_node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["array_feature_extractor_result"], "ArrayFeatureExtractor", domain="ai.onnx.ml"))
    label = "label" if is_text else "reshaped_result"
    nodes.append(helper.make_node("Reshape", ["array_feature_extractor_result", "shape_tensor"], [label], "Reshape"))
    if not is_text:
        nodes.append(helper.make_node("Cast", [label], ["label"], "Cast1", to=TensorProto.INT64))
    outputs = [helper.make_tensor_value_info("label", TensorProto.STRING if is_text else TensorProto.INT64, [None])]
    if with_map:
        keys = {"classlabels_strings": list(model.classes_)} if is_text else {"classlabels_int64s": [int(c) for c in model.classes_]}
        nodes.append(helper.make_node("ZipMap", ["probabilities"], ["output_probability"], "ZipMap", domain="ai.onnx.ml", **keys))
        probability = onnx.ValueInfoProto(name="output_probability")
        map_type = probability.type.sequence_type.elem_type.map_type
        map_type.key_type = TensorProto.STRING if is_text else TensorProto.INT64
        map_type.value_type.tensor_type.elem_type = TensorProto.FLOAT
        outputs.append(probability)
    else:
        outputs.append(helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [None, len(model.classes_)]))
    x = data[:: len(data) // ROWS][:ROWS].astype(np.float32)
    save(name, converted(name, nodes, initializers, outputs, data.shape[1]), x, model.predict_proba(scaler.transform(x) if scaler else x))


def convert_regressor(name, model, data):
    nodes, initializers = [], [helper.make_tensor("shape_tensor", TensorProto.INT64, [2], [-1, 1])]
    result = steps(model, nodes, initializers, "X")
    nodes.append(helper.make_node("Reshape", [result, "shape_tensor"], ["variable"], "Reshape"))
    outputs = [helper.make_tensor_value_info("variable", TensorProto.FLOAT, [None, 1])]
    x = data[:ROWS].astype(np.float32)
    save(name, converted(name, nodes, initializers, outputs, data.shape[1]), x, model.predict(x))


iris = sklearn.datasets.load_iris()
settings = {"hidden_layer_sizes": (6, 4), "max_iter": 60, "random_state": 0, "solver": "lbfgs"}
scaler = StandardScaler().fit(iris.data)
species = np.array([str(iris.target_names[label]) for label in iris.target])
convert_classifier("sklearn-scaled-strings", MLPClassifier(**settings).fit(scaler.transform(iris.data), species), scaler, iris.data, with_map=True)
convert_classifier("sklearn-numbers", MLPClassifier(activation="tanh", **settings).fit(iris.data, iris.target + 7), None, iris.data, with_map=False)
convert_classifier("sklearn-two-classes", MLPClassifier(activation="logistic", **{**settings, "max_iter": 5}).fit(iris.data, (iris.target == 1).astype(int)), None, iris.data, with_map=True)
convert_regressor("sklearn-regressor", MLPRegressor(**settings).fit(iris.data[:, :3], iris.data[:, 3]), iris.data[:, :3])
