// The pages in all their languages: nothing in the way of anybody, and each in its direction.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { languages, launch, screenshot, server } from './browser.js';

const LANGUAGES = await languages();
const FROM_RIGHT = ['ar', 'fa'];
const OWN_NAMES = ['English', 'Deutsch', 'Nederlands', 'Français', 'Español', 'Italiano', 'Português', 'العربية', 'Українська', 'Русский', 'Türkçe', 'فارسی'];
/** A page of each kind; the members are the longest name of the sample, and the one from right to left. */
const PAGES = {
  list: '/?near=Gent&q=housing',
  all: '/?country=DE,MA',
  map: '/?view=map&country=BE',
  long: '/members/arbeit-und-recht-frankfurt-am-main',
  foreign: '/members/maison-ouverte-rabat',
  missing: '/members/nobody',
  wrong: '/?country=XX',
  news: '/news',
  frame: '/embed/frame?country=MA,DE&filters=country,service,language',
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function visit(path, lang, options = {}) {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${server.origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
  return page;
}

/** How many pixels a page is wider than the screen. */
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [row, lang] of LANGUAGES.entries()) {
  test(`no page in ${lang} has a barrier, light or dark, on a small screen or with large letters`, async () => {
    for (const [column, [name, path]] of Object.entries(PAGES).entries()) {
      const page = await visit(path, lang, { bypassCSP: true });
      // Small letters in light, large ones in dark: colours and sizes have nothing to do with each other.
      // axe sees each page in each language once, and both looks of each page in every second language.
      for (const [turn, [colorScheme, size]] of [['light', '100%'], ['dark', '200%']].entries()) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate((letters) => { document.documentElement.style.fontSize = letters; }, size);
        if ((row + column) % 2 === turn) assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}, letters of ${size}`);
        assert.ok(await tooWide(page) <= 0, `${name} is ${await tooWide(page)} px too wide with letters of ${size}`);
        if (size === '100%') await screenshot(page, `languages-${lang}-${name}`);
      }
      await page.context().close();
    }
  });
}

test('each page is in its language and direction, and leads to the others by their own names', async () => {
  for (const lang of LANGUAGES) {
    const page = await visit('/', lang);
    const html = page.locator('html');
    assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], [lang, FROM_RIGHT.includes(lang) ? 'rtl' : 'ltr']);
    const names = await page.locator('.languages a').allTextContents();
    assert.equal(names.length, LANGUAGES.length);
    for (const name of OWN_NAMES) assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
    await page.context().close();
  }
});

test('the browser’s language is taken, and hours, numbers and days are written as it writes them', async () => {
  const context = await browser.newContext({ locale: 'fa-AF' });
  const page = await context.newPage();
  await page.goto(`${server.origin}/members/open-huis-gent`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'fa');
  const hours = page.locator('.hours').first();
  assert.match(await hours.innerText(), /دوشنبه تا جمعه\s+۰۹:۰۰\sتا\s۱۲:۳۰، ۱۳:۳۰\sتا\s۱۷:۰۰/);
  // The first hour stands where reading begins.
  const [from, to] = await hours.locator('span').last().evaluate((element) => ['۰۹', '۱۲'].map((digits) => {
    const text = element.firstChild;
    const range = document.createRange();
    range.setStart(text, text.data.indexOf(digits));
    range.setEnd(text, text.data.indexOf(digits) + 2);
    return range.getBoundingClientRect().left;
  }));
  assert.ok(from > to, `${from} ${to}`);
  await context.close();
});

test('what was typed is kept apart from the words around it', async () => {
  const page = await visit('/?q=Gent', 'ar', { viewport: { width: 1280, height: 800 } });
  const chip = page.locator('.chip bdi[dir=rtl]').first();
  assert.equal(await chip.locator('bdi').first().innerText(), 'Gent');
  await page.context().close();
});

test('an embedded list speaks a language that its script has to fetch, and a frame too', async () => {
  const page = await visit('/embed?list_lang=fa&set=1&filters=country', 'uk', { viewport: { width: 1280, height: 900 } });
  const list = page.locator('member-directory');
  await list.locator('[part~="member"]').first().waitFor();
  assert.equal(await list.locator('.directory').getAttribute('dir'), 'rtl');
  assert.match(await list.locator('[part~="status"]').innerText(), /^۱۵۵ سازمان$/);
  assert.ok((await list.locator('option').allTextContents()).some((option) => /^آلمان \(۱۶\)$/.test(option)));
  assert.ok((await list.locator('[part~="service"]').allTextContents()).includes('مسکن'));
  await page.context().close();
});
