"""The race as Markdown."""

from entrants import NAMES
from recipes import SPEED_UP_GOAL


def markdown(race):
    return "\n".join([
        f"# The race on {race['processor']}, {race['threads']} threads, {race['date']}",
        "",
        ", ".join(f"{name} {version}" for name, version in race["versions"].items()) + f"; {race['system']}.",
        *(["", "**A quick run: it shows that the race works, and nothing else.**"] if race["quick"] else []),
        "",
        *summary(race["results"]),
        *(line for result in race["results"] for line in details(result)),
    ]) + "\n"


def summary(results):
    """One line for each goal."""
    yield "| work | Nabla | fastest peer | Nabla is faster by | goal | per cent of the limit | goal |"
    yield "|---|---:|---|---:|---:|---:|---:|"
    for result in results:
        own = result["entrants"]["nabla"]
        best = min(result["peers"], key=lambda name: result["entrants"][name]["nablaIsFasterBy"])
        peer = result["entrants"][best]
        limit, limit_goal = result.get("limitGoal") and own["percentOfLimit"], result.get("limitGoal")
        yield (f"| {result['title']} | {duration(own['seconds'])} | {NAMES[best]}, {duration(peer['seconds'])} | {peer['nablaIsFasterBy']:.2f} × | "
               f"{result['goal']:g} × | {f'{limit:.0f} %' if limit else ''} | {f'{limit_goal} %' if limit_goal else ''} |")
    for result in results:
        if "memoryGoal" in result:
            yield f"| peak memory of that process | {result['entrants']['nabla']['peakMegabytes']:.0f} MB | | | {result['memoryGoal']} MB | | |"
        if "nabla-1" in result["entrants"]:
            yield (f"| speed-up from one thread, {result['title']} | {duration(result['entrants']['nabla']['seconds'])} | | "
                   f"{result['entrants']['nabla-1']['nablaIsFasterBy']:.2f} × | {SPEED_UP_GOAL} × | | |")


def details(result):
    """Everybody in one recipe, with the settings that did best."""
    yield from ["", f"## {result['title']}", ""]
    if "limitGflops" in result:
        yield f"{result['operations'] / 1e6:.1f} million floating-point operations; the limit was {result['limitGflops']:.0f} GFLOP/s, measured in turn with the others."
        yield ""
    whole = "peakMegabytes" in result["entrants"]["nabla"]
    yield f"| | time | half of the samples | Nabla is faster by | {'peak memory' if whole else 'per cent of the limit'} | settings |"
    yield "|---|---:|---:|---:|---:|---|"
    for name, entrant in result["entrants"].items():
        last = f"{entrant['peakMegabytes']:.0f} MB" if whole else f"{entrant['percentOfLimit']:.1f} %"
        yield (f"| {NAMES[name]} | {duration(entrant['seconds'])} | {duration(entrant['lowerQuartile'])} to {duration(entrant['upperQuartile'])} | "
               f"{entrant['nablaIsFasterBy']:.2f} × | {last} | {entrant['setting']} |")


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"
