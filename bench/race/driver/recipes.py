"""What is raced, and what the project has set out to reach on two cores."""

from dataclasses import dataclass, field

PROCESS = "process"                                 # one epoch from the shell: whole processes, not steps
TRAINERS = ["numpy", "torch", "sklearn"]
BF16 = ["torch-bf16-autocast", "torch-bf16-weights"]


@dataclass(frozen=True)
class Recipe:
    title: str
    workload: str
    peers: list
    goal: float = 0                                 # times as fast as the fastest peer
    limit_goal: float = 0                           # per cent of the arithmetic limit
    others: list = field(default_factory=list)      # timed beside the peers, and not what the goal is about


RECIPES = {
    "default": Recipe("training step, 3072-128-10, batch 128", "train:3072-128-10:128:elu", TRAINERS, 2.5, 80, BF16 + ["nabla-1"]),
    "wide": Recipe("training step, 3072-512-256-10, batch 128", "train:3072-512-256-10:128:elu", TRAINERS, 1.8, 80, BF16 + ["nabla-1"]),
    "deep": Recipe("training step, 3072-512-120x6-10, batch 128", "train:3072-512-120x6-10:128:elu", TRAINERS, 1.9, 70, ["nabla-1"]),
    "table": Recipe("training step, small table: 20-64-64-3, batch 32", "train:20-64x2-3:32:relu", TRAINERS, 10),
    "one-row": Recipe("inference, 3072-512-256-10, 1 row", "infer:3072-512-256-10:1:elu", ["onnx"], 1),
    "batch": Recipe("inference, 3072-512-256-10, 128 rows", "infer:3072-512-256-10:128:elu", ["onnx"], 1.5),
}

PROCESS_TITLE = "whole process: 1 epoch of the default recipe on CIFAR-10"
PROCESS_GOAL = 4
MEMORY_GOAL = 400                                   # MB
SPEED_UP_GOAL = 1.85                                # from one thread to two
