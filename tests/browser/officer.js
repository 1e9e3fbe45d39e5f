// What the tests of the console have in common: an officer who signs in, and what they do, counted.
import assert from 'node:assert/strict';
import { violations } from './axe.js';
import { openPage, screenshot, server } from './browser.js';

/** Asks the registry API as a tool does. */
export async function registry(method, path, body) {
  const response = await fetch(`${server.origin}/v1/registry${path}`, {
    method,
    headers: { Authorization: `Bearer ${process.env.REGISTRY_KEY}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path}: ${await response.clone().text()}`);
  return response.json();
}

/** Somebody who is signed in, on their first screen. */
export async function signIn(browser, name, role = 'admin', { language = 'en', ...options } = {}) {
  const email = `${name}-${Math.floor(performance.now())}@secretariat.example.org`;
  const { link } = await registry('POST', '/staff', { name, email, role, language });
  const { page, trouble } = await openPage(browser, server.origin, options);
  await page.goto(new URL(link).href.replace(new URL(link).origin, server.origin));
  await page.locator('main button.primary').click();
  await page.waitForURL(`${server.origin}/staff`);
  return { page, trouble };
}

/** Somebody who is not signed in. */
export const visit = (browser) => openPage(browser, server.origin);

/** Counts what somebody does: a click or a key that does something, typing aside. */
export function counting() {
  let actions = 0;
  return {
    click: async (locator) => { actions += 1; await locator.click(); },
    get actions() { return actions; },
  };
}

/** A screen that is for everybody, wide and narrow. */
export async function isForEverybody(page, name) {
  for (const [width, height] of [[1366, 768], [320, 640]]) {
    await page.setViewportSize({ width, height });
    assert.deepEqual(await violations(page), [], `${name} at ${width}`);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0, `${name} at ${width}`);
    await screenshot(page, `console-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}
