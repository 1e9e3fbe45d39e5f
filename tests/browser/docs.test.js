// The Swagger UI at /docs/, as a reader of it meets it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, noTrouble, openPage, publicServer, screenshot, server } from './browser.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function openDocs(origin) {
  const { page, trouble } = await openPage(browser, origin);
  await page.goto(`${origin}/docs/`);
  await page.locator('.opblock').first().waitFor();
  await page.waitForLoadState('networkidle');
  return { page, trouble };
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

/** Fills a parameter's field, whichever kind the UI made of it: a choice, a list or a text. */
async function fill(block, name, value) {
  const row = block.locator(`tr[data-param-name="${name}"]`);
  await row.waitFor();
  if (await row.locator('select').count()) return row.locator('select').selectOption(value);
  const add = row.locator('.json-schema-form-item-add');
  if (await add.count()) await add.click();
  return row.locator('input[type="text"]').first().fill(value);
}

for (const { origin } of [server, publicServer]) {
  const name = origin === server.origin ? 'its address' : 'a public name';
  test(`under ${name} the page shows the operations and asks no other origin`, async () => {
    const { page, trouble } = await openDocs(origin);
    assert.ok(await page.locator('.opblock').count() > 0);
    await screenshot(page, 'docs');
    assert.deepEqual(trouble, noTrouble);
    await page.context().close();
  });
}

test('the members of a country can be tried out', async () => {
  const { page, trouble } = await openDocs(server.origin);
  const block = operation(page, 'get', '/v1/members');
  await block.locator('.opblock-summary').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
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
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('every operation of the document is listed', async () => {
  const document = await (await fetch(`${server.origin}/openapi.json`)).json();
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`));
  // What the program sends is listed beside what it takes.
  documented.push(...Object.keys(document.webhooks).map((event) => `POST ${event}`));
  const { page } = await openDocs(server.origin);
  const listed = await page.locator('.opblock').evaluateAll((blocks) => blocks.map((block) =>
    `${block.querySelector('.opblock-summary-method').textContent} ${block.querySelector('.opblock-summary-path').dataset.path}`));
  assert.deepEqual([...new Set(listed)].sort(), documented.sort());
  await page.context().close();
});
