// Opens reports in headless Chromium, at the width of a desktop and of a phone, light and dark and on paper, and says what is wrong with them.
//   node check.mjs CHROMIUM FOLDER-FOR-SCREENSHOTS|- REPORT.html|ADDRESS…
// An address is that of a page that a run serves while it goes on: it is opened until it has fetched itself again.
import path from 'node:path';
import { chromium } from 'playwright-core';
import { complaints } from './page.mjs';

const [, , executablePath, screenshots, ...reports] = process.argv;
const looks = [
  { name: 'desktop-light', width: 1280, colorScheme: 'light' },
  { name: 'desktop-dark', width: 1280, colorScheme: 'dark' },
  { name: 'phone-light', width: 390, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, colorScheme: 'dark' },
  { name: 'tablet-light', width: 768, colorScheme: 'light' },
];

let passed = 0;
let failed = 0;
function report(what, problems) {
  if (problems.length === 0) passed++;
  else failed++;
  for (const problem of problems.slice(0, 20)) console.log(`${what}: ${problem}`);
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const file of reports) {
    if (file.startsWith('http:')) {
      await checkLive(file);
      continue;
    }

    for (const { name, width, colorScheme } of looks) {
      const what = `${path.basename(path.dirname(file))}/${path.basename(file)}, ${name}`;
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const told = [];
      page.on('console', (message) => told.push(`the console says: ${message.text()}`));
      page.on('pageerror', (error) => told.push(`an error: ${error.message}`));
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) told.push(`a request to ${request.url()}`);
      });
      await page.goto(`file://${path.resolve(file)}`, { waitUntil: 'load' });
      if (screenshots !== '-') await page.screenshot({ path: path.join(screenshots, `${path.basename(path.dirname(file))}-${name}.png`), fullPage: true });
      report(what, await page.evaluate(complaints));
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      report(`${what}, tables open`, await page.evaluate(complaints));
      report(`${what}, quiet`, told);
      await page.close();
    }

    const page = await browser.newPage({ viewport: { width: 718, height: 1000 }, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(`file://${path.resolve(file)}`);
    report(`${file}, on paper`, await page.evaluate(complaints));
    await page.close();
  }
} finally {
  await browser.close();
}

/** A page that follows a run: it comes, comes again by itself, asks for nothing else and says nothing to the console. */
async function checkLive(address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const told = [];
  let seen = 0;
  page.on('console', (message) => told.push(`the console says: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`an error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() === address) seen++;
    else if (!request.url().startsWith('data:')) told.push(`a request to ${request.url()}`);
  });
  const response = await page.goto(address, { waitUntil: 'load' });
  if (response.status() !== 200) told.push(`it answers ${response.status()}`);
  const enough = Date.now() + 30_000;
  while (seen < 2 && Date.now() < enough) await page.waitForTimeout(100);
  if (seen < 2) told.push('it did not fetch itself again');
  report('the page of a run that goes on', told);
  await page.close();
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
