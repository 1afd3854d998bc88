"""Who takes part, how each is started, and with which settings it may try its luck."""

import os
import subprocess
from dataclasses import dataclass

from setup import PYTHON, RACE

PEERS = os.path.join(RACE, "peers")
NAMES = {
    "nabla": "Nabla",
    "nabla-1": "Nabla, 1 thread",
    "numpy": "NumPy",
    "torch": "PyTorch",
    "torch-bf16-autocast": "PyTorch bf16, autocast",
    "torch-bf16-weights": "PyTorch bf16, weights",
    "sklearn": "scikit-learn",
    "onnx": "ONNX Runtime",
}


@dataclass(frozen=True)
class Setting:
    """Something that a user could set: words for the call and variables for the environment."""

    words: tuple = ()
    variables: tuple = ()

    def __str__(self):
        return " ".join([*(f"{name}={value}" for name, value in self.variables), *self.words]) or "as it comes"


class Entrant:
    """A program that waits for numbers of repeats and answers with seconds."""

    def __init__(self, command, setting, images):
        environment = {**os.environ, **dict(setting.variables), "RACE_IMAGES": images}
        self.process = subprocess.Popen(
            [*command, *setting.words], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PEERS)
        self.operations = self.answer()[1:]

    def time(self, repeats):
        """Seconds for one repeat."""
        self.process.stdin.write(f"{repeats}\n")
        self.process.stdin.flush()
        return float(self.answer()[0]) / repeats

    def answer(self):
        line = self.process.stdout.readline().split()
        if not line:
            raise RuntimeError(f"{' '.join(self.process.args)} ended with {self.process.wait()}")
        return line

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Entrants:
    def __init__(self, tool, images, work, threads):
        self.tool, self.images, self.work, self.threads = tool, images, work, threads
        self.best = {}                              # what the search found, for each name and workload

    def start(self, name, workload, setting):
        return Entrant(self.command(name, workload), setting, self.images)

    def command(self, name, workload):
        if name in ("nabla", "nabla-1", "limit"):
            return [self.tool, "bench", "--serve", workload if name != "limit" else "limit"]
        if name == "onnx":
            _, sizes, rows, _ = workload.split(":")
            file = os.path.join(self.work, f"{sizes}-{rows}.onnx")
            if not os.path.exists(file):
                subprocess.run([PYTHON, os.path.join(PEERS, "onnx_model.py"), workload, file], check=True)
            return ["node", os.path.join(PEERS, "onnx_peer.mjs"), file, rows, sizes.split("-")[0]]
        return [PYTHON, os.path.join(PEERS, f"{name.split('-')[0]}_peer.py"), workload]

    def settings(self, name):
        """What is tried. OpenBLAS does not choose its AVX-512 kernels on every processor that has them, so it is told to."""
        one, all = 1, self.threads
        if name in ("nabla", "limit"):
            return [Setting(("--threads", str(all)))]
        if name == "nabla-1":
            return [Setting(("--threads", "1"))]
        if name == "onnx":
            return [Setting(("--threads", str(threads))) for threads in (one, all)]
        blas = [
            (("OPENBLAS_NUM_THREADS", str(threads)), *kernels)
            for threads in (one, all) for kernels in ((), (("OPENBLAS_CORETYPE", "SkylakeX"),))]
        if not name.startswith("torch"):
            return [Setting(), *(Setting((), variables) for variables in blas)]
        bf16 = ("--bf16", name.split("-")[2]) if "bf16" in name else ()
        return [
            Setting(bf16),
            *(Setting((*bf16, "--threads", str(threads)), variables) for threads in (one, all) for variables in blas),
            *(Setting((*bf16, "--threads", str(one), *more), blas[threads])
              for threads in (1, 3) for more in (("--foreach",), ("--trace",), ("--foreach", "--trace")))]
