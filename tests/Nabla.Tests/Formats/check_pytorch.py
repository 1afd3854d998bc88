"""Holds exported models against PyTorch: check_pytorch.py FOLDER, with a folder for each model in it.

Each holds model.py and model.safetensors as exported, inputs.bin, logits.bin, raw.bin and predictions.bin as Nabla computes them. This script loads the state
dict strictly, compares, and writes back.safetensors, other parameters for the same modules, with their logits in back.bin.
"""
import json
import pathlib
import sys

import numpy as np

TYPES = {"F32": "<f4", "I64": "<i8"}


def load(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    header.pop("__metadata__", None)
    return {name: np.frombuffer(data[slice(*t["data_offsets"])], TYPES[t["dtype"]]).reshape(t["shape"]) for name, t in header.items()}


def save(path, arrays):
    header, end = {}, 0
    for name, array in arrays.items():
        dtype = "I64" if array.dtype == np.int64 else "F32"
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [end, end + array.nbytes]}
        end += array.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(array.tobytes() for array in arrays.values()))


def distance(found, path):
    found = found.detach().numpy()
    expected = np.fromfile(path, "<f4").reshape(found.shape)
    return float(np.max(np.abs(found - expected) / np.maximum(1, np.abs(expected))))


result = {}
for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    program = {}
    exec((folder / "model.py").read_text(), program)
    torch, model = program["torch"], program["model"]
    arrays = load(folder / "model.safetensors")
    assert set(arrays) == set(model.state_dict()), f"{folder.name}: {sorted(arrays)} instead of {sorted(model.state_dict())}"
    model.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in arrays.items()}, strict=True)
    inputs = torch.from_numpy(np.fromfile(folder / "inputs.bin", "<f4").reshape(20, -1))
    raw = np.fromfile(folder / "raw.bin", "<f4").reshape(20, -1)
    result[folder.name] = {"logits": distance(model(inputs), folder / "logits.bin"), "predictions": distance(program["predict"](raw), folder / "predictions.bin")}

    torch.manual_seed(1)
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if name.endswith("running_covariance"):
                factor = torch.randn(tensor.shape)
                tensor.copy_(factor @ factor.T / len(factor) + torch.eye(len(factor)))
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 2)
            elif name.endswith("num_batches_tracked"):
                tensor.fill_(7)
            else:
                tensor.normal_()
        save(folder / "back.safetensors", {name: np.ascontiguousarray(tensor.numpy()) for name, tensor in model.state_dict().items()})
        model(inputs).numpy().tofile(folder / "back.bin")
print(json.dumps(result))
