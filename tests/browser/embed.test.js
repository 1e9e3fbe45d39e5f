// <member-directory> in a page of another site, under a strict content security policy.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { violations } from './axe.js';
import { fitted, launch, openPage, screenshot, server } from './browser.js';
import { openSite, SCRIPT, STRICT } from './host.js';

const list = (attributes, light = '') => `${SCRIPT}<member-directory ${attributes}>${light}</member-directory>`;

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await openSite({
    '/': { body: list('country="BE" lang="nl"') },
    '/all': { body: list('limit="20" filters="country service language membership_type city"') },
    '/two': { body: `${SCRIPT}<member-directory country="BE" label="A"></member-directory><member-directory country="BE" label="B"></member-directory>` },
    '/narrow': { body: list('country="BE,NL" filters="country" search="none" limit="5"') },
    '/compact': { body: list('service="housing" view="compact" lang="de" heading-level="2"') },
    '/dark': { dark: true, body: list('service="housing" lang="fr" near="Gent" radius="60"') },
    '/around': { body: list('near="51.05,3.72" radius="60" limit="2" service="housing,labour" lang="nl"') },
    '/system': { body: list('country="DE" lang="de" theme="system"') },
    '/rtl': { lang: 'ar', dir: 'rtl', body: list('country="BE" lang="fr"') },
    '/fallback': { body: list('country="BE"', '<a href="https://directory.example.org/">The directory</a>') },
    '/wrong': { body: list('country="Belgium"', 'Light') },
    '/map': { body: list('country="BE,NL" view="map" lang="nl"') },
    '/inherits': { lang: 'it-CH', body: list('country="IT"') },
  });
});
after(async () => {
  site?.close();
  await browser?.close();
});

/** Opens a page of the site and waits for its first list. */
async function open(path, prepare) {
  const { page, trouble } = await openPage(browser, site.origin);
  await prepare?.(page);
  await page.goto(site.origin + path);
  return { page, trouble };
}

async function openList(path) {
  const opened = await open(path);
  await opened.page.locator('member-directory [part~="member"]').first().waitFor();
  return opened;
}

/** Fails unless all went well and nothing but the site and the directory was asked. */
function assertCalm(trouble) {
  const foreign = trouble.foreign.filter((url) => new URL(url).origin !== server.origin);
  assert.deepEqual({ ...trouble, foreign }, { foreign: [], failed: [], errors: [] });
}

const names = (page) => page.locator('member-directory [part~="name"]').allInnerTexts();
const status = (page) => page.locator('member-directory [part~="status"]');
const api = async (path) => (await fetch(`${server.origin}${path}`)).json();

test('where somebody is stands in no address', async () => {
  const told = [];
  const { page, trouble } = await open('/around', (opened) => opened.on('request', (request) => told.push(request)));
  await page.locator('member-directory [part~="member"]').first().waitFor();
  const { data } = await api('/v1/members?near=51.05,3.72&radius=60&limit=4&service=housing,labour&lang=nl');
  await page.locator('member-directory [part~="more"]').click();
  await page.locator('member-directory [part~="member"]').nth(3).waitFor();
  assert.deepEqual(await names(page), data.map(({ name }) => name));
  assert.ok(told.some((request) => request.method() === 'POST' && request.url().endsWith('/v1/members/search')));
  assert.ok(told.every((request) => !/51\.05|housing/.test(request.url())));
  assertCalm(trouble);
  await page.context().close();
});

test('it shows what the API answers, in the language that was asked for', async () => {
  const { page, trouble } = await openList('/');
  const answer = await api('/v1/members?country=BE&lang=nl&limit=10');
  assert.deepEqual(await names(page), answer.data.map(({ name }) => name));
  await status(page).getByText(`${answer.page.total} organisaties`).waitFor();
  const first = page.locator('member-directory [part~="member"]').first();
  assert.equal(await first.locator('[part~="name-link"]').getAttribute('href'),
    `${server.origin}/members/${answer.data[0].slug}?lang=nl`);
  assert.equal(await first.locator('[part~="website"]').getAttribute('href'), answer.data[0].website);
  assert.match(await page.locator('member-directory [part~="credit"]').innerText(), /Uit de gids van Sample Member Network/);
  assert.match(await page.locator('member-directory [part~="sample"]').innerText(), /verzonnen/);
  assertCalm(trouble);
  await page.context().close();
});

for (const path of ['/', '/all', '/compact', '/dark', '/system', '/rtl']) {
  for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
    test(`${path} is accessible at ${width} px in a ${scheme} scheme`, async () => {
      const { page, trouble } = await openList(path);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.locator('member-directory [part~="credit"] a').waitFor();
      await screenshot(page, `embed${path.replace('/', '-')}-${width}-${scheme}`);
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways');
      assertCalm(trouble);
      await page.context().close();
    });
  }
}

test('searching, choosing and clearing', async () => {
  const { page, trouble } = await openList('/all');
  const whole = await api('/v1/members?limit=20&lang=en');
  const search = page.getByRole('searchbox');
  await search.fill('gent huis');
  const found = await api('/v1/members?q=gent+huis&limit=20&lang=en');
  await status(page).getByText(`${found.page.total} organisation`).waitFor();
  assert.deepEqual(await names(page), found.data.map(({ name }) => name));
  assert.equal(await page.evaluate(() => document.querySelector('member-directory').shadowRoot.activeElement.type), 'search');

  await search.fill('');
  await search.press('Enter');
  await status(page).getByText(`${whole.page.total} organisations`).waitFor();

  const country = page.getByRole('combobox', { name: 'Country' });
  const counts = (await api('/v1/members?facets=country&limit=1&lang=en')).facets.country;
  const belgium = counts.find(({ value }) => value === 'BE');
  await country.selectOption({ label: `Belgium (${belgium.count})` });
  await status(page).getByText(`${belgium.count} organisations`).waitFor();
  await page.getByRole('combobox', { name: 'Service' }).selectOption('housing');
  const both = await api('/v1/members?country=BE&service=housing&limit=20');
  await status(page).getByText(`${both.page.total} organisation`).waitFor();

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await status(page).getByText(`${whole.page.total} organisations`).waitFor();
  assert.equal(await country.inputValue(), '');
  assert.equal(await page.evaluate(() => document.querySelector('member-directory').shadowRoot.activeElement.type), 'search');
  assertCalm(trouble);
  await page.context().close();
});

test('what a page allows is all that can be chosen', async () => {
  const { page, trouble } = await openList('/narrow');
  assert.equal(await page.getByRole('searchbox').count(), 0);
  const options = await page.getByRole('combobox').locator('option').evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(options.sort(), ['', 'BE', 'NL']);
  await page.getByRole('combobox').selectOption('NL');
  const dutch = await api('/v1/members?country=NL&limit=1');
  await status(page).getByText(`${dutch.page.total} organisations`).waitFor();
  assertCalm(trouble);
  await page.context().close();
});

test('more comes below, and the keyboard goes on where it was', async () => {
  const { page, trouble } = await openList('/narrow');
  const whole = await api('/v1/members?country=BE,NL&limit=200&lang=en');
  const more = page.getByRole('button', { name: 'Show more' });
  await more.focus();
  await page.keyboard.press('Enter');
  await status(page).getByText(`10 of ${whole.page.total} organisations shown`).waitFor();
  const focused = () => page.evaluate(() =>
    document.querySelector('member-directory').shadowRoot.activeElement?.querySelector('[part~="name"]')?.textContent);
  assert.equal(await focused(), whole.data[5].name);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.querySelector('member-directory').shadowRoot.activeElement.textContent), whole.data[5].name);
  while (await more.isVisible()) {
    const before = (await names(page)).length;
    await more.click();
    await page.waitForFunction((count) => document.querySelector('member-directory').members.length > count, before);
  }
  assert.deepEqual(await names(page), whole.data.map(({ name }) => name));
  assertCalm(trouble);
  await page.context().close();
});

test('it follows its attributes and properties', async () => {
  const { page, trouble } = await openList('/');
  await page.evaluate(() => {
    const element = document.querySelector('member-directory');
    element.setAttribute('country', 'FR');
    element.setAttribute('lang', 'fr');
    element.headingLevel = 4;
    element.limit = 3;
  });
  const answer = await api('/v1/members?country=FR&lang=fr&limit=3');
  await status(page).getByText(`${answer.page.total} organisation`).waitFor();
  await page.waitForFunction(() => document.querySelector('member-directory').members.length === 3);
  assert.deepEqual(await page.locator('member-directory h4').allInnerTexts(), answer.data.map(({ name }) => name));
  assert.equal(await page.getByRole('searchbox', { name: 'Rechercher' }).count(), 1);
  assertCalm(trouble);
  await page.context().close();
});

test('properties that were set before the script ran count', async () => {
  const { page } = await open('/inherits', (page) => page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => { document.querySelector('member-directory').limit = '2'; }, { once: true });
    const create = new MutationObserver(() => {
      const element = document.querySelector('member-directory');
      if (element) {
        element.limit = '2';
        create.disconnect();
      }
    });
    create.observe(document, { childList: true, subtree: true });
  }));
  await page.locator('member-directory [part~="member"]').first().waitFor();
  assert.equal((await names(page)).length, 2);
  // The page is in Italian, of Switzerland.
  assert.equal(await page.getByRole('searchbox', { name: 'Cerca' }).count(), 1);
  await page.context().close();
});

test('lists on one page share what they ask', async () => {
  const asked = [];
  const { page, trouble } = await open('/two', (opened) => opened.on('request', (request) => asked.push(request.url())));
  await page.waitForFunction(() => [...document.querySelectorAll('member-directory')].every(({ members }) => members.length));
  await page.locator('member-directory [part~="credit"] a').nth(1).waitFor();
  const api = asked.filter((url) => url.includes('/v1/'));
  assert.equal(api.length, 2, api.join('\n'));
  assert.deepEqual(await violations(page), []);
  assertCalm(trouble);
  await page.context().close();
});

test('a page can take a choice over', async () => {
  const { page, trouble } = await openList('/');
  await page.evaluate(() => addEventListener('member-directory:select', (event) => {
    event.preventDefault();
    globalThis.chosen = { slug: event.detail.member.slug, link: event.detail.link, url: event.detail.url };
  }));
  await page.locator('[part~="name-link"]').first().click();
  const { data: [first] } = await api('/v1/members?country=BE&lang=nl&limit=1');
  assert.deepEqual(await page.evaluate(() => globalThis.chosen), {
    slug: first.slug, link: 'page', url: `${server.origin}/members/${first.slug}?lang=nl`,
  });
  assert.equal(page.url(), `${site.origin}/`);
  assertCalm(trouble);
  await page.context().close();
});

test('until there is a list, and when there is none, the page’s own words stand there', async () => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const { page } = await open('/fallback', (page) => page.route('**/v1/members?*', async (route) => {
    await held;
    await route.continue();
  }));
  const own = page.getByRole('link', { name: 'The directory', exact: true });
  await own.waitFor();
  await status(page).getByText('Loading').waitFor();
  release();
  await page.locator('[part~="member"]').first().waitFor();
  assert.equal(await own.isVisible(), false);
  await page.context().close();
});

test('a server that fails is asked again by a button', async () => {
  let failing = true;
  const { page } = await open('/fallback', (page) => page.route('**/v1/members?*', (route) =>
    (failing ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }) : route.continue())));
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  assert.match(await status(page).innerText(), /could not be loaded/);
  assert.equal(await page.getByRole('link', { name: 'The directory', exact: true }).isVisible(), true);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'embed-error');
  failing = false;
  await again.click();
  await page.locator('[part~="member"]').first().waitFor();
  assert.equal(await again.count(), 0);
  await page.context().close();
});

test('without a connection it says so, and goes on when there is one', async () => {
  const { page } = await openList('/');
  await page.context().setOffline(true);
  await page.getByRole('searchbox').fill('gent');
  await status(page).getByText('Je bent offline').waitFor();
  assert.equal(await page.locator('[part~="member"]').count(), 0);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'embed-offline');
  await page.context().setOffline(false);
  await page.locator('[part~="member"]').first().waitFor();
  await page.context().close();
});

test('nothing found is said, with a way on', async () => {
  const { page, trouble } = await openList('/');
  await page.getByRole('searchbox').fill('xqzzyxq');
  await status(page).getByText('Geen organisatie gevonden').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Open de volledige gids' }).getAttribute('href'), `${server.origin}/?lang=nl`);
  assert.deepEqual(await violations(page), []);
  assertCalm(trouble);
  await page.context().close();
});

test('an attribute that is wrong is explained to whoever made the page', async () => {
  const said = [];
  const { page } = await open('/wrong', (page) => { page.on('console', (message) => said.push(message.text())); });
  await status(page).getByText('not set up correctly').waitFor();
  assert.ok(said.some((text) => text.includes('country') && text.includes('BE')), said.join('\n'));
  assert.equal(await page.getByText('Light').isVisible(), true);
  await page.context().close();
});

test('in a page from right to left it begins on the right, and French stays French', async () => {
  const { page, trouble } = await openList('/rtl');
  const [label, box] = await Promise.all([
    page.locator('[part~="search"] label').boundingBox(),
    page.locator('[part~="search"] input').boundingBox(),
  ]);
  const text = await page.locator('[part~="search"] label').evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().right;
  });
  assert.ok(Math.abs(text - (box.x + box.width)) < 2, `${text} ${label.x} ${box.x + box.width}`);
  assert.equal(await page.locator('[part~="directory"]').getAttribute('lang'), 'fr');
  assertCalm(trouble);
  await page.context().close();
});

/** Writes to the registry. */
async function write(method, path, body, headers = {}) {
  const response = await fetch(`${server.origin}/v1/registry${path}`, {
    method,
    headers: { Authorization: `Bearer ${process.env.REGISTRY_KEY}`, 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${response.status} ${await response.clone().text()}`);
  return response;
}

test('a hostile name stays a text, and an Arabic one is written as such', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'&lt;';
  const arabic = '(ABC) منظمة المساعدة';
  const made = [];
  for (const member of [
    { name: evil, summary: { en: '<script>alert(2)</script>' } },
    { name: arabic, name_language: 'ar' },
  ]) {
    const response = await write('POST', '/members', {
      country: 'MT', confirm_publication: true, membership: { type: 'ordinary', status: 'member', joined_on: '2024-03-01' }, ...member,
    });
    made.push({ location: new URL(response.headers.get('Location'), server).pathname.replace('/v1/registry', ''), tag: response.headers.get('ETag') });
  }
  site.pages['/hostile'] = { body: list('country="MT" limit="50"') };
  const { page, trouble } = await openList('/hostile');
  const dialogs = [];
  page.on('dialog', (dialog) => dialogs.push(dialog.message()));
  assert.ok((await names(page)).includes(evil));
  await page.getByText('<script>alert(2)</script>', { exact: true }).waitFor();
  const link = page.getByRole('link', { name: arabic });
  assert.deepEqual([await link.getAttribute('lang'), await link.getAttribute('dir')], ['ar', 'rtl']);
  assert.deepEqual(dialogs, []);
  assert.equal(await page.locator('member-directory img').count(), 0);
  assertCalm(trouble);
  await page.context().close();
  for (const { location, tag } of made) await write('DELETE', location, undefined, { 'If-Match': tag });
});

test('the script is small, and works through no other address than its own', async () => {
  for (const [encoding, decode] of [['br', brotliDecompressSync], ['gzip', gunzipSync]]) {
    const { body, headers } = await raw('/embed.js', { 'Accept-Encoding': encoding });
    assert.equal(headers['content-encoding'], encoding);
    assert.ok(body.length < 15_000, `${encoding}: ${body.length} bytes`);
    const script = decode(body).toString();
    assert.doesNotMatch(script, /innerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write|localStorage|sessionStorage|document\.cookie|indexedDB/);
    assert.ok(!script.includes(server.host), 'it holds an address');
  }
});

test('a directory below a path, behind a proxy, is found there', async () => {
  // As a site that passes /network/directory/… on to the directory.
  const proxy = createServer(async (request, response) => {
    const answer = await fetch(`${server.origin}${request.url.replace('/network/directory', '')}`);
    response.setHeader('Content-Type', answer.headers.get('Content-Type'));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${proxy.address().port}/network/directory/`;
  site.pages['/proxy'] = {
    csp: STRICT.replaceAll(server.origin, new URL(base).origin),
    body: `<script type="module" src="${base}embed.js"></script><member-directory country="BE"></member-directory>`,
  };
  const { page } = await openList('/proxy');
  assert.match(await page.locator('[part~="name-link"]').first().getAttribute('href'), new RegExp(`^${base}members/`));
  await page.context().close();
  proxy.closeAllConnections();
  proxy.close();
});

/** The bytes of an answer as they were sent. */
async function raw(path, headers) {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(`${server.origin}${path}`, { headers }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ body: Buffer.concat(pieces), headers: response.headers }));
    }).on('error', reject);
  });
}

test('a map stands in a frame of the right height, with a line for each of those on it', async () => {
  const { page, trouble } = await open('/map');
  const frame = await (await page.locator('member-directory iframe').elementHandle()).contentFrame();
  await fitted(frame);
  const shown = async () => Number((await frame.locator('[part=status]').innerText()).match(/\d+/)[0]);
  const all = await shown();
  assert.ok(all > 0 && await frame.locator('[part=member]').count() === Math.min(all, 10));
  await frame.locator('.map-nearer').click();
  await frame.locator('.map:not([data-waiting])').waitFor();
  await frame.locator('.map-nearer').click();
  await frame.locator('.map:not([data-waiting])').waitFor();
  assert.ok(await shown() <= all);
  const height = await page.locator('member-directory iframe').evaluate((element) => element.clientHeight);
  const within = await frame.locator('html').evaluate((html) => html.scrollHeight);
  assert.ok(Math.abs(height - within) < 5, `${height} ${within}`);
  assert.ok(await page.locator('member-directory [part~=members]').isHidden());
  await screenshot(page, 'embed-map');
  // It becomes a list again.
  await page.locator('member-directory').evaluate((element) => element.setAttribute('view', 'list'));
  await page.locator('member-directory [part~="member"]').first().waitFor();
  assert.equal(await page.locator('member-directory iframe').count(), 0);
  assertCalm(trouble);
  await page.context().close();
});
