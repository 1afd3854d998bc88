"""The whole experiment in scikit-learn, as a script: sklearn_epoch.py FOLDER. ReLU stands in for the ELU that it lacks."""

import sys

from sklearn.neural_network import MLPClassifier

from epoch import BATCH, RATE, Images

images = Images(sys.argv[1])
classifier = MLPClassifier(
    [128], activation="relu", solver="sgd", learning_rate_init=RATE, momentum=0, nesterovs_momentum=False, alpha=0, batch_size=BATCH, random_state=42)
whole = len(images.train) // BATCH * BATCH
classifier.partial_fit(images.features(images.train[:whole]), images.labels[images.train[:whole]], range(10))
print(", ".join(
    f"{name} {classifier.score(images.features(rows), images.labels[rows]):.3f}"
    for name, rows in [("validation", images.validation), ("test", images.test)]))
