// The console of the staff, as an officer meets it: by mouse, by keyboard, wide and narrow.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { launch, noTrouble, screenshot, server } from './browser.js';
import * as officer from './officer.js';
import { counting, registry } from './officer.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const signIn = (name, role, language) => officer.signIn(browser, name, role, { language });

test('every screen is for everybody, wide and narrow, in light and dark', async () => {
  const { page, trouble } = await signIn('Ann');
  for (const path of ['', '/members', '/members/open-huis-gent', '/new-member', '/corrections', '/team', '/history']) {
    for (const [width, height, colorScheme] of [[1366, 768, 'light'], [320, 640, 'dark']]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.origin}/staff${path}`);
      const where = `${path || '/'} at ${width}`;
      assert.deepEqual(await violations(page), [], where);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, where);
      await screenshot(page, `console${path.replaceAll('/', '-')}-${width}`);
    }
  }
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a telephone number is corrected in three actions, and the change taken back', async () => {
  const { page, trouble } = await signIn('Ben', 'editor');
  const does = counting(page);
  await page.goto(`${server.origin}/staff/members?q=wohnen`);
  await does.click(page.locator('tbody th a').first());
  const phones = page.getByLabel('Telephone numbers, one per line').first();
  const before = await phones.inputValue();
  await phones.fill('+49 30 2345678');
  await does.click(page.getByRole('button', { name: 'Save' }).first());
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.ok(does.actions <= 3, `${does.actions}`);
  assert.equal(await phones.inputValue(), '+49 30 2345678');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  assert.equal(await phones.inputValue(), before);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a place is hidden at once, and shown again only when that is said twice', async () => {
  const { page } = await signIn('Cleo', 'editor');
  const does = counting(page);
  const slug = 'open-huis-gent';
  await page.goto(`${server.origin}/staff/members?q=${slug}`);
  await does.click(page.locator('tbody th a').first());
  const place = page.locator('form[id^="p-"]').first();
  await does.click(place.getByRole('radio', { name: /^Hidden/ }));
  await does.click(place.getByRole('button', { name: 'Save' }));
  await page.getByRole('status').getByText('Hidden:').waitFor();
  assert.ok(does.actions <= 3, `${does.actions}`);
  const seen = await (await fetch(`${server.origin}/v1/members/${slug}`)).json();
  assert.deepEqual(seen.locations, []);

  await place.getByRole('radio', { name: /^Public/ }).check();
  await place.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Publish this?' }).waitFor();
  assert.deepEqual((await (await fetch(`${server.origin}/v1/members/${slug}`)).json()).locations, []);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Yes, publish' }).click();
  await page.getByRole('status').getByText('Published:').waitFor();
  assert.equal((await (await fetch(`${server.origin}/v1/members/${slug}`)).json()).locations.length, 1);
  await page.context().close();
});

test('what is wrong stands beside its field, and what was typed stays', async () => {
  const { page } = await signIn('Dora', 'editor');
  await page.goto(`${server.origin}/staff/members/open-huis-gent`);
  const email = page.locator('input[name="email"]').first();
  await email.evaluate((input) => { input.type = 'text'; });
  await email.fill('nobody at all');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.locator('.mistake').first().waitFor();
  assert.equal(await email.inputValue(), 'nobody at all');
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  await page.context().close();
});

test('two editors do not overwrite each other', async () => {
  const [one, other] = [await signIn('Eva', 'editor'), await signIn('Finn', 'editor')];
  const address = `${server.origin}/staff/members/noodopvang-de-haven-gent`;
  await one.page.goto(address);
  await other.page.goto(address);
  const acronym = ({ page }) => page.locator('input[name="acronym"]');
  await acronym(one).fill('NDH');
  await one.page.getByRole('button', { name: 'Save' }).first().click();
  await one.page.getByRole('status').getByText('Saved.').waitFor();
  await acronym(other).fill('NOOD');
  await other.page.getByRole('button', { name: 'Save' }).first().click();
  await other.page.getByRole('alert').getByText('Somebody else changed this entry').waitFor();
  assert.ok(await other.page.getByRole('alert').getByText('NDH').count());
  assert.equal(await acronym(other).inputValue(), 'NOOD');
  await other.page.getByRole('button', { name: 'Save' }).first().click();
  await other.page.getByRole('status').getByText('Saved.').waitFor();
  for (const { page } of [one, other]) await page.context().close();
});

test('a correction is accepted field by field, and another one refused', async () => {
  const path = '/members/open-huis-gent/proposals';
  await registry('POST', path, { patch: { acronym: 'OHGT', founded_year: 1999 }, message: 'We have a new name' });
  const { page } = await signIn('Gus', 'editor', 'nl');
  const does = counting(page);
  await does.click(page.getByRole('link', { name: '1 correctie wacht' }));
  await page.getByRole('checkbox', { name: '/founded_year' }).uncheck();
  await does.click(page.getByRole('button', { name: 'Aanvaarden wat is aangevinkt' }));
  await page.getByRole('status').getByText('Aanvaard.').waitFor();
  assert.ok(does.actions <= 2);
  const member = await registry('GET', '/members/open-huis-gent');
  assert.deepEqual([member.acronym, member.founded_year], ['OHGT', null]);

  await registry('POST', path, { patch: { acronym: 'X' } });
  await page.goto(`${server.origin}/staff/corrections`);
  await page.getByLabel('Reden').fill('Dat klopt niet');
  await page.getByRole('button', { name: 'Weigeren' }).click();
  await page.getByText('Er wachten geen correcties.').waitFor();
  await page.context().close();
});

test('a member is added and admitted, and a colleague invited', async () => {
  const { page } = await signIn('Hans');
  const adding = counting(page);
  await adding.click(page.getByRole('link', { name: 'Members', exact: true }));
  await adding.click(page.getByRole('link', { name: 'New member' }));
  await page.getByLabel('Name', { exact: true }).fill('Huis van Morgen Aalst');
  await page.getByLabel('Country').selectOption('BE');
  await adding.click(page.getByRole('button', { name: 'Add' }));
  if (await page.getByRole('heading', { name: 'Publish this?' }).count()) {
    await adding.click(page.getByRole('button', { name: 'Yes, publish' }));
  }
  await page.getByRole('status').getByText('Added.').waitFor();
  assert.ok(adding.actions <= 4, `${adding.actions}`);

  const inviting = counting(page);
  await inviting.click(page.getByRole('link', { name: 'Team', exact: true }));
  await page.getByLabel('Name', { exact: true }).fill('Ida');
  await page.getByLabel('Email', { exact: true }).fill('ida@secretariat.example.org');
  await inviting.click(page.getByRole('button', { name: 'Invite somebody' }));
  const link = await page.getByLabel('Link to sign in').inputValue();
  assert.ok(link.includes('/staff/sign-in?link='), link);
  assert.ok(inviting.actions <= 3);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('the day is walked by keyboard alone', async () => {
  const { page } = await signIn('Joy', 'editor');
  const reach = async (locator) => {
    for (let pressed = 0; pressed < 80; pressed += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${locator} is not reached`);
  };
  await reach(page.getByRole('link', { name: 'Members', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Name, acronym or key').waitFor();
  await reach(page.getByLabel('Name, acronym or key'));
  await page.keyboard.type('open huis gent');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  await reach(page.locator('tbody th a').first());
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Confirm that all is right' }).waitFor();
  await reach(page.getByRole('button', { name: 'Confirm that all is right' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Confirmed.').waitFor();
  await page.context().close();
});
