// A member's own page, on an old phone without JavaScript; and the form to report a mistake.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { languages, launch, noTrouble, openPage, screenshot, server } from './browser.js';
import { counting, isForEverybody, registry, signIn } from './officer.js';

const PHONE = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false };

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The address that the mail to a member has. */
async function mailed(slug) {
  const { url } = await registry('POST', `/members/${slug}/links`, {});
  return server.origin + new URL(url).pathname;
}

const isWider = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('from the mail to confirmed are two clicks', async () => {
  const address = await mailed('open-huis-gent');
  const { page, trouble } = await openPage(browser, server.origin, PHONE);
  const does = counting();
  await page.setContent(`<a href="${address}">Bekijk de vermelding</a>`);
  await does.click(page.locator('a'));
  await page.waitForURL(address);
  await does.click(page.locator('main button.primary'));
  await page.getByText('De vermelding is bevestigd.').waitFor();
  assert.equal(does.actions, 2);
  const record = await registry('GET', '/members/open-huis-gent');
  assert.equal(record.verified_by, 'organisation');
  assert.equal(await page.locator('main button.primary').count(), 0, 'nothing is left to confirm');
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a change becomes a proposal, and what became of it stands on the page', async () => {
  const address = await mailed('open-huis-gent');
  const before = await registry('GET', '/members/open-huis-gent');
  const { page } = await openPage(browser, server.origin, PHONE);
  await page.goto(address);
  await page.getByRole('link', { name: 'Iets wijzigen' }).click();
  const phones = page.getByLabel('Telefoonnummers, één per regel');
  const given = await phones.inputValue();
  await phones.fill('+32 9 123 45 67 / +32 9 765 43 21');
  await page.getByRole('button', { name: 'Versturen' }).click();
  const mistake = page.locator('.mistake');
  assert.match(await mistake.textContent(), /^Schrijf op elke regel één telefoonnummer/);
  assert.equal(await phones.inputValue(), '+32 9 123 45 67 / +32 9 765 43 21');
  await phones.fill(given);
  await page.getByLabel('E-mail', { exact: true }).fill('nieuw@openhuis.example');
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.getByRole('status').waitFor();
  assert.match(await page.locator('.filed').textContent(), /wacht op het secretariaat/);
  const after = await registry('GET', '/members/open-huis-gent');
  assert.equal(after.email, before.email, 'nothing was overwritten');
  const { data: [proposal] } = await registry('GET', '/members/open-huis-gent/proposals');
  assert.deepEqual(proposal.patch, { email: 'nieuw@openhuis.example' });
  await page.context().close();
});

test('whoever it is not for any more names somebody, and says what should not be public', async () => {
  const address = await mailed('open-huis-gent');
  const { page, trouble } = await openPage(browser, server.origin, PHONE);
  await page.goto(address);
  await page.getByRole('link', { name: 'Dit is niet meer voor mij' }).click();
  await page.getByLabel('Naam van je collega').fill('Lies Maes');
  await page.getByLabel('E-mailadres van je collega').fill('lies@openhuis.example');
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.getByRole('status').waitFor();
  await page.getByRole('link', { name: 'Iets mag niet openbaar zijn' }).click();
  await page.locator('textarea').fill('De straat');
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.locator('.filed li').count(), 2);
  const { data } = await registry('GET', '/reports?status=open');
  assert.deepEqual(data.slice(0, 2).map(({ kind }) => kind), ['objection', 'handover']);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a visitor reports a mistake', async () => {
  const { page } = await openPage(browser, server.origin, PHONE);
  const { data: [, { slug }] } = await (await fetch(`${server.origin}/v1/members?limit=2`)).json();
  await page.goto(`${server.origin}/members/${slug}?lang=en`);
  await page.locator('a[href*="/report"]').click();
  await page.getByLabel('What is wrong?').fill('The number is that of a shop.');
  await page.getByRole('button', { name: 'Send' }).click();
  // Nobody is so quick. What was typed is there still.
  await page.getByText('Please look at it once more').waitFor();
  assert.equal(await page.getByLabel('What is wrong?').inputValue(), 'The number is that of a shop.');
  await page.waitForTimeout(4_200);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Thank you. The secretariat will look at it.').waitFor();
  const { data: [report] } = await registry('GET', '/reports?status=open');
  assert.equal(report.text, 'The number is that of a shop.');
  assert.equal(report.language, 'en');
  await page.context().close();
});

test('every page is for everybody, in each language, narrow and wide', async () => {
  const address = await mailed('open-huis-gent');
  const path = new URL(address).pathname;
  const { page, trouble } = await openPage(browser, server.origin, { ...PHONE, javaScriptEnabled: true });
  const stop = '/own/stop/019352a0-0000-7000-8000-000000000000';
  for (const [number, lang] of (await languages()).entries()) {
    const [width, height, colorScheme] = number % 2 ? [1366, 768, 'light'] : [360, 640, 'dark'];
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    for (const below of [path, `${path}/change`, `${path}/handover`, `${path}/objection`, stop, '/members/open-huis-gent/report']) {
      await page.goto(`${server.origin}${below}?lang=${lang}`);
      const where = `${below.replace(path, '/own')} in ${lang} at ${width}`;
      assert.equal(await page.locator('html').getAttribute('lang'), lang, where);
      assert.deepEqual(await violations(page), [], where);
      assert.equal(await isWider(page), false, where);
      if (below === path || below.endsWith('/report')) {
        await screenshot(page, `own-${below === path ? 'page' : 'report'}-${lang}`);
      }
    }
  }
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('the secretariat sees each mail as it goes out, what was written, and the links of a member', async () => {
  const { page, trouble } = await signIn(browser, 'Mila', 'editor');
  await page.goto(`${server.origin}/staff/mails`);
  const previews = await page.locator('a[href*="/mails/preview/"]').evaluateAll((links) => links.map(({ href }) => href));
  assert.equal(previews.length, 8);
  for (const preview of previews) {
    await page.goto(preview);
    const kind = preview.split('/').at(-1);
    await isForEverybody(page, `mail-${kind}`);
    const text = await page.locator('main').textContent();
    const canStop = ['personal_link', 'reminder', 'digest'].includes(kind);
    assert.equal(text.includes('Send me no more reminders or news'), canStop, kind);
  }
  for (const path of ['mails', 'reports', 'members/open-huis-gent/links']) {
    await page.goto(`${server.origin}/staff/${path}`);
    await isForEverybody(page, path.replaceAll('/', '-'));
  }
  await page.goto(`${server.origin}/staff`);
  await page.getByText('were confirmed within the last year').waitFor();
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});
