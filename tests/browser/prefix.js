// The directory under a path of another site, behind nginx: tests/tools/behind-nginx runs this for
// one that takes the path off and for one that does not. No request may leave the path.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fitted, launch, openPage, screenshot } from './browser.js';

const base = process.env.PREFIXED_URL;
const { origin, pathname: prefix } = new URL(base);
const program = process.env.MEMBER_DIRECTORY_BIN
  ?? fileURLToPath(new URL('../../target/debug/member-directory', import.meta.url));

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A page that notes every request which leaves the path. */
async function open(path) {
  const { page, trouble } = await openPage(browser, origin);
  trouble.outside = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === origin && !url.pathname.startsWith(`${prefix}/`)) trouble.outside.push(url.href);
  });
  await page.goto(base + path);
  return { page, trouble };
}

const calm = (trouble) => assert.deepEqual(trouble, { foreign: [], failed: [], errors: [], outside: [] });
const get = (path, headers = {}) => fetch(path.startsWith('http') ? path : base + path, { headers, redirect: 'manual' });

test('a visitor searches, moves the map and reads, and stays under the path', async () => {
  const { page, trouble } = await open('/?lang=en');
  await page.locator('#q').pressSequentially('gent', { delay: 20 });
  await page.waitForURL(/q=gent/);
  await page.locator('.chip', { hasText: 'gent' }).waitFor();
  await page.locator('#view-map').click();
  await fitted(page);
  const look = () => page.locator('.map').first().getAttribute('data-look');
  const began = await look();
  await page.locator('.map-nearer').click();
  await page.waitForFunction((old) => document.querySelector('.map').dataset.look !== old, began);
  assert.equal(new URL(page.url()).pathname, `${prefix}/`);
  await screenshot(page, `prefix-map`);
  await page.locator('#view-list').click();
  await page.locator('.card-name a').first().click();
  await page.locator('article.member').waitFor();
  await page.locator('.crumbs a').first().click();
  await page.locator('#ask').waitFor();
  await page.locator('.primary[type=submit]').click();
  await page.waitForLoadState('networkidle');
  calm(trouble);
  await page.context().close();
});

test('every page that a page links to is there, and asks for nothing outside the path', async () => {
  const { page, trouble } = await open('/?lang=en');
  const kind = (url) => url.pathname.slice(prefix.length).replace(/^(\/members|\/docs\/problems)\/.+/, '$1/…')
    + (url.searchParams.has('view') ? '?view' : '');
  const seen = new Map();
  const waiting = [`${base}/?lang=en`, `${base}/docs/`, `${base}/docs/problems/`, `${base}/guides/changelog`, `${base}/embed/frame?lang=en`];
  while (waiting.length) {
    const address = waiting.shift();
    const url = new URL(address);
    // Two of each kind of page are enough.
    if ((seen.get(kind(url)) ?? 0) >= 2) continue;
    seen.set(kind(url), (seen.get(kind(url)) ?? 0) + 1);
    const head = await get(address);
    assert.equal(head.status, 200, address);
    if (!head.headers.get('content-type').startsWith('text/html')) continue;
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => new URL(link.getAttribute('href'), document.baseURI).href));
    for (const link of links.map((href) => new URL(href))) {
      link.hash = '';
      if (link.origin !== origin) continue;
      assert.ok(link.pathname.startsWith(`${prefix}/`), `${address} leads to ${link}`);
      waiting.push(link.href);
    }
  }
  for (const path of ['/', '/?view', '/members/…', '/embed', '/docs/', '/docs/problems/…', '/guides/api-guide', '/guides/embed', '/v1/feed.atom', '/v1/members.csv']) {
    assert.ok(seen.has(path), `${path} among ${[...seen.keys()]}`);
  }
  calm(trouble);
  await page.context().close();
});

test('the Swagger UI tries an operation under the path', async () => {
  const { page, trouble } = await open('/docs/');
  const block = page.locator('.opblock').filter({ has: page.locator('[data-path="/v1/network"]') });
  const section = page.locator('.opblock-tag-section').filter({ has: page.locator('[data-tag="Network"]') });
  await section.waitFor();
  if (!await section.evaluate((element) => element.classList.contains('is-open'))) await section.locator('.opblock-tag').click();
  await block.locator('.opblock-summary').first().click();
  assert.ok((await block.locator('.samples pre').first().innerText()).includes(`${base}/v1/network`));
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).click();
  const answer = block.locator('.live-responses-table .response').first();
  await answer.waitFor();
  assert.equal((await answer.locator('.response-col_status').innerText()).split('\n')[0], '200');
  calm(trouble);
  await page.context().close();
});

test('a list that another site embeds comes from the path', async () => {
  const { page, trouble } = await open('/embed?lang=en');
  for (const id of ['element', 'frame']) {
    const lines = await page.locator(`textarea#${id}`).inputValue();
    const addresses = [...lines.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    assert.ok(addresses.length >= 2, lines);
    for (const address of addresses) {
      assert.ok(address.startsWith(`${base}/`), address);
      assert.equal((await get(address.replaceAll('&amp;', '&'))).status, 200, address);
    }
  }
  const member = page.locator('member-directory [part~="name-link"]').first();
  await member.waitFor();
  assert.ok((await member.evaluate((link) => link.href)).startsWith(`${base}/members/`));
  await page.goto(`${base}/embed/frame?lang=en&limit=5`);
  await page.locator('[part~="next"]').click();
  await page.locator('[part~="first"]').waitFor();
  await page.locator('[part~="name-link"]').first().click();
  await page.locator('article.member').waitFor();
  calm(trouble);
  await page.context().close();
});

test('a program follows links and finds everything under the path', async () => {
  const list = await get('/v1/members?country=BE&limit=2');
  const [, next] = list.headers.get('link').match(/^<([^>]+)>; rel="next"$/);
  assert.ok(next.startsWith(`${base}/v1/members?`), next);
  const { data } = await list.json();
  const more = await (await get(next)).json();
  assert.notEqual(more.data[0].id, data[0].id);
  assert.equal((await (await get(data[0].url)).json()).id, data[0].id);

  const known = await get('/v1/members?country=BE&limit=2', { 'If-None-Match': list.headers.get('etag') });
  assert.equal(known.status, 304);

  const problem = await (await get('/v1/members?country=XX')).json();
  assert.ok(problem.type.startsWith(`${base}/docs/problems/`), problem.type);
  assert.equal((await get(problem.type)).status, 200);

  for (const name of ['openapi.json', 'openapi/registry.json']) {
    const document = await (await get(`/${name}`)).json();
    assert.equal(new URL(document.servers[0].url, `${base}/${name}`).href.replace(/\/$/, ''), base, name);
  }
  for (const path of ['/v1/feed.atom', '/v1/members.jsonld?country=BE', '/v1/digest.html?since=2026-01-01', '/v1/members.csv?country=BE']) {
    const text = await (await get(path)).text();
    const addresses = text.match(new RegExp(`${origin}[^\\s"<>,)]*`, 'g')) ?? [];
    assert.ok(addresses.length > 0, path);
    for (const address of addresses) assert.ok(address.startsWith(`${base}/`), `${path}: ${address}`);
  }
});

test('what is nearly right leads to the right address', async () => {
  for (const [path, right] of [
    ['', '/'],
    ['/v1/members/', '/v1/members'],
    ['/v1/members/OPEN-HUIS-GENT', '/v1/members/open-huis-gent'],
    ['/members/open-huis-gent/', '/members/open-huis-gent'],
    ['/members/open-huis-gent.', '/members/open-huis-gent'],
    ['/docs', '/docs/'],
  ]) {
    const answer = await fetch(base + path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.url, base + right, path);
  }
  for (const path of ['/v1/members', '/members/open-huis-gent']) {
    assert.equal((await get(origin + path)).status, 404, 'nothing stands outside the path');
  }
});

test('a mirror copies a directory that stands under a path', async () => {
  const folder = await mkdtemp(`${tmpdir()}/member-directory-prefix-`);
  try {
    const env = { DATABASE_URL: `sqlite://${folder}/mirror.db`, PATH: process.env.PATH };
    await promisify(execFile)(program, ['mirror', base, '--once'], { cwd: folder, env });
    const ask = promisify(execFile)(program, ['export', '--format', 'ndjson', '-o', `${folder}/copy.ndjson`], { cwd: folder, env });
    await ask.catch((error) => assert.fail(error.stderr));
  } finally {
    await rm(folder, { recursive: true });
  }
});
