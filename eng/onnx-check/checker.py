"""Runs the ONNX project's own checker, with type and shape inference, on every file of a folder, and looks at what the files promise."""
import glob
import json
import os
import sys

import onnx

paths = sorted(glob.glob(os.path.join(sys.argv[1], "*.onnx")))
for path in paths:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    opsets = {entry.domain: entry.version for entry in model.opset_import}
    assert opsets[""] <= 17 and opsets.get("ai.onnx.ml", 1) <= 3, (path, opsets)
    for value in [*model.graph.input, *model.graph.output]:
        assert value.type.tensor_type.shape.dim[0].dim_param == "batch", path
    texts = {entry.key: entry.value for entry in model.metadata_props}
    names = json.loads(texts["classes" if model.graph.output[0].name == "label" else "targets"])
    assert len(names) == model.graph.output[-1].type.tensor_type.shape.dim[1].dim_value, path
print(f"checker of onnx {onnx.__version__}: {len(paths)} passed, 0 failed")
sys.exit(0 if paths else 1)
