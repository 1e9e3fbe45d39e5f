// The Swagger UI at /docs/, as a reader of it meets it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { launch, noTrouble, openPage, publicServer, screenshot, server } from './browser.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function openDocs(origin) {
  const { page, trouble } = await openPage(browser, origin);
  await page.goto(`${origin}/docs/`);
  await page.locator('.opblock-tag').first().waitFor();
  await page.waitForLoadState('networkidle');
  return { page, trouble };
}

/** Chooses one of the documents at the top of the page. */
async function choose(page, name) {
  await page.locator('.topbar select').selectOption({ label: name });
  await page.locator('h1', { hasText: name }).waitFor();
  await page.locator('.opblock-tag').first().waitFor();
}

/** The UI's block for an operation; its summary names the path without the <wbr>s of its text. */
function operation(page, method, path) {
  return page.locator(`.opblock.opblock-${method}`)
    .filter({ has: page.locator(`.opblock-summary-path[data-path="${path}"]`) });
}

/** Opens a part of the page that is closed. */
async function openTag(page, tag) {
  const section = page.locator('.opblock-tag-section').filter({ has: page.locator(`.opblock-tag[data-tag="${tag}"]`) });
  if (!await section.evaluate((element) => element.classList.contains('is-open'))) {
    await section.locator('.opblock-tag').click();
    await section.locator('.opblock').first().waitFor();
  }
}

/** The operations that the page lists, with all that is closed opened. */
async function listed(page) {
  const tags = await page.locator('.opblock-tag').evaluateAll((tags) => tags.map((tag) => tag.dataset.tag));
  for (const tag of tags) await openTag(page, tag);
  return page.locator('.opblock').evaluateAll((blocks) => blocks.map((block) =>
    `${block.querySelector('.opblock-summary-method').textContent} ${block.querySelector('.opblock-summary-path').dataset.path}`));
}

/** Makes the fields of an operation ready to be filled in. */
async function tryOut(block) {
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).waitFor();
}

/** Fills a parameter's field, whichever kind the UI made of it: a choice, a list or a text. */
async function fill(block, name, value) {
  const row = block.locator(`tr[data-param-name="${name}"]`);
  await row.locator('select, .json-schema-form-item-add, input[type="text"]').first().waitFor();
  if (await row.locator('select').count()) return row.locator('select').selectOption(value);
  const add = row.locator('.json-schema-form-item-add');
  if (await add.count()) await add.click();
  return row.locator('input[type="text"]').first().fill(value);
}

for (const { origin } of [server, publicServer]) {
  const name = origin === server.origin ? 'its address' : 'a public name';
  test(`under ${name} the page shows the operations and asks no other origin`, async () => {
    const { page, trouble } = await openDocs(origin);
    assert.ok((await listed(page)).length > 10);
    assert.equal(await page.locator('.topbar input[type="text"]').count(), 0, 'nothing else is explored');
    await screenshot(page, 'docs');
    assert.deepEqual(trouble, noTrouble);
    await page.context().close();
  });
}

test('the members of a country can be tried out', async () => {
  const { page, trouble } = await openDocs(server.origin);
  await openTag(page, 'Members');
  const block = operation(page, 'get', '/v1/members');
  await block.locator('.opblock-summary').click();
  // What a program writes for it, in three languages.
  await block.locator('.samples summary').nth(2).waitFor();
  assert.deepEqual(await block.locator('.samples summary').allInnerTexts(), ['curl', 'JavaScript', 'Python']);
  assert.ok((await block.locator('.samples pre').first().innerText()).includes(`${server.origin}/v1/members?country=BE`));
  await tryOut(block);
  await fill(block, 'country', 'BE');
  await fill(block, 'limit', '2');
  await block.getByRole('button', { name: 'Execute' }).click();

  const answer = block.locator('.live-responses-table .response').first();
  await answer.waitFor();
  await screenshot(page, 'docs-members');
  assert.equal((await answer.locator('.response-col_status').innerText()).split('\n')[0], '200');

  const body = JSON.parse(await answer.locator('.highlight-code pre').first().innerText());
  const members = Array.isArray(body) ? body : Object.values(body).find(Array.isArray);
  assert.deepEqual(members.map(({ country }) => country?.code ?? country), ['BE', 'BE']);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

/** Executes an operation that needs nothing filled in; returns the status of its answer. */
async function execute(block) {
  await block.getByRole('button', { name: 'Execute' }).click();
  const answer = block.locator('.live-responses-table .response').first();
  await answer.waitFor();
  return (await answer.locator('.response-col_status').innerText()).split('\n')[0];
}

test('the registry opens with a key, and without one it does not', async () => {
  const { page, trouble } = await openDocs(server.origin);
  await choose(page, 'Member Network Directory: registry');
  await openTag(page, 'Registry: members');
  const block = operation(page, 'get', '/v1/registry/members');
  await block.locator('.opblock-summary').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  assert.equal(await execute(block), '401');
  // The browser itself tells of the refusal.
  assert.equal(trouble.failed.splice(0).length, 1);
  assert.ok(trouble.errors.splice(0).every((error) => error.includes('401')));

  await page.locator('.auth-wrapper .btn.authorize').click();
  const dialog = page.locator('.dialog-ux');
  await dialog.locator('input').fill(process.env.REGISTRY_KEY);
  await screenshot(page, 'docs-authorize');
  await dialog.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  await block.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await execute(block), '200');
  await screenshot(page, 'docs-registry');

  // The key is kept while the tab lives, and no longer.
  await page.reload();
  await page.locator('.opblock-tag').first().waitFor();
  await choose(page, 'Member Network Directory: registry');
  await page.locator('.auth-wrapper .btn.authorize.locked').waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('every operation of every document is listed', async () => {
  const { page } = await openDocs(server.origin);
  const documents = await page.locator('.topbar option').evaluateAll((options) =>
    options.map(({ value, label }) => ({ value, label })));
  assert.equal(documents.length, 3);
  for (const { value, label } of documents) {
    await choose(page, label);
    const document = await (await fetch(new URL(value, `${server.origin}/docs/`))).json();
    const documented = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      methods.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`));
    // What the program sends is listed too.
    documented.push(...Object.keys(document.webhooks ?? {}).map((event) => `POST ${event}`));
    assert.deepEqual([...new Set(await listed(page))].sort(), documented.sort(), label);
  }
  await page.context().close();
});

test('the guides are read, on a telephone too, and lead to each other', async () => {
  const { page, trouble } = await openPage(browser);
  await page.goto(`${server.origin}/docs/`);
  await page.waitForLoadState('networkidle');
  await page.locator('nav.guides a', { hasText: 'API guide' }).click();
  await page.locator('article.text h1', { hasText: 'API guide' }).waitFor();
  const guides = await page.locator('nav.guides a').evaluateAll((links) => links.map(({ href }) => href));
  assert.equal(guides.length, 11);
  for (const guide of guides.slice(0, -1)) {
    for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(guide);
      assert.deepEqual(await violations(page), [], `${guide} at ${width}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `${guide} at ${width}`);
      await screenshot(page, `guide-${new URL(guide).pathname.split('/').pop()}-${width}`);
    }
    const broken = await page.locator('article.text a[href^="#"]').evaluateAll((links) =>
      links.filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map(({ href }) => href));
    assert.deepEqual(broken, [], guide);
  }
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('the page is small, and an error is shown as one', async () => {
  const { page } = await openPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(`${server.origin}/docs/`);
  await page.locator('.opblock-tag').first().waitFor();
  await page.waitForLoadState('networkidle');
  assert.ok(bytes < 600_000, `${bytes} bytes`);

  await openTag(page, 'Members');
  const block = operation(page, 'get', '/v1/members');
  await block.locator('.opblock-summary').click();
  await block.locator('.response').first().waitFor();
  const { height } = await block.boundingBox();
  assert.ok(height < 7_000, `${height} pixels`);
  await page.context().close();
});
