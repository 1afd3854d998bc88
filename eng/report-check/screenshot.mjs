// The top of a report as a picture for the pages of the project.
//   node screenshot.mjs CHROMIUM REPORT.html PICTURE.png light|dark
import path from 'node:path';
import { chromium } from 'playwright-core';

const [, , executablePath, report, picture, colorScheme] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1080, height: 1000 }, colorScheme });
  await page.goto(`file://${path.resolve(report)}`, { waitUntil: 'load' });
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
