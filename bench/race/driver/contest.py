"""One recipe: everybody's best settings, then all in turn, round by round."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import recipes
from entrants import NAMES, PEERS, Setting
from setup import PYTHON

REST = 0.05                                         # seconds between samples: threads that wait for work spin before they sleep


@dataclass(frozen=True)
class Effort:
    rounds: int
    sample: float                                   # seconds
    search: int                                     # samples for each setting
    processes: int

    @staticmethod
    def quick():
        return Effort(rounds=3, sample=0.05, search=1, processes=1)

    @staticmethod
    def full():
        return Effort(rounds=13, sample=0.2, search=2, processes=5)


def run_steps(name, recipe, entrants, effort):
    """All of a recipe's entrants, and the machine's limit, in turn."""
    names = ["nabla", *recipe.peers, *recipe.others]
    searches = {each: search(each, recipe.workload, entrants, effort) for each in names}
    programs, repeats = {}, {}
    try:
        for each in ["limit", *names]:
            setting = searches[each][0][0] if each in searches else entrants.settings(each)[0]
            programs[each] = entrants.start(each, recipe.workload, setting)
            repeats[each] = warm_up(programs[each], effort)
        samples = {each: [] for each in programs}
        for round in range(effort.rounds):
            say(f"{name}: round {round + 1} of {effort.rounds}")
            for each, program in programs.items():
                samples[each].append(program.time(repeats[each]))
                time.sleep(REST)
    finally:
        for program in programs.values():
            program.close()

    operations = float(programs["nabla"].operations[0])
    share = operations / float(programs["limit"].operations[0])
    return {
        "name": name,
        "title": recipe.title,
        "workload": recipe.workload,
        "operations": operations,
        "limitGflops": operations / share / statistics.median(samples["limit"]) / 1e9,
        "peers": recipe.peers,
        "goal": recipe.goal,
        "limitGoal": recipe.limit_goal,
        "entrants": {
            each: {
                **summary(samples[each]),
                "percentOfLimit": 100 * share * in_turn(samples["limit"], samples[each]),
                "nablaIsFasterBy": in_turn(samples[each], samples["nabla"]),
                "setting": str(searches[each][0][0]),
                "tried": {str(setting): seconds for setting, seconds in searches[each]},
            }
            for each in names
        },
    }


def search(name, workload, entrants, effort):
    """Settings and the least time of each, the fastest first. The least, since a neighbour can only slow one down."""
    if (name, workload) in entrants.best:
        return entrants.best[name, workload]
    settings = entrants.settings(name)
    found = []
    for setting in settings:
        say(f"{NAMES[name]}, {setting}")
        program = entrants.start(name, workload, setting)
        repeats = warm_up(program, effort)
        found.append((setting, min(program.time(repeats) for _ in range(effort.search)) if len(settings) > 1 else 0))
        program.close()
    entrants.best[name, workload] = sorted(found, key=lambda each: each[1])
    return entrants.best[name, workload]


def warm_up(program, effort):
    """Runs until a sample lasts long enough, twice: the first time may be spent on compiling."""
    repeats = 1
    for _ in range(2):
        while (seconds := program.time(repeats) * repeats) < effort.sample:
            repeats = max(2 * repeats, int(repeats * min(100, 0.9 * effort.sample / max(seconds, 1e-6))))
    return repeats


def run_processes(entrants, cifar10, effort):
    """Whole processes from the shell, start to exit, with the settings that are best for the recipe's steps."""
    names = ["nabla", *recipes.TRAINERS]
    workload = recipes.RECIPES["default"].workload
    runs = tempfile.mkdtemp(dir=entrants.work)
    own = entrants.settings("nabla")[0]
    train = [entrants.tool, "train", "--data", f"cifar10:{cifar10}", "--epochs", "1", "--out", os.path.join(runs, "run"), "--force", "--quiet", "--no-report"]
    commands = {"nabla": ([*train, *own.words], own)}
    for each in recipes.TRAINERS:
        setting = search(each, workload, entrants, effort)[0][0]
        threads = setting.words[:2] if setting.words[:1] == ("--threads",) else ()
        commands[each] = ([PYTHON, os.path.join(PEERS, f"{each}_epoch.py"), cifar10, *threads], Setting(threads, setting.variables))

    seconds, memory = {each: [] for each in names}, {each: [] for each in names}
    for round in range(effort.processes):
        for each, (command, setting) in commands.items():
            say(f"process: round {round + 1} of {effort.processes}, {NAMES[each]}")
            took, peak = whole_process(command, setting)
            seconds[each].append(took)
            memory[each].append(peak)
    return {
        "name": recipes.PROCESS,
        "title": recipes.PROCESS_TITLE,
        "peers": recipes.TRAINERS,
        "goal": recipes.PROCESS_GOAL,
        "memoryGoal": recipes.MEMORY_GOAL,
        "entrants": {
            each: {
                **summary(seconds[each]),
                "peakMegabytes": statistics.median(memory[each]),
                "nablaIsFasterBy": in_turn(seconds[each], seconds["nabla"]),
                "setting": str(commands[each][1]),
            }
            for each in names
        },
    }


def whole_process(command, setting):
    """Wall-clock seconds and the most memory that was resident, in MB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **dict(setting.variables)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{complaint}")
    return seconds, usage.ru_maxrss / 1000


def summary(samples):
    quartiles = statistics.quantiles(samples, n=4, method="inclusive") if len(samples) > 1 else 3 * samples
    return {"seconds": statistics.median(samples), "lowerQuartile": quartiles[0], "upperQuartile": quartiles[2], "samples": len(samples)}


def in_turn(samples, others):
    """The median over the rounds of the ratio within a round: what disturbed a round disturbed both sides of it."""
    return statistics.median(one / other for one, other in zip(samples, others))


def say(text):
    print(f"race: {text}", file=sys.stderr, flush=True)
