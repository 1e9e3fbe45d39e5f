// The list in a frame of another site, and the page on which a list is put together.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { launch, openPage, screenshot, server } from './browser.js';
import { openSite } from './host.js';

const frame = (query) => `<iframe src="${server.origin}/embed/frame?${query}" title="Organisations" width="100%" height="700"></iframe>`;

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await openSite({
    '/': { body: frame('country=BE&amp;lang=fr') },
    '/resize': { body: `${frame('country=BE,NL&amp;limit=3')}<script type="module" src="${server.origin}/embed/resize.js"></script>` },
    '/compact': { body: frame('service=housing&amp;lang=de&amp;view=compact&amp;theme=dark') },
    '/near': { body: frame('near=Gent&amp;radius=60&amp;lang=nl&amp;theme=system') },
  });
});
after(async () => {
  site?.close();
  await browser?.close();
});

function assertCalm(trouble) {
  const foreign = trouble.foreign.filter((url) => new URL(url).origin !== server.origin);
  assert.deepEqual({ ...trouble, foreign }, { foreign: [], failed: [], errors: [] });
}

const api = async (path) => (await fetch(`${server.origin}${path}`)).json();

test('a frame shows the list of another site', async () => {
  const { page, trouble } = await openPage(browser, site.origin);
  await page.goto(`${site.origin}/`);
  const inner = page.frameLocator('iframe');
  const answer = await api('/v1/members?country=BE&lang=fr&limit=10');
  await inner.getByText(`${answer.page.total} organisations`).waitFor();
  assert.deepEqual(await inner.locator('h2').allInnerTexts(), answer.data.map(({ name }) => name));
  await inner.getByRole('link', { name: 'Page suivante' }).click();
  const next = await api(`/v1/members?country=BE&lang=fr&limit=10&cursor=${answer.page.next}`);
  await inner.getByRole('heading', { name: next.data[0].name }).waitFor();
  assert.deepEqual(await inner.locator('h2').allInnerTexts(), next.data.map(({ name }) => name));
  assertCalm(trouble);
  await page.context().close();
});

test('without JavaScript a frame is searched, narrowed and widened again', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/embed/frame?country=BE,NL&lang=en`);
  const options = await page.getByRole('combobox', { name: 'Country' }).locator('option').allInnerTexts();
  assert.equal(options.length, 3, options.join());
  await page.getByRole('combobox', { name: 'Country' }).selectOption('NL');
  await page.getByRole('button', { name: 'Search' }).click();
  const dutch = await api('/v1/members?country=NL&limit=1');
  await page.getByText(`${dutch.page.total} organisations`).waitFor();
  // What the site allows is still there.
  assert.equal((await page.getByRole('combobox', { name: 'Country' }).locator('option').count()), 3);
  await page.getByRole('searchbox').fill('xqzzyxq');
  await page.keyboard.press('Enter');
  await page.getByText('No organisation found').waitFor();
  await page.getByRole('link', { name: 'Clear filters' }).click();
  const both = await api('/v1/members?country=BE,NL&limit=1');
  await page.getByText(`${both.page.total} organisations`).waitFor();
  await context.close();
});

test('a frame is as high as its list where the page lets it', async () => {
  const { page, trouble } = await openPage(browser, site.origin);
  await page.goto(`${site.origin}/resize`);
  const inner = page.frames()[1];
  await page.waitForFunction(() => document.querySelector('iframe').height !== '700');
  const height = async () => Math.abs(await page.evaluate(() => Number(document.querySelector('iframe').height))
    - await inner.evaluate(() => document.body.getBoundingClientRect().height));
  assert.ok(await height() <= 1, `${await height()} px off`);
  assertCalm(trouble);
  await page.context().close();
});

for (const path of ['/', '/compact', '/near']) {
  for (const [width, scheme] of [[320, 'light'], [1280, 'dark']]) {
    test(`a frame at ${path} is accessible at ${width} px in a ${scheme} scheme`, async () => {
      const { page, trouble } = await openPage(browser, site.origin);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(site.origin + path);
      await page.frameLocator('iframe').locator('[part~="credit"]').waitFor();
      await screenshot(page, `embed-frame${path.replace('/', '-')}-${width}-${scheme}`);
      assert.deepEqual(await violations(page), []);
      assertCalm(trouble);
      await page.context().close();
    });
  }
}

test('a frame that is asked for what there is not says so in itself', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${server.origin}/embed/frame?country=Belgium&lang=de`);
  await page.getByText('Diese Liste ist nicht richtig eingerichtet.').waitFor();
  await page.getByText(/^country: /).waitFor();
  await page.context().close();
});

async function openConfiguration(query, options) {
  const { page, trouble } = await openPage(browser);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  if (options) await page.emulateMedia(options);
  await page.goto(`${server.origin}/embed?${query}`);
  return { page, trouble };
}

test('what is put together and copied works where it is pasted', async () => {
  const { page, trouble } = await openConfiguration('lang=en');
  await page.getByLabel('Country', { exact: true }).first().selectOption('BE');
  await page.getByLabel('Service', { exact: true }).first().selectOption('housing');
  await page.getByLabel('Language of the list').selectOption('fr');
  await page.getByLabel('Search field').uncheck();
  const element = page.locator('#element');
  await page.waitForFunction(() => document.getElementById('element').value.includes('search="none"'));
  assert.match(await element.inputValue(), /<member-directory country="BE" service="housing" lang="fr" search="none">/);
  // The preview follows.
  const answer = await api('/v1/members?country=BE&service=housing&lang=fr&limit=10');
  await page.locator('#preview').getByText(`${answer.page.total} organisation`).waitFor();
  assert.match(page.url(), /country=BE/);

  await page.locator('[data-copy="element"]').click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  assertCalm(trouble);
  site.pages['/pasted'] = { body: line };
  site.pages['/pasted-frame'] = { body: await page.locator('#frame').inputValue() };
  await page.context().close();

  const pasted = await openPage(browser, site.origin);
  await pasted.page.goto(`${site.origin}/pasted`);
  await pasted.page.locator('member-directory [part~="member"]').first().waitFor();
  assert.deepEqual(await pasted.page.locator('member-directory [part~="name"]').allInnerTexts(), answer.data.map(({ name }) => name));
  assertCalm(pasted.trouble);
  await pasted.page.goto(`${site.origin}/pasted-frame`);
  const framed = pasted.page.frameLocator('iframe').locator('h2');
  // Until it is there, the frame has still to go to its page.
  await framed.first().waitFor();
  assert.deepEqual(await framed.allInnerTexts(), answer.data.map(({ name }) => name));
  await pasted.page.context().close();
});

test('without JavaScript the form gives the same lines', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/embed?lang=nl`);
  await page.getByLabel('Land', { exact: true }).first().selectOption('BE');
  await page.locator('#near').fill('Gent "<b>');
  await page.getByLabel('Zoekveld').uncheck();
  await page.getByRole('button', { name: 'Bijwerken' }).click();
  await page.waitForURL(/country=BE/);
  assert.match(await page.locator('#element').inputValue(),
    /<member-directory country="BE" near="Gent &quot;&lt;b&gt;" search="none">/);
  assert.equal(await page.locator('b').count(), 0);
  assert.match(await page.locator('#frame').inputValue(), /\/embed\/frame\?country=BE&amp;near=Gent%20%22%3Cb%3E&amp;search=none"/);
  await context.close();
});

for (const [lang, width, scheme] of [['en', 1280, 'light'], ['de', 320, 'dark'], ['fr', 320, 'light'], ['pt', 1280, 'dark']]) {
  test(`the configuration page in ${lang} is accessible at ${width} px in a ${scheme} scheme`, async () => {
    const { page, trouble } = await openConfiguration(`lang=${lang}&country=BE`, { colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.locator('#preview [part~="member"]').first().waitFor();
    await page.locator('#preview [part~="credit"] a').waitFor();
    await screenshot(page, `embed-configure-${lang}-${width}-${scheme}`);
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways');
    assertCalm(trouble);
    await page.context().close();
  });
}
