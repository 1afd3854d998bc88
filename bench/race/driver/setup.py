"""What the race needs: packages, the tool built, images, and the names of things."""

import importlib.util
import json
import os
import subprocess

RACE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(RACE))
PYTHON = "/usr/bin/python3"                         # Debian's: its packages are not seen by another
DEBIAN = {"numpy": "python3-numpy", "torch": "python3-torch", "sklearn": "python3-sklearn", "onnx": "python3-onnx"}
OPENBLAS = "libopenblas0-pthread"                   # without it NumPy and PyTorch fall back on a reference BLAS
IMAGES = 10_000


def install():
    wanted = [package for module, package in DEBIAN.items() if importlib.util.find_spec(module) is None]
    if subprocess.run(["dpkg", "-s", OPENBLAS], capture_output=True).returncode != 0:
        wanted.append(OPENBLAS)
    if wanted:
        if os.geteuid() != 0:
            raise RuntimeError(f"the peers are missing; install them with: sudo apt-get install {' '.join(wanted)}")
        run("apt-get", "install", "--yes", "--quiet", *wanted)
    if not os.path.isdir(os.path.join(RACE, "node_modules", "onnxruntime-node")):
        # Its install script fetches GPU libraries that nobody here needs.
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=RACE)


def build(work):
    """Publishes the tool as a user gets it: compiled ahead. The lock files are for any platform; a platform's own goes where build output goes."""
    run("dotnet", "publish", "--configuration", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true",
        "-p:NuGetLockFilePath=obj/publish.lock.json", "--output", os.path.join(work, "nabla"), os.path.join(ROOT, "src", "Nabla.Cli"))
    return os.path.join(work, "nabla", "nabla")


def images(work):
    """Shapes as files, for the peers: the images that the tool's own workloads make in memory."""
    folder = os.path.join(work, "shapes")
    run(os.path.join(work, "nabla", "nabla"), "data", "make", "shapes", "--out", folder, "--count", str(IMAGES))
    return folder


def cifar10(given):
    """The folder of CIFAR-10's binary files, where the tool would look for it."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    places = [given] if given else [
        os.path.join(place, "cifar-10-batches-bin") for place in [os.environ.get("NABLA_DATA"), os.path.join(cache, "nabla")] if place]
    for place in places:
        if os.path.exists(os.path.join(place, "data_batch_1.bin")):
            return os.path.abspath(place)
    raise RuntimeError(f"{places[0]} does not hold CIFAR-10's binary files; name their folder with --cifar10, or run: nabla data get cifar10")


def processor_name():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else "unknown processor"


def versions():
    script = "import numpy, torch, sklearn, json; print(json.dumps([m.__version__ for m in (numpy, torch, sklearn)]))"
    numpy, torch, sklearn = json.loads(output(PYTHON, "-c", script))
    onnx = output("node", "-p", "require('onnxruntime-node/package.json').version", cwd=RACE)
    blas = output("dpkg-query", "--show", "--showformat=${Version}", OPENBLAS)
    return {"NumPy": numpy, "PyTorch": torch, "scikit-learn": sklearn, "OpenBLAS": blas, "ONNX Runtime": onnx, ".NET": output("dotnet", "--version")}


def output(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout.strip()


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
