"""Writes a workload's network as an ONNX file: onnx_model.py WORKLOAD FILE."""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from workload import Workload

workload = Workload.parse(sys.argv[1])
draw = np.random.default_rng(42)
nodes, constants = [], []
name = "x"
for i, (inputs, outputs) in enumerate(zip(workload.sizes, workload.sizes[1:])):
    constants.append(numpy_helper.from_array((draw.standard_normal((inputs, outputs)) / np.sqrt(inputs)).astype(np.float32), f"w{i}"))
    constants.append(numpy_helper.from_array(np.zeros(outputs, np.float32), f"b{i}"))
    nodes.append(helper.make_node("Gemm", [name, f"w{i}", f"b{i}"], [f"z{i}"]))
    name = f"z{i}"
    if i < len(workload.sizes) - 2:
        nodes.append(helper.make_node({"elu": "Elu", "relu": "Relu"}[workload.activation], [name], [f"a{i}"]))
        name = f"a{i}"

graph = helper.make_graph(
    nodes, "mlp",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [workload.rows, workload.sizes[0]])],
    [helper.make_tensor_value_info(name, TensorProto.FLOAT, [workload.rows, workload.sizes[-1]])],
    constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, sys.argv[2])
