// Runs every case of FOLDER/cases.json in ONNX Runtime and compares it with what the library predicts. Prints a table, then "N passed, N failed".
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ort from 'onnxruntime-node';

const [folder] = process.argv.slice(2);
const tolerance = 1e-5;
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
const worst = new Map();
const failures = [];
let passed = 0;

for (const test of cases) {
  try {
    const session = await ort.InferenceSession.create(join(folder, test.file), { intraOpNumThreads: 1, interOpNumThreads: 1 });
    const value = test.labels ? 'probabilities' : 'prediction';
    const outputs = (test.labels ? ['label', value] : [value]).sort().join();
    if ([...session.outputNames].sort().join() !== outputs) throw new Error(`outputs ${session.outputNames}; expected ${outputs}`);
    if ([...session.inputNames].join() !== test.inputs.map((input) => input.name).join()) throw new Error(`inputs ${session.inputNames}`);
    const columns = test.expected.length / test.rows;
    // Any number of rows: all of them, and the first alone.
    for (const rows of [test.rows, 1]) {
      const feeds = {};
      for (const { name, type, columns, data } of test.inputs) {
        const part = data.slice(0, rows * columns);
        feeds[name] = new ort.Tensor(type, type === 'string' ? part : Float32Array.from(part, (x) => (x === null ? NaN : x)), [rows, columns]);
      }
      const result = await session.run(feeds);
      if (result[value].dims.join() !== `${rows},${columns}`) throw new Error(`${value} has shape [${result[value].dims}]`);
      for (let i = 0; i < rows * columns; i++) {
        // Relative to a value above 1: single precision has about seven digits.
        const difference = Math.abs(result[value].data[i] - test.expected[i]) / Math.max(1, Math.abs(test.expected[i]));
        if (!(difference <= tolerance)) throw new Error(`${value}[${i}] is ${result[value].data[i]}; expected ${test.expected[i]}`);
        worst.set(test.layers, Math.max(worst.get(test.layers) ?? 0, difference));
        worst.set(test.preprocessing, Math.max(worst.get(test.preprocessing) ?? 0, difference));
        worst.set(test.output, Math.max(worst.get(test.output) ?? 0, difference));
      }
      if (test.labels && result.label.dims.join() !== `${rows}`) throw new Error(`label has shape [${result.label.dims}]`);
      for (let i = 0; test.labels && i < rows; i++) {
        const sorted = test.expected.slice(i * columns, (i + 1) * columns).sort((a, b) => b - a);
        const isTie = sorted.length > 1 && sorted[0] - sorted[1] < tolerance;
        if (result.label.data[i] !== test.labels[i] && !isTie) throw new Error(`label ${i} is ${result.label.data[i]}; expected ${test.labels[i]}`);
      }
    }
    await session.release();
    passed++;
  } catch (error) {
    failures.push(`${test.file}: ${error.message}`);
  }
}

console.log('largest difference from the library, over all cases with it');
for (const kind of ['layers', 'preprocessing', 'output']) {
  for (const name of new Set(cases.map((test) => test[kind])))
    console.log(`  ${kind.padEnd(14)} ${name.padEnd(32)} ${(worst.get(name) ?? NaN).toExponential(1)}`);
}
for (const failure of failures.slice(0, 20)) console.log(failure);
console.log(`ONNX Runtime: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
