// Launching the browser, and watching what a page does.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const server = new URL(process.env.SERVER_URL ?? 'http://SERVER_URL-is-set-by-tests-tools-with-server');

// The same server under the name of a public site: some code behaves differently on a loopback
// address (Swagger UI asks an online validator only elsewhere).
export const publicServer = new URL(server);
publicServer.hostname = 'directory.example.org';

/** The languages of pages, as the first page offers them. */
export async function languages() {
  const page = await (await fetch(server)).text();
  return [...page.matchAll(/<li><a [^>]*hreflang="(\w+)" lang=/g)].map(([, lang]) => lang);
}

const screenshots = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));

/** Chromium as people have it. Only this keeps a page that was left in memory. */
export const desktop = process.env.CHROMIUM || '/usr/bin/chromium';
/** The same without a window, where Debian has it: a page opens with a third of the processor time. */
const shell = '/usr/bin/chromium-headless-shell';
const usual = process.env.CHROMIUM || (existsSync(shell) ? shell : desktop);

export function launch(options = {}) {
  return chromium.launch({
    executablePath: usual,
    ...options,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // No name but these leads anywhere, so that a test never reaches the world outside.
      `--host-resolver-rules=MAP ${publicServer.hostname} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
}

/**
 * A page in a context of its own, with an account of what went wrong in it: what it asked of
 * other origins than `origin`, the requests that failed and the errors on its console.
 */
export async function openPage(browser, origin = server.origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const trouble = { foreign: [], failed: [], errors: [] };
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:'].includes(url.protocol) && url.origin !== origin) trouble.foreign.push(url.href);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // The browser itself takes back what nobody waits for any more (somebody types on, the page
    // was left before its icon came) and what it keeps as a file. The server has not failed.
    if (why === 'net::ERR_ABORTED') return;
    trouble.failed.push(`${request.method()} ${request.url()}: ${why}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) trouble.failed.push(`${response.status()} ${response.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.errors.push(message.text());
  });
  context.on('weberror', (error) => trouble.errors.push(String(error.error())));
  const page = await context.newPage();
  page.on('websocket', (socket) => trouble.foreign.push(socket.url()));
  return { page, trouble };
}

export const noTrouble = { foreign: [], failed: [], errors: [] };

/** Keeps a picture of the page as target/screenshots/NAME.png; not in CI, where nobody looks at it. */
export async function screenshot(page, name) {
  if (process.env.CI) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, fullPage: true });
}

/** Waits until a page or frame has drawn its map for the room that it has, and nothing more is on its way. */
export async function fitted(page) {
  await page.waitForFunction(() => {
    const map = document.querySelector('.map[data-live]');
    const canvas = map?.querySelector('.map-canvas');
    const [width, height] = map?.querySelector('.map-drawing')?.dataset.size.split('x') ?? [];
    const near = (is, was) => Math.abs(is - was) <= 0.04 * was;
    return canvas && !('waiting' in map.dataset) && near(canvas.clientWidth, width) && near(canvas.clientHeight, height);
  });
}
