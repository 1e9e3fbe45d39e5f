// The directory's own pages, as a caseworker, a member and the network's keepers meet them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { fitted, languages, launch, noTrouble, openPage, screenshot, server } from './browser.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** A page of the directory in a context of its own. */
async function visit(path, options = {}) {
  const opened = await openPage(browser, server.origin);
  let { page, trouble } = opened;
  if (Object.keys(options).length) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(15_000);
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== server.origin) trouble.foreign.push(request.url());
    });
    context.on('console', (message) => { if (message.type() === 'error') trouble.errors.push(message.text()); });
    await page.context().close();
    page = await context.newPage();
  }
  await page.goto(server.origin + path);
  return { page, trouble };
}

/** What the API answers to the same query. */
async function api(path) {
  const answer = await fetch(server.origin + path);
  return answer.json();
}

const names = (page) => page.locator('.card-name a span').allInnerTexts();
const query = (page) => new URL(page.url()).searchParams;

test('a caseworker finds housing in Gent, in Dutch', async () => {
  const { page, trouble } = await visit('/?lang=nl');
  assert.equal(await page.locator('html').getAttribute('lang'), 'nl');
  await page.getByLabel('In de buurt van welke stad?').fill('Gent');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await page.locator('.chip', { hasText: 'Gent: tot 50 km' }).waitFor();
  await page.getByRole('link', { name: /^Huisvesting/ }).click();
  await page.locator('.chip', { hasText: 'Huisvesting' }).waitFor();
  assert.equal(query(page).get('service'), 'housing');
  assert.equal(query(page).get('near'), 'Gent');

  const { data, page: { total } } = await api('/v1/members?near=Gent&radius=50&service=housing&lang=nl');
  assert.ok(total > 0);
  assert.deepEqual(await names(page), data.map(({ name }) => name).slice(0, 24));
  assert.ok(await page.locator('.distance').count() > 0);
  await screenshot(page, 'pages-gent');

  await page.locator('.card-name a').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok((await page.getByRole('heading', { level: 1 }).innerText()).startsWith(data[0].name));
  await page.goBack();
  await page.locator('.chip', { hasText: 'Huisvesting' }).waitFor();
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('results follow the typing, and say so to who cannot see them', async () => {
  const { page, trouble } = await visit('/?lang=en');
  const field = page.getByLabel('What are you looking for?');
  await field.pressSequentially('gent', { delay: 20 });
  await page.waitForURL(/q=gent/);
  await page.locator('.chip', { hasText: 'gent' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  assert.match(await page.locator('#status').innerText(), /organisation/);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('near me asks on a click alone and tells no more than about a kilometre', async () => {
  const { page, trouble } = await visit('/?lang=fr', {
    geolocation: { latitude: 51.0543422, longitude: 3.7174243 }, permissions: ['geolocation'],
  });
  const told = [];
  page.on('request', (request) => told.push(request));
  const asked = () => new URLSearchParams(told.findLast((request) => request.method() === 'POST')?.postData() ?? '');
  await page.getByRole('button', { name: 'Utiliser ma position' }).click();
  await page.locator('.distance').first().waitFor();
  assert.equal(asked().get('near'), '51.05,3.72');
  const around = await names(page);

  // What is chosen beside it goes the same way, on the map too.
  await page.getByRole('link', { name: /^Logement/ }).click();
  await page.locator('.chip', { hasText: 'Logement' }).waitFor();
  assert.deepEqual([asked().get('near'), asked().get('service')], ['51.05,3.72', 'housing']);
  const housing = await names(page);
  assert.ok(housing.length > 0 && await page.locator('.distance').count() > 0);
  assert.notDeepEqual(housing, around);
  await page.locator('#view-map').click();
  await page.locator('[data-map][data-live]').waitFor();
  await page.locator('.map-nearer').click();
  await page.waitForFunction(() => !document.querySelector('[data-map][data-waiting]'));
  assert.ok(told.some((request) => request.method() === 'POST' && /size=/.test(request.postData() ?? '')));
  assert.equal(asked().get('near'), '51.05,3.72');
  await screenshot(page, 'pages-position');

  // The browser's own way back, and forth, knows it while the page lives.
  await page.goBack();
  await page.goBack();
  await page.locator('.chip', { hasText: 'Logement' }).waitFor({ state: 'detached' });
  assert.deepEqual(await names(page), around);
  await page.goForward();
  await page.locator('.chip', { hasText: 'Logement' }).waitFor();
  assert.deepEqual(await names(page), housing);

  // No address has where somebody is, and the need beside it neither.
  const addresses = [...told.map((request) => request.url()), page.url()];
  assert.ok(addresses.every((url) => !/51\.0|near=|housing/.test(url)), addresses.join('\n'));
  assert.ok(told.every((request) => !(request.postData() ?? '').includes('51.054')));
  const history = await page.evaluate(() => JSON.stringify([history.state, document.cookie, { ...localStorage }, { ...sessionStorage }]));
  assert.ok(!/51|housing/.test(history), history);

  // A town in its place is an address again.
  await page.locator('#near').fill('Gent');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  await page.waitForURL(/near=Gent/);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('who shares no position is told what else to do', async () => {
  const { page } = await visit('/?lang=en', { permissions: [] });
  await page.evaluate(() => {
    navigator.geolocation.getCurrentPosition = (_, refuse) => refuse({ code: 1, PERMISSION_DENIED: 1 });
  });
  await page.getByRole('button', { name: 'Use my location' }).click();
  await page.getByRole('alert').filter({ hasText: 'Type a town' }).waitFor();
  await page.context().close();
});

test('everything works without JavaScript', async () => {
  const { page, trouble } = await visit('/?lang=de', { javaScriptEnabled: false });
  await page.getByLabel('Was suchen Sie?').fill('Open');
  await page.getByRole('button', { name: 'Suchen' }).click();
  assert.equal(page.url(), `${server.origin}/?q=Open&lang=de#results`);
  await page.getByRole('link', { name: /^Belgien/ }).click();
  assert.equal(query(page).get('country'), 'BE');
  await page.locator('.chip', { hasText: 'Belgien' }).click();
  assert.equal(query(page).get('country'), null);
  await page.goto(`${server.origin}/?lang=de`);
  const first = await names(page);
  await page.getByRole('link', { name: 'Nächste Seite' }).click();
  const second = await names(page);
  assert.ok(second.length > 0 && second.every((name) => !first.includes(name)));
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('the keyboard alone is enough', async () => {
  const { page, trouble } = await visit('/?lang=en');
  const asked = [];
  page.on('request', (request) => request.resourceType() === 'fetch' && asked.push(request.url()));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  // What is skipped is not fetched again.
  await page.waitForTimeout(100);
  assert.deepEqual(asked, []);
  await page.keyboard.type('housing');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=housing/);
  const choice = page.locator('#country-BE');
  await choice.focus();
  await page.keyboard.press('Enter');
  await page.locator('#country-BE[aria-current]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'country-BE');
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a lost connection is said, and what is there stays', async () => {
  const { page } = await visit('/?lang=en');
  await page.context().setOffline(true);
  await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
  assert.ok((await names(page)).length > 0);
  await page.context().setOffline(false);
  await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor({ state: 'hidden' });
  await page.context().close();
});

test('who finds nothing is helped on', async () => {
  const { page } = await visit('/?q=zzzzqqqq&country=BE&lang=en');
  await page.getByRole('link', { name: /^Without the search words: \d+ organisations/ }).click();
  await page.locator('.card').first().waitFor();
  assert.equal(query(page).get('q'), null);
  assert.equal(query(page).get('country'), 'BE');
  await page.context().close();
});

test('what the secretariat hides is gone from the page within a second', async () => {
  const registry = async (method, path, headers, body) => {
    const answer = await fetch(`${server.origin}/v1/registry${path}`, {
      method, body: body && JSON.stringify(body),
      headers: { Authorization: `Bearer ${process.env.REGISTRY_KEY}`, 'Content-Type': 'application/merge-patch+json', ...headers },
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer;
  };
  const { data } = await api('/v1/members?limit=200');
  const member = data.find(({ locations }) => locations.some(({ address }) => address));
  const shown = member.locations.find(({ address }) => address);
  const { page } = await visit(`/members/${member.slug}?lang=en`);
  assert.ok(await page.getByText(shown.address).count() > 0);

  const record = await registry('GET', `/members/${member.id}`);
  const entry = await record.json();
  const locations = entry.locations.map((place) => place.id === shown.id ? { ...place, visibility: 'hidden' } : place);
  const changed = await registry('PATCH', `/members/${member.id}`, { 'If-Match': record.headers.get('ETag') }, { locations });
  await page.waitForTimeout(1000);
  await page.reload();
  assert.equal(await page.getByText(shown.address).count(), 0);

  await registry('PATCH', `/members/${member.id}`, { 'If-Match': changed.headers.get('ETag') }, { locations: entry.locations, confirm_publication: true });
  await page.context().close();
});

const PAGES = { directory: '/?lang=nl', map: '/?lang=de&view=map&country=BE', embed: '/embed?lang=es', filtered: '/?lang=en&country=BE&near=Gent&q=housing', empty: '/?q=zzzzqqqq&country=BE&lang=pt', missing: '/members/nobody?lang=it', unclear: '/?near=Nowhere&lang=es', about: '/about?lang=de', statement: '/accessibility?lang=pt', news: '/news?lang=fr', match: '/match?lang=uk', problem: '/docs/problems/not-found?lang=nl' };

for (const width of [320, 1280]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no page has a barrier at ${width} px, ${colorScheme}`, async () => {
      const { data: [member] } = await api('/v1/members?city=Gent&limit=1');
      for (const [name, path] of Object.entries({ ...PAGES, member: `/members/${member.slug}?lang=fr` })) {
        const { page } = await visit(path, { viewport: { width, height: 800 }, colorScheme });
        assert.deepEqual(await violations(page), [], name);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
        await screenshot(page, `pages-${name}-${width}-${colorScheme}`);
        await page.context().close();
      }
    });
  }
}

test('text of twice the size and the other direction break nothing', async () => {
  for (const path of Object.values(PAGES)) {
    for (const change of ['document.documentElement.style.fontSize = "200%"', 'document.documentElement.dir = "rtl"']) {
      const { page } = await visit(path, { viewport: { width: 640, height: 900 }, bypassCSP: true });
      await page.evaluate(change);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide after ${change}`);
      await page.context().close();
    }
  }
});

/** Where parts of the page are. */
const boxes = (page, ...selectors) => Promise.all(selectors.map((selector) => page.locator(selector).first().boundingBox()));

test('map and list stand beside each other where there is room, and each leads to the other', async () => {
  for (const width of [1280, 1000]) {
    const { page, trouble } = await visit('/?lang=en&country=BE', { viewport: { width, height: 900 } });
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.locator('[data-view=map] .map[data-live]').waitFor();
    await fitted(page);
    const [map, list] = await boxes(page, '.map-canvas', '.listed');
    assert.ok(map.x + map.width < list.x && map.width > list.width, JSON.stringify({ width, map, list }));
    assert.ok(Math.abs(map.y - list.y) < 100, JSON.stringify({ width, map, list }));
    // The map stays where the list is read.
    await page.locator('.card').nth(8).scrollIntoViewIfNeeded();
    // It may just be drawn anew.
    assert.ok(await page.locator('.map-canvas').evaluate((canvas) => canvas.getBoundingClientRect().y) >= 0);
    assert.ok(query(page).get('view') === 'map' && query(page).get('country') === 'BE');
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await page.locator('[data-view=list]').waitFor();
    assert.equal(query(page).get('view'), null);
    assert.deepEqual(trouble, noTrouble);
    await page.context().close();
  }
  const { page } = await visit('/?lang=en&view=map', { viewport: { width: 320, height: 800 } });
  await fitted(page);
  const [map, list] = await boxes(page, '.map-side', '.listed');
  assert.ok(map.y + map.height <= list.y, JSON.stringify({ map, list }));
  await page.context().close();
});

test('on paper there is what helps, black on white', async () => {
  const { data: [member] } = await api('/v1/members?city=Gent&limit=1');
  for (const [path, there, gone] of [
    ['/?lang=en&country=BE', ['.card-name', '.reach', '.printed'], ['.exit', '.needs', '.ask', '.filters', '.switch', '.orders', '.onward', '.languages', '.cross']],
    ['/?lang=en&country=BE&view=map', ['.map-drawing', '.map-legend'], ['.map-buttons', '.map-table', '.ask']],
    [`/members/${member.slug}?lang=fr`, ['h1', '.contact a', '.offer', 'address', '.map-drawing', '.code'], ['.exit', '.acts', '.crumbs', '.mistake', '.onward']],
  ]) {
    const { page } = await visit(path, { colorScheme: 'dark', viewport: { width: 690, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    for (const selector of there) assert.ok(await page.locator(selector).first().isVisible(), `${path}: ${selector}`);
    for (const selector of gone) assert.ok(!await page.locator(selector).first().isVisible(), `${path}: ${selector}`);
    const colours = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor];
    });
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wider <= 0, `${path} is ${wider} px wider than the paper`);
    await screenshot(page, `pages-paper-${path.split('?')[0].split('/')[1] || (path.includes('map') ? 'map' : 'list')}`);
    await page.context().close();
  }
});

test('colours that the reader has chosen reach the map and the switch', async () => {
  const { page } = await visit('/?lang=en&view=map', { forcedColors: 'active' });
  await page.locator('.map[data-live]').waitFor();
  const seen = await page.evaluate(() => {
    const link = document.createElement('span');
    link.style.color = 'LinkText';
    document.body.append(link);
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return { link: getComputedStyle(link).color, disc: style('.map-disc').fill, current: style('.switch [aria-current]').borderTopWidth };
  });
  assert.equal(seen.disc, seen.link);
  assert.equal(seen.current, '2px');
  await screenshot(page, 'pages-forced-colours');
  await page.context().close();
});

test('every page leads to the one for other websites, which is one of them', async () => {
  const all = await languages();
  for (const lang of all) {
    const { page, trouble } = await visit(`/?lang=${lang}`);
    const link = page.locator('footer a[href^="/embed"]');
    const words = await link.innerText();
    await link.click();
    await page.waitForURL(new RegExp(`/embed\\?lang=${lang}`));
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), words);
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
    assert.ok(await page.locator('.banner').isVisible());
    assert.equal(await page.locator('.languages a').count(), all.length);
    assert.deepEqual(trouble, noTrouble);
    await page.context().close();
  }
});

test('nothing is stored, and the first page is small', async () => {
  const { page, trouble } = await visit('/?lang=en');
  await page.getByLabel('What are you looking for?').fill('housing');
  await page.waitForURL(/q=housing/);
  const stored = await page.evaluate(async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await navigator.serviceWorker?.getRegistrations?.() ?? []).length,
  ]);
  assert.deepEqual(stored, ['', 0, 0, 0]);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();

  const size = async (path) => {
    const session = await browser.newContext();
    const opened = await session.newPage();
    const client = await session.newCDPSession(opened);
    await client.send('Network.enable');
    let bytes = 0;
    client.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await opened.goto(server.origin + path, { waitUntil: 'networkidle' });
    await session.close();
    return bytes;
  };
  for (const path of ['/?lang=en', '/?lang=en&view=map']) {
    const bytes = await size(path);
    assert.ok(bytes > 0 && bytes < 60_000, `${path}: ${bytes} bytes`);
  }
});
