// Runs inside the page: what is to be seen there, as one list of complaints. Everything is measured, nothing is read from the source.

/** All complaints about the page as it is shown now. */
export function complaints() {
  const found = [];
  const complain = (what) => found.push(what);
  const visible = (element) => element.getClientRects().length > 0;
  const name = (element) => (element.closest('figure, section, header, footer')?.id || element.tagName) + ': ' + element.textContent.trim().slice(0, 40);

  // No part of the page is wider than the window; what scrolls does so in a box of its own.
  if (document.documentElement.scrollWidth > window.innerWidth) complain(`the page is ${document.documentElement.scrollWidth} wide, the window ${window.innerWidth}`);

  for (const box of document.querySelectorAll('.scroll')) {
    if (visible(box) && !box.closest('details') && box.scrollWidth > box.clientWidth) complain(`${name(box)}: ${box.scrollWidth - box.clientWidth} px have to be scrolled to`);
  }

  // Headings go down one level at a time; tables name their rows and columns; pictures have a text.
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = +heading.tagName[1];
    if (next > level + 1) complain(`${name(heading)} is a ${heading.tagName} below level ${level}`);
    level = next;
  }
  for (const table of document.querySelectorAll('table')) if (!table.querySelector('th[scope]')) complain(`${name(table)}: a table without headers`);
  for (const header of document.querySelectorAll('th:not([scope])')) complain(`${name(header)}: a header without scope`);
  for (const image of document.querySelectorAll('img')) {
    if (!image.hasAttribute('alt')) complain(`${name(image)}: an image without alt`);
    if (!image.complete || image.naturalWidth === 0) complain(`${name(image)}: an image that shows nothing`);
  }

  const charts = document.querySelectorAll('figure.chart');
  if (charts.length < 3) complain(`there are ${charts.length} charts`);
  for (const chart of charts) checkChart(chart);
  checkContrast();
  return found;

  /** A chart is there, labelled, inside its card, and no two of its texts touch. */
  function checkChart(chart) {
    const id = chart.id;
    const shown = [...chart.querySelectorAll('svg.plot')].filter(visible);
    if (shown.length !== 1) return complain(`${id}: ${shown.length} pictures are shown`);
    const [plot] = shown;
    const ids = plot.getAttribute('aria-labelledby').split(' ');
    if (plot.getAttribute('role') !== 'img' || !ids.every((each) => document.getElementById(each)?.textContent.trim())) complain(`${id}: no text alternative`);
    for (const axis of ['rz-value-axis', 'rz-category-axis']) {
      if (!plot.querySelector(`.${axis} .rz-axis-title text`)?.textContent.trim()) complain(`${id}: ${axis} has no title`);
      if (plot.querySelectorAll(`.${axis} .rz-tick-text`).length < 2) complain(`${id}: ${axis} has fewer than two ticks`);
    }
    const entries = [...chart.querySelectorAll('.legend li')];
    if (entries.length === 0 || entries.some((entry) => !entry.textContent.trim() || !entry.querySelector('svg'))) complain(`${id}: the legend is not complete`);
    const curves = [...plot.querySelectorAll('.rz-line-series > path')];
    if (curves.length === 0) complain(`${id}: no curve`);
    const card = chart.getBoundingClientRect();
    const texts = [...plot.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    for (const { text, box } of texts) {
      if (box.left < card.left || box.right > card.right || box.top < card.top || box.bottom > card.bottom) complain(`${id}: “${text}” leaves its card`);
      if (box.height < 8) complain(`${id}: “${text}” is ${box.height.toFixed(1)} px high`);
    }
    for (let i = 0; i < texts.length; i++) {
      for (let j = i + 1; j < texts.length; j++) {
        const [a, b] = [texts[i].box, texts[j].box];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) complain(`${id}: “${texts[i].text}” and “${texts[j].text}” overlap`);
      }
    }
    const ground = background(plot);
    for (const curve of curves) {
      const ratio = contrast(colour(getComputedStyle(curve).stroke), ground);
      if (ratio < 3) complain(`${id}: a curve has a contrast of ${ratio.toFixed(2)}`);
    }
  }

  /** Every piece of text against what lies behind it, the bars of tables included. */
  function checkContrast() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.textContent.trim() || !visible(element) || element.closest('style, title, desc, .skip')) continue;
      const style = getComputedStyle(element);
      const text = colour(element instanceof SVGElement ? style.fill : style.color);
      const grounds = [background(element)];
      const bar = element.closest('.bar');
      const filled = bar && getComputedStyle(bar).backgroundImage.match(/rgba?\([^)]*\)/);
      if (filled) grounds.push(colour(filled[0]));
      const least = Math.min(...grounds.map((ground) => contrast(text, ground)));
      if (least < 4.5) complain(`${name(element)}: a contrast of ${least.toFixed(2)}`);
      if (!(element instanceof SVGElement) && element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden') complain(`${name(element)}: cut off`);
    }
  }

  function background(element) {
    for (let each = element; each; each = each.parentElement) {
      const [r, g, b, a] = colour(getComputedStyle(each).backgroundColor);
      if (a === 1) return [r, g, b, a];
    }
    return [255, 255, 255, 1];
  }

  function colour(text) {
    const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return [r, g, b, a];
  }

  /** The ratio of WCAG 2.1. */
  function contrast(one, other) {
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }
}
