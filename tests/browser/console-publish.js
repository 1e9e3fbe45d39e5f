// Duplicates, and what goes out: the digest, tables for partners, the working spreadsheet, the embed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, noTrouble, server } from './browser.js';
import { counting, isForEverybody, registry, signIn } from './officer.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test('a duplicate is told apart and asked about again, then merged as somebody chooses, and taken back', async () => {
  await registry('POST', '/members', {
    name: 'Open Huis Gent vzw', country: 'BE', phones: [{ number: '+32 9 999 99 99' }], allow_duplicate: true,
  });
  const { page, trouble } = await signIn(browser, 'Pia', 'editor');
  await page.getByRole('link', { name: '1 probable duplicate' }).click();
  await isForEverybody(page, 'duplicates');
  await page.getByText('Nearly the same name, same country').waitFor();
  await page.getByRole('button', { name: 'They are two: never ask again' }).click();
  await page.getByRole('status').getByText('Noted: they are two.').waitFor();
  assert.equal((await registry('GET', '/today')).duplicates, 0);
  await page.getByText('Told apart').click();
  await isForEverybody(page, 'duplicates-apart');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('radio', { name: 'Open Huis Gent vzw' }).last().check();
  await page.getByRole('button', { name: 'Merge the two' }).click();
  await page.getByRole('heading', { name: 'Publish this?' }).waitFor();
  await page.getByRole('button', { name: 'Yes, publish' }).click();
  await page.getByRole('status').getByText('Merged.').waitFor();
  const merged = await registry('GET', '/members/open-huis-gent');
  assert.equal(merged.name, 'Open Huis Gent vzw');
  assert.ok(merged.former_slugs.includes('open-huis-gent-vzw'));
  assert.ok(merged.phones.some(({ number }) => number === '+32 9 999 99 99'));
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  assert.equal((await registry('GET', '/members/open-huis-gent')).name, 'Open Huis Gent');
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('the digest is copied in three actions', async () => {
  const { page, trouble } = await signIn(browser, 'Quirin', 'editor');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const does = counting();
  await does.click(page.getByRole('link', { name: 'Publish', exact: true }));
  await isForEverybody(page, 'publish');
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByLabel('Language', { exact: true }).selectOption('nl');
  await does.click(page.getByRole('button', { name: 'Show' }));
  await does.click(page.getByRole('button', { name: 'Copy for a newsletter' }));
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.ok(does.actions <= 3);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const digest = await (await fetch(`${server.origin}/v1/digest.html?since=2020-01-01&lang=nl`)).text();
  assert.ok(copied.includes('Åben Dør København') && digest.includes('Åben Dør København'), copied.slice(0, 300));
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a partner gets data in two actions, an editor the working sheet, and a site the list', async () => {
  const { page } = await signIn(browser, 'Rosa', 'editor', { javaScriptEnabled: false });
  const does = counting();
  await does.click(page.getByRole('link', { name: 'Publish', exact: true }));
  await page.getByLabel('Country').first().selectOption('BE');
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    does.click(page.getByRole('button', { name: 'CSV' })),
  ]);
  assert.ok(does.actions <= 2);
  assert.match(table.url(), /\/v1\/members\.csv\?lang=en&country=BE$/);
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download', exact: true }).click(),
  ]);
  assert.match(sheet.suggestedFilename(), /working-sheet\.xlsx$/);
  await page.getByLabel('Layout').selectOption('map');
  await page.getByLabel('Language of the list').selectOption('fr');
  await page.getByRole('button', { name: 'Update' }).click();
  const lines = await page.getByLabel('Lines to copy into your page').inputValue();
  assert.match(lines, /<member-directory lang="fr" view="map">/);
  await page.frameLocator('iframe.digest').getByRole('main').waitFor();
  await page.context().close();
});
