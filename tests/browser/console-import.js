// Spreadsheets in the console: a clean one, a messy one, and one that was imported by mistake.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, noTrouble, server } from './browser.js';
import { counting, isForEverybody, registry, signIn } from './officer.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const sheet = (name, rows) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });

const MESSY = [
  'Lidnr;Naam;Land;Gemeente;Adres;Telefoon;Niet publiceren;Contactpersoon;Website;Raar',
  '101;Nieuwe Haard;België;Gent;Kerkstraat 1;+32 9 210 00 00;nee;Ann Peeters;www.nieuwehaard.example;q',
  '102;Schuilplaats Brugge;België;Brugge;Geheimlaan 2;+32 50 20 00 00;ja;Bea Claes;https://schuilplaats.example;q',
  '103;Buurthuis Aalst;Nederlnd;Aalst;Markt 3;+32 53 20 00 00;nee;;https://buurthuis.example;q',
];

test('a clean sheet is imported in three actions, without JavaScript, and taken back', async () => {
  const { page, trouble } = await signIn(browser, 'Lea', 'editor', { javaScriptEnabled: false });
  const does = counting();
  await does.click(page.getByRole('link', { name: 'Import', exact: true }));
  await page.getByLabel('Spreadsheet').setInputFiles(sheet('members.csv', [
    'external_id,name,country,website', 'K1,Casa Nova Coimbra,PT,https://casanova.example',
  ]));
  await does.click(page.getByRole('button', { name: 'Look at it' }));
  await does.click(page.getByRole('button', { name: 'Import 1 change' }));
  await page.getByRole('status').getByText('Imported.').first().waitFor();
  assert.ok(does.actions <= 3, `${does.actions}`);
  assert.equal((await registry('GET', '/members/casa-nova-coimbra')).withdrawn_at, null);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  assert.notEqual((await registry('GET', '/members/casa-nova-coimbra')).withdrawn_at, null);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a messy sheet takes six actions, keeps what is private, and is read by itself the next time', async () => {
  const { page, trouble } = await signIn(browser, 'Mia', 'editor');
  const does = counting();
  await page.goto(`${server.origin}/staff/import`);
  await isForEverybody(page, 'import');
  await page.getByLabel('Spreadsheet').setInputFiles(sheet('Onze leden.csv', MESSY));
  await does.click(page.getByRole('button', { name: 'Look at it' }));
  // Privacy stands first, and says who will know what.
  assert.equal(await page.locator('h2').first().innerText(), 'Decides what the public sees');
  assert.equal(await page.getByLabel('Niet publiceren').inputValue(), 'private_if_yes');
  assert.equal(await page.getByLabel('Contactpersoon').inputValue(), 'contacts.name');
  await isForEverybody(page, 'import-columns');
  await page.getByLabel('Raar').selectOption('members.acronym');
  await does.click(page.getByRole('button', { name: 'Go on with these columns' }));
  await page.getByText('www.nieuwehaard.example → https://www.nieuwehaard.example · 1 cell').waitFor();
  await page.getByText('did you mean NL').waitFor();
  await isForEverybody(page, 'import-plan');
  const marked = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the spreadsheet with problems marked' }).click();
  assert.match((await marked).suggestedFilename(), /\.xlsx$/);
  await does.click(page.getByLabel('Leave them out and import the others'));
  await does.click(page.getByRole('button', { name: 'Plan again' }));
  await page.getByRole('link', { name: '2 New' }).click();
  await page.getByText('Nieuwe Haard').waitFor();
  await isForEverybody(page, 'import-rows');
  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await does.click(page.getByRole('button', { name: 'Import 2 changes' }));
  await page.getByRole('status').getByText('Imported.').first().waitFor();
  assert.ok(does.actions <= 6, `${does.actions}`);
  await isForEverybody(page, 'import-done');
  const [open, hidden] = [await registry('GET', '/members/nieuwe-haard'), await registry('GET', '/members/schuilplaats-brugge')];
  assert.deepEqual([open.acronym, open.website, open.listing], ['q', 'https://www.nieuwehaard.example', 'listed']);
  assert.deepEqual([hidden.listing, hidden.locations[0].visibility], ['unlisted', 'hidden']);

  await page.goto(`${server.origin}/staff/import`);
  await page.getByLabel('Spreadsheet').setInputFiles(sheet('Leden 2027.csv', [MESSY[0], MESSY[1].replace('Kerkstraat 1', 'Kerkstraat 9')]));
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Read it as “onze-leden”' }).click();
  await page.getByRole('link', { name: '1 Problems' }).waitFor();
  await page.getByRole('button', { name: 'Forget these files' }).click();
  await page.getByRole('status').getByText('Forgotten.').waitFor();
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('what would become public is asked about in words, row by row', async () => {
  const { page } = await signIn(browser, 'Nils', 'editor');
  const member = await registry('GET', '/members/open-huis-gent');
  await page.goto(`${server.origin}/staff/import`);
  await page.getByLabel('Spreadsheet').setInputFiles([
    sheet('members.csv', ['slug', member.slug]),
    sheet('locations.csv', ['member,kind,address,city,visibility', `${member.slug},shelter,Schuilstraat 7,Gent,public`]),
  ]);
  await page.getByRole('button', { name: 'Look at it' }).click();
  const asked = page.getByRole('group', { name: 'The public would see more than now' });
  await asked.getByText('would become "public"').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Import \d/ }).count(), 0);
  await asked.getByLabel('Yes, publish this').check();
  await page.getByRole('button', { name: 'Plan again' }).click();
  await page.getByRole('button', { name: 'Import 1 change' }).waitFor();
  await page.getByRole('button', { name: 'Forget these files' }).click();
  await page.context().close();
});

test('a form of another session hands nothing over', async () => {
  const { page } = await signIn(browser, 'Olga', 'editor');
  const before = (await registry('GET', '/imports')).data.length;
  const status = await page.evaluate(async () => {
    const form = new FormData();
    form.append('token', 'nobody');
    form.append('files', new File(['name,country\nX,BE\n'], 'members.csv'));
    return (await fetch('/staff/import', { method: 'POST', body: form })).status;
  });
  assert.equal(status, 403);
  assert.equal((await registry('GET', '/imports')).data.length, before);
  await page.context().close();
});
