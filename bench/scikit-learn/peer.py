"""scikit-learn's part of the comparison: `folds` writes the folds of a table as CSV files, `fit` trains on them. See compare."""
import sys
import time
import warnings


def folds(name, directory, seeds):
    import csv
    from sklearn import datasets
    from sklearn.model_selection import KFold, StratifiedKFold
    data = getattr(datasets, "load_" + name)()
    split = KFold if name == "diabetes" else StratifiedKFold
    columns = [str(c).replace(",", "") for c in getattr(data, "feature_names", range(data.data.shape[1]))]
    for seed in seeds:
        for fold, (train, test) in enumerate(split(5, shuffle=True, random_state=seed).split(data.data, data.target)):
            for part, rows in (("train", train), ("test", test)):
                with open(f"{directory}/{part}-{seed}-{fold}.csv", "w", newline="") as file:
                    writer = csv.writer(file, lineterminator="\n")
                    writer.writerow(columns + ["target"])
                    for row in rows:
                        writer.writerow([repr(float(v)) for v in data.data[row]] + [str(data.target[row])])


def read(path):
    import numpy
    table = numpy.loadtxt(path, delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1]


def fit(directory, seed, task):
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from sklearn.preprocessing import StandardScaler
    warnings.filterwarnings("ignore")
    for fold in range(5):
        x, y = read(f"{directory}/train-{seed}-{fold}.csv")
        u, v = read(f"{directory}/test-{seed}-{fold}.csv")
        begin = time.perf_counter()
        scaler = StandardScaler().fit(x)
        model = (MLPClassifier if task == "classification" else MLPRegressor)(random_state=seed).fit(scaler.transform(x), y)
        score = model.score(scaler.transform(u), v)
        print(score, time.perf_counter() - begin, model.n_iter_)


if __name__ == "__main__":
    if sys.argv[1] == "folds":
        folds(sys.argv[2], sys.argv[3], [int(s) for s in sys.argv[4:]])
    else:
        fit(sys.argv[2], int(sys.argv[3]), sys.argv[4])
