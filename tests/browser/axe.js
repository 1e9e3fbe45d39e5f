// Accessibility, as axe-core sees it.
import axe from 'axe-core/axe.min.js';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Whether nothing on a page waits for an answer or is on its way from one look to another. */
const isSettled = () =>
  !document.querySelector('[data-map][data-waiting]')
  && [...document.querySelectorAll('member-directory')].every(({ shadowRoot }) => !shadowRoot?.querySelector('[data-waiting]'))
  && document.getAnimations().every(({ playState }) => playState !== 'running');

/** What axe objects to on a page, or below a part of it: [] when it objects to nothing. */
export async function violations(page, context = {}) {
  // A list that waits on purpose is looked at as it waits.
  for (const frame of page.frames()) await frame.waitForFunction(isSettled, undefined, { timeout: 2000 }).catch(() => {});
  for (const frame of page.frames()) await frame.evaluate(axe.source);
  const found = await page.evaluate(
    ([root, tags]) => globalThis.axe.run(Object.keys(root).length ? root : document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    [context, RULES],
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`).join('; ')}`);
}
