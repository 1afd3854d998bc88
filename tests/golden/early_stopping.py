#!/usr/bin/python3
"""Where scikit-learn's MLPClassifier stops on given training losses: writes early_stopping.json beside this file.

Debian's python3-sklearn; the tests read the file, not scikit-learn. The counting is scikit-learn's own `_update_no_improvement_count`.
"""

import json
import pathlib

import numpy as np
from sklearn.neural_network import MLPClassifier


def stop(losses, patience, tolerance):
    """The epoch, from 1, after which fit() with early_stopping=False stops; None if it does not."""
    model = MLPClassifier(n_iter_no_change=patience, tol=tolerance)
    model.loss_curve_, model.best_loss_, model._no_improvement_count = [], np.inf, 0
    for epoch, loss in enumerate(losses, start=1):
        model.loss_curve_.append(loss)
        model._update_no_improvement_count(False, None, None)
        if model._no_improvement_count > model.n_iter_no_change:
            return epoch
    return None


def curves():
    random = np.random.default_rng(2018)
    epochs = np.arange(60)
    yield "the issue's", [1.0, 0.95, 0.89, 0.85, 0.8], 2, 0.1
    yield "creeping by less than the tolerance", list(1 - 0.05 * np.arange(12)), 3, 0.1
    yield "steps of exactly the tolerance", [2.0 - 0.25 * i for i in range(8)], 1, 0.25
    yield "equal losses and no tolerance", [0.5] * 8, 2, 0.0
    yield "rising", list(0.5 + 0.01 * np.arange(8)), 2, 0.0
    yield "falling for ever", list(np.exp(-0.1 * epochs)), 3, 1e-4
    for name, noise, patience, tolerance in [
        ("a smooth fall", 0.0, 10, 1e-4), ("a noisy fall", 0.02, 5, 1e-3), ("a noisy plateau", 0.1, 10, 1e-4), ("impatient", 0.05, 1, 1e-2)
    ]:
        yield name, list(0.3 + np.exp(-0.2 * epochs) + noise * random.standard_normal(60)), patience, tolerance


def main():
    cases = []
    for name, losses, patience, tolerance in curves():
        losses = [float(loss) for loss in losses]
        cases.append({"name": name, "patience": patience, "tolerance": tolerance, "losses": losses, "stop": stop(losses, patience, tolerance)})
    text = ",\n".join("  " + json.dumps(case) for case in cases)
    pathlib.Path(__file__).with_name("early_stopping.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
