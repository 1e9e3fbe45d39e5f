// Accessibility, as axe-core sees it.
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to on a page, or below a part of it: [] when it objects to nothing. */
export async function violations(page, context = {}) {
  for (const frame of page.frames()) await frame.evaluate(axe.source);
  const found = await page.evaluate(
    ([root, tags]) => globalThis.axe.run(Object.keys(root).length ? root : document, { runOnly: { type: 'tag', values: tags } }),
    [context, RULES],
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`).join('; ')}`);
}
