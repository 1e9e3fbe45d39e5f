// "Match a list", as a secretariat with a list of names meets it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { violations } from './axe.js';
import { languages, launch, noTrouble, openPage, screenshot, server } from './browser.js';

const LIST = 'Open Huis Gent vzw\nOpen Huis\nA name that nobody bears, which is rather long and goes on and on\n';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The page, without scripts, in a window of this width. */
async function visit(lang, width) {
  const opened = await openPage(browser, server.origin, { javaScriptEnabled: false, viewport: { width, height: 900 } });
  await opened.page.goto(`${server.origin}/match?lang=${lang}`);
  return opened;
}

async function fill(page, text) {
  await page.locator('#names').fill(text);
  await page.locator('form button.primary').click();
}

test('a pasted list comes back as a table, in every language and on every screen, without scripts', async () => {
  for (const lang of await languages()) {
    for (const width of [320, 1366]) {
      const { page, trouble } = await visit(lang, width);
      const where = `${lang} ${width}`;
      await fill(page, LIST);
      assert.equal(await page.locator('tbody tr').count(), 3, where);
      assert.equal(await page.locator('td.match-yes').count(), 1, where);
      assert.equal(await page.locator('td.match-no').count(), 1, where);
      const link = page.locator('tbody a').first();
      assert.match(await link.getAttribute('href'), /\/members\/open-huis-gent(\?|$)/, where);
      assert.equal(await page.locator('#names').inputValue(), LIST.trim(), where);
      const [inner, outer] = await Promise.all([
        page.evaluate(() => document.documentElement.scrollWidth), page.evaluate(() => innerWidth),
      ]).catch(() => [0, 0]);
      assert.ok(inner <= outer, `${where}: ${inner} in ${outer}`);
      if (lang === 'en') await screenshot(page, `match-${width}`);
      assert.deepEqual(trouble, noTrouble, where);
      await page.context().close();
    }
  }
});

test('axe objects to nothing, before and after', async () => {
  for (const lang of ['en', 'de', 'ar']) {
    for (const width of [320, 1366]) {
      const { page, trouble } = await openPage(browser, server.origin, { viewport: { width, height: 900 } });
      await page.goto(`${server.origin}/match?lang=${lang}`);
      assert.deepEqual(await violations(page), [], `${lang} ${width}`);
      await fill(page, LIST);
      await page.locator('table').waitFor();
      assert.deepEqual(await violations(page), [], `${lang} ${width}, with an answer`);
      assert.deepEqual(trouble, noTrouble);
      await fill(page, ' ');
      await page.locator('[role=alert]').waitFor();
      assert.deepEqual(await violations(page), [], `${lang} ${width}, with a mistake`);
      await page.context().close();
    }
  }
});

test('the same list is saved as CSV and as a workbook, from the foot of any page', async () => {
  const { page } = await openPage(browser, server.origin);
  await page.goto(`${server.origin}/?lang=en`);
  await page.locator('.onward').getByRole('link', { name: 'Match a list' }).click();
  await page.getByLabel('Names').fill(LIST);
  for (const [name, file] of [['As CSV', 'matched.csv'], ['As Excel', 'matched.xlsx']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    assert.equal(download.suggestedFilename(), file);
    const bytes = await readFile(await download.path());
    if (file.endsWith('csv')) assert.match(bytes.toString(), /Open Huis Gent vzw,member,98,[^\n]*open-huis-gent/);
    else assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  }
  await page.context().close();
});
