// ONNX Runtime's side of the race: onnx_peer.mjs FILE ROWS FEATURES --threads N.

import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [file, ...numbers] = process.argv.slice(2).filter((word) => word !== '--threads');
const [rows, features, threads] = numbers.map(Number);
const session = await InferenceSession.create(file, {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
});
const values = Float32Array.from({ length: rows * features }, (_, i) => ((i * 37) % 257) / 64 - 2);
const feeds = { [session.inputNames[0]]: new Tensor('float32', values, [rows, features]) };

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const begin = performance.now();
  for (let repeats = Number(line); repeats > 0; repeats--) await session.run(feeds);
  console.log((performance.now() - begin) / 1000);
}
process.exit(0);
