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
  for (const path of ['', '/members', '/members/open-huis-gent', '/members/open-huis-gent/purge', '/members/open-huis-gent/links', '/import', '/duplicates', '/publish', '/erase', '/new-member', '/corrections', '/reports', '/mails', '/exposures', '/team', '/keys', '/webhooks', '/network', '/looks', '/backup', '/services', '/services/one?code=housing', '/history']) {
    for (const [width, height, colorScheme] of [[1366, 768, 'light'], [320, 640, 'dark']]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.origin}/staff${path}`);
      const where = `${path || '/'} at ${width}`;
      assert.deepEqual(await violations(page), [], where);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, where);
      await screenshot(page, `console${path.replaceAll(/[/?=]/g, '-')}-${width}`);
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

test('what a public text tells of a hidden place is listed, kept, or hidden at once', async () => {
  const { id, slug, locations: [office] } = await registry('POST', '/members', {
    name: 'Huis aan de Berg', country: 'BE', membership: { status: 'member' }, confirm_publication: true,
    summary: { nl: 'Kom naar Bergdalstraat 45.' },
    locations: [{ kind: 'office', address: 'Bergdalstraat 45', city: 'Ronse', visibility: 'public' }, { kind: 'clinic', city: 'Ronse', label: { nl: 'Bergdalstraat 45, achterdeur' }, visibility: 'public' }],
  });
  await registry('POST', `/members/${id}/locations/${office.id}/hide`);
  const { page, trouble } = await signIn('Otto', 'editor');
  const { total } = await registry('GET', '/exposures');
  await page.getByRole('link', { name: `${total} public texts tell something hidden` }).click();
  const [summary, label] = ['Kom naar Bergdalstraat 45.', 'achterdeur'].map((text) => page.locator('section.box', { hasText: text }));
  await summary.getByText('Tells the address of').waitFor();
  await summary.getByText('Summary: Nederlands').waitFor();
  await officer.isForEverybody(page, 'exposures');
  await summary.getByRole('button', { name: 'It may stay' }).click();
  await page.getByRole('status').getByText('Noted: it may stay.').waitFor();
  assert.equal((await registry('GET', '/exposures')).total, total - 1);
  await label.getByRole('button', { name: 'Hide this place at once' }).click();
  await page.getByRole('status').getByText('Hidden:').waitFor();
  assert.deepEqual((await (await fetch(`${server.origin}/v1/members/${slug}`)).json()).locations, []);
  assert.equal((await registry('GET', '/exposures')).total, total - 2);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('an entry is confirmed in two actions', async () => {
  const { page } = await signIn('Rik', 'editor');
  await page.goto(`${server.origin}/staff/members?q=noodopvang`);
  const does = counting(page);
  await does.click(page.locator('tbody th a').first());
  await does.click(page.getByRole('button', { name: 'Confirm that all is right' }));
  await page.getByRole('status').getByText('Confirmed.').waitFor();
  assert.ok(does.actions <= 2);
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

test('what strangers would see is shown while somebody types', async () => {
  const { page, trouble } = await signIn('Kai', 'editor');
  await page.goto(`${server.origin}/staff/members/open-huis-gent`);
  const seen = page.locator('#seen');
  const before = await (await fetch(`${server.origin}/v1/members/open-huis-gent`)).json();
  await page.locator('input[name="acronym"]').fill('OHX');
  await seen.getByText('This is how it would look once saved.').waitFor();
  assert.ok(await seen.getByText('OHX').count());
  const place = page.locator('form[id^="p-"]').first();
  await place.getByRole('radio', { name: /^Hidden/ }).check();
  await seen.getByText('OHX').waitFor({ state: 'detached' });
  assert.equal(await seen.getByText('Place', { exact: true }).count(), 0);
  await page.locator('input[name="founded_year"]').fill('3000');
  await seen.locator('.mistakes').waitFor();
  assert.deepEqual(await violations(page), []);
  const after = await (await fetch(`${server.origin}/v1/members/open-huis-gent`)).json();
  assert.deepEqual(after, before);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a person is added, erased sentence by sentence, and gone', async () => {
  const slug = 'open-huis-gent';
  const { page } = await signIn('Lea', 'editor');
  await page.goto(`${server.origin}/staff/members/${slug}`);
  await page.getByText('Add a note').click();
  await page.getByLabel('Note', { exact: true }).last().fill('Call Marijke Desmedt first. The bell is broken.');
  await page.locator('form[action$="/notes"]').getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added.').waitFor();
  await page.getByText('Add somebody').click();
  const adding = page.locator('form[action$="/people"]');
  await adding.getByLabel('Name').fill('Marijke Desmedt');
  await adding.getByLabel('Why we may keep this').selectOption('consent');
  await adding.getByRole('button', { name: 'Add' }).click();
  await adding.getByText('consent needs the date').waitFor();
  await adding.getByLabel('Agreed on').fill('2026-03-04');
  await adding.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added.').waitFor();

  await page.locator('summary', { hasText: 'Marijke Desmedt' }).first().click();
  await page.getByRole('button', { name: 'Erase …' }).first().click();
  await page.getByRole('heading', { name: 'Erase a person' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'console-erase');
  await page.getByRole('group', { name: 'Call Marijke Desmedt first.' }).getByRole('radio', { name: 'Take out' }).check();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByRole('heading', { name: 'Erased' }).waitFor();
  const member = await registry('GET', `/members/${slug}`);
  assert.ok(!JSON.stringify(member).includes('Marijke'));
  assert.ok(JSON.stringify(member.notes).includes('The bell is broken.'));

  await page.goto(`${server.origin}/staff/erase`);
  await page.getByLabel('Names, one per line').fill('Marijke Desmedt');
  await page.getByRole('button', { name: 'See what is found' }).click();
  await page.getByText('Nothing names this person.').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('an entry is withdrawn and brought back, and removed for good by its name alone', async () => {
  const { page } = await signIn('Mo');
  const { slug } = await registry('POST', '/members', { name: 'Tijdelijk Huis Ronse', country: 'BE' });
  await page.goto(`${server.origin}/staff/members/${slug}`);
  await page.getByRole('button', { name: 'Withdraw the entry' }).click();
  await page.getByRole('status').getByText('Withdrawn:').waitFor();
  await page.getByRole('button', { name: 'Bring the entry back' }).click();
  await page.getByRole('status').getByText('The entry is back.').waitFor();
  await page.getByRole('link', { name: 'Remove for good' }).click();
  await page.getByLabel('To go on, type the member’s name').fill('Another');
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByText('This is not its name.').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('To go on, type the member’s name').fill('tijdelijk huis ronse');
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByRole('status').getByText('Removed for good.').waitFor();
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
  const { page } = other;
  await page.getByRole('heading', { name: 'Two versions' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'console-two-versions');
  // Neither is chosen for them, and nothing is kept before they choose.
  const acronyms = page.getByRole('group', { name: 'Acronym' });
  assert.equal(await acronyms.getByRole('radio', { checked: true }).count(), 0);
  assert.ok(await acronyms.getByText('NDH').count());
  await acronyms.getByRole('radio', { name: /NOOD/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.equal(await acronym(other).inputValue(), 'NOOD');

  // Where only one of them changed a field, that version is chosen already.
  await one.page.goto(address);
  const founded = ({ page }) => page.locator('input[name="founded_year"]');
  await page.goto(address);
  await founded(one).fill('1987');
  await one.page.getByRole('button', { name: 'Save' }).first().click();
  await one.page.getByRole('status').getByText('Saved.').waitFor();
  await acronym(other).fill('NOODH');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'Two versions' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.deepEqual([await acronym(other).inputValue(), await founded(other).inputValue()], ['NOODH', '1987']);
  for (const { page } of [one, other]) await page.context().close();
});

test('a correction is accepted field by field, and another one refused', async () => {
  const path = '/members/open-huis-gent/proposals';
  await registry('POST', path, { patch: { acronym: 'OHGT', founded_year: 1999 }, message: 'We have a new name' });
  const { page } = await signIn('Gus', 'editor', 'nl');
  const does = counting(page);
  await does.click(page.getByRole('link', { name: '1 correctie wacht' }));
  await page.getByRole('checkbox', { name: 'Opgericht in' }).uncheck();
  await does.click(page.getByRole('button', { name: 'Aanvaarden wat is aangevinkt' }));
  await page.getByRole('status').getByText('Aanvaard.').waitFor();
  assert.ok(does.actions <= 2);
  const member = await registry('GET', '/members/open-huis-gent');
  assert.deepEqual([member.acronym, member.founded_year], ['OHGT', null]);

  await registry('POST', path, { patch: { acronym: 'X' } });
  await page.goto(`${server.origin}/staff/corrections`);
  await page.getByLabel('Reden').fill('Dat klopt niet');
  const refusing = counting(page);
  await refusing.click(page.getByRole('button', { name: 'Weigeren' }));
  await page.getByText('Er wachten geen correcties.').waitFor();
  assert.ok(refusing.actions + 1 <= 3);
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

test('several members are changed after a trial, and taken back as one', async () => {
  const { page, trouble } = await signIn('Nia', 'editor');
  await page.goto(`${server.origin}/staff/members?country=BE&column=languages&column=services`);
  const rows = page.locator('tbody tr');
  const count = await rows.count();
  await screenshot(page, 'console-members-columns');
  const languages = () => rows.locator('td:nth-child(3)').allInnerTexts();
  const before = await languages();
  await page.getByRole('button', { name: /^Change all/ }).click();
  await page.getByRole('heading', { name: 'Change several members' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'console-bulk');
  await page.getByRole('radio', { name: /^Add a language/ }).check();
  await page.getByRole('textbox', { name: /^Add a language/ }).fill('am');
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByText(`${count} members would change`).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'console-bulk-trial');
  await page.getByRole('button', { name: `Change ${count} members` }).click();
  if (await page.getByRole('heading', { name: 'Publish this?' }).count()) {
    await page.getByRole('button', { name: 'Yes, publish' }).click();
  }
  await page.getByRole('status').getByText('Changed.').waitFor();
  const members = page.url();
  await page.goto(`${server.origin}/staff/members?country=BE&column=languages`);
  assert.ok((await languages()).every((told) => told.includes('am')));
  await page.goto(members);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  if (await page.getByRole('heading', { name: 'Publish this?' }).count()) {
    await page.getByRole('button', { name: 'Yes, publish' }).click();
  }
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.goto(`${server.origin}/staff/members?country=BE&column=languages`);
  assert.deepEqual(await languages(), before);

  // Whom the rules keep from it is named.
  await rows.first().getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Change those that are ticked' }).click();
  await page.getByText('1 member is ticked.').waitFor();
  await page.getByRole('radio', { name: 'Take a step of the membership' }).check();
  await page.getByRole('combobox', { name: 'Take a step of the membership' }).selectOption('reapply');
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByText('1 cannot take this change and stays as it is:').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Change / }).count(), 0);
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('a key is made, replaced and revoked, and each is shown once', async () => {
  const { page } = await signIn('Ola');
  await page.goto(`${server.origin}/staff/keys`);
  await page.getByLabel('What it is for').fill('Membership form');
  await page.getByLabel('Role').selectOption('editor');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const shown = page.getByLabel('Key', { exact: true });
  const first = await shown.inputValue();
  const reaches = async (key) => (await fetch(`${server.origin}/v1/registry/key`, { headers: { Authorization: `Bearer ${key}` } })).status;
  assert.equal(await reaches(first), 200);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Replace: Membership form' }).click();
  await shown.waitFor();
  const second = await shown.inputValue();
  assert.notEqual(second, first);
  await page.goto(`${server.origin}/staff/keys`);
  assert.equal(await shown.count(), 0);
  await page.locator('tr', { hasText: second.slice(4, 12) }).getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('status').getByText('Revoked:').waitFor();
  assert.deepEqual([await reaches(first), await reaches(second)], [200, 401]);

  // A key of a member needs to know of which one.
  await page.getByLabel('What it is for').fill('Nobody');
  await page.getByLabel('Role').selectOption('member');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('What it is for').inputValue(), 'Nobody');
  await page.context().close();
});

test('a webhook is made, tested, and its message sent again', async () => {
  const { page } = await signIn('Pia');
  await page.goto(`${server.origin}/staff/webhooks`);
  await page.getByLabel('Address that is told').fill('https://hooks.example.org/directory');
  await page.getByLabel('What it is for').fill('Website of Open Huis Gent');
  await page.getByRole('checkbox', { name: 'A member was changed' }).check();
  await page.getByRole('button', { name: 'Add' }).click();
  assert.match(await page.getByLabel('Secret', { exact: true }).inputValue(), /^whsec_/);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('status').getByText('On its way.').waitFor();
  const again = page.getByRole('button', { name: 'Send again' });
  for (let waited = 0; waited < 100 && !(await again.count()); waited += 1) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'console-webhook');
  await again.click();
  await page.getByRole('status').getByText('On its way.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused').waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nobody is told of changes yet.').waitFor();
  await page.context().close();
});

test('an admin takes a backup and the full export away', async () => {
  const { page } = await signIn('Bo');
  await page.getByRole('link', { name: 'Network', exact: true }).click();
  await page.getByRole('link', { name: 'Backup' }).click();
  for (const [name, ending] of [['Download a backup', /\.backup$/], ['Excel', /\.xlsx$/], ['NDJSON', /\.ndjson$/]]) {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    assert.match((await coming).suggestedFilename(), ending);
  }
  await page.context().close();
  const { page: editors } = await signIn('Bea', 'editor');
  assert.equal((await editors.goto(`${server.origin}/staff/backup`)).status(), 403);
  assert.equal((await editors.goto(`${server.origin}/staff/backup/backup`)).status(), 403);
  await editors.context().close();
});

test('the history says in words what was done, is narrowed, and taken back as one', async () => {
  const { slug, locations: [place] } = await registry('POST', '/members', {
    name: 'Huis van de Geschiedenis', country: 'BE', membership: { status: 'member' }, confirm_publication: true,
    locations: [{ kind: 'shelter', city: 'Lier', visibility: 'city' }],
  });
  const { page, trouble } = await signIn('Uma', 'editor', 'nl');
  await page.goto(`${server.origin}/staff/members/${slug}`);
  await page.getByLabel('Land', { exact: true }).first().selectOption('NL');
  await page.getByLabel('Opgericht in').first().fill('1999');
  await page.getByRole('button', { name: 'Opslaan' }).first().click();
  await page.getByRole('status').getByText('Opgeslagen.').waitFor();
  // What changed again since is not taken back, and it is said why.
  await page.getByLabel('Opgericht in').first().fill('2001');
  await page.getByRole('button', { name: 'Opslaan' }).first().click();
  await page.locator('del', { hasText: '1999' }).waitFor();
  await page.locator('.lines > li', { hasText: 'België' }).getByRole('button', { name: 'Ongedaan maken' }).click();
  await page.locator('.mistakes').waitFor();
  assert.equal(await page.getByLabel('Opgericht in').first().inputValue(), '2001');
  await page.locator('.lines > li').first().getByRole('button', { name: 'Ongedaan maken' }).click();
  await page.getByRole('status').getByText('Ongedaan gemaakt.').waitFor();
  await registry('POST', `/members/${slug}/locations/${place.id}/hide`);
  await page.getByRole('link', { name: 'De hele geschiedenis van deze vermelding' }).click();
  await page.locator('.lines').getByText('meteen verborgen').waitFor();
  const told = await page.getByRole('main').innerText();
  for (const words of ['Land\nBelgië → Nederland', 'Opgericht in\n– → 1999', 'Plek: Wat vreemden zien\nAlleen de stad → Verborgen', 'Uma', 'UTC']) {
    assert.ok(told.includes(words), `${words} in ${told}`);
  }
  assert.ok(!/[a-z]+_[a-z]+|\/locations/.test(told), told);
  await officer.isForEverybody(page, 'history-of-member');
  // What Uma did, and nobody else.
  await page.getByRole('link', { name: 'Uma', exact: true }).first().click();
  await page.locator('.lines').getByText('meteen verborgen').waitFor({ state: 'detached' });
  assert.match(page.url(), /staff=[0-9a-f-]+/);
  await page.getByLabel('Waarover het ging').selectOption('network');
  await page.getByRole('button', { name: 'Tonen' }).click();
  await page.getByText('Zoiets is er niet gedaan.').waitFor();
  assert.match(page.url(), /member=.*staff=/);
  await page.getByRole('link', { name: /Dit filter weghalen/ }).first().click();
  // What many members went through in one change stands once.
  await page.goto(`${server.origin}/staff/history?until=2000-01-01`);
  await page.getByText('Zoiets is er niet gedaan.').waitFor();
  await page.goto(`${server.origin}/staff/history?key=command_line&subject=member`);
  const [act] = await page.locator('.lines > li').all();
  await act.getByText(/en nog \d+/).click();
  // Nobody takes back more than they see.
  assert.equal(await act.getByRole('button').count(), 0);
  await act.getByRole('link', { name: 'Deze wijziging helemaal tonen' }).click();
  await page.getByRole('button', { name: 'Dit alles ongedaan maken' }).waitFor();
  await officer.isForEverybody(page, 'history-of-program');
  await page.goto(`${server.origin}/staff/history?since=yesterday`);
  await page.locator('.mistakes').waitFor();
  assert.deepEqual({ ...trouble, failed: [], errors: [] }, noTrouble);
  await page.context().close();
});

test('the network gets a colour that can be read and a logo, and its pages have them', async () => {
  const { page, trouble } = await signIn('Vic');
  await page.getByRole('link', { name: 'Network', exact: true }).click();
  await page.getByRole('link', { name: 'Looks' }).click();
  await page.getByLabel('Colour').fill('#ffcc00');
  await page.locator('form[action$="/color"]').getByRole('button', { name: 'Save' }).click();
  await page.getByText('many could not read it').waitFor();
  assert.equal(await page.getByLabel('Colour').inputValue(), '#ffcc00');
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('Colour').fill('#8a1c4a');
  await page.locator('form[action$="/color"]').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  const logo = page.locator('form[action$="/logo"]');
  await logo.getByLabel('File with the logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await logo.getByRole('button', { name: 'Save' }).click();
  await page.getByText('it is not a picture that pages can show').waitFor();
  // A picture as the browser itself draws it.
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 240, height: 80 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#8a1c4a';
    pen.fillRect(20, 10, 200, 60);
    return canvas.toDataURL('image/png').split(',')[1];
  });
  await logo.getByLabel('File with the logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') });
  await logo.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('img', { name: 'The logo as it is now' }).waitFor();
  await officer.isForEverybody(page, 'looks-own');
  // The directory as visitors have it, in light and dark.
  const { page: visitor, trouble: theirs } = await officer.visit(browser);
  for (const colorScheme of ['light', 'dark']) {
    await visitor.emulateMedia({ colorScheme });
    for (const path of ['/', '/members/open-huis-gent', '/embed/frame']) {
      await visitor.goto(`${server.origin}${path}`);
      assert.deepEqual(await violations(visitor), [], `${path} in ${colorScheme}`);
      await screenshot(visitor, `own-looks${path.replaceAll('/', '-')}-${colorScheme}`);
    }
    await visitor.goto(`${server.origin}/`);
    const { shown, accent } = await visitor.evaluate(() => ({
      shown: document.querySelector('img.logo').naturalWidth,
      accent: getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
    }));
    assert.equal(shown, 240);
    if (colorScheme === 'light') assert.equal(accent, '#8a1c4a');
    else assert.notEqual(accent, '#84d0c2');
  }
  assert.deepEqual(theirs, noTrouble);
  await visitor.context().close();
  await page.getByRole('button', { name: 'Take the logo away' }).click();
  await page.getByRole('button', { name: 'Take the usual colour' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  const { logo: none, accent_color: usual } = await registry('GET', '/network');
  assert.deepEqual([none, usual], [null, null]);
  assert.deepEqual({ ...trouble, failed: [], errors: [] }, noTrouble);
  await page.context().close();
});

test('a service of a member is added at one of its places, changed and removed', async () => {
  const slug = 'noodopvang-de-haven-gent';
  const before = (await registry('GET', `/members/${slug}`)).service_offers.length;
  const { page, trouble } = await signIn('Wim', 'editor');
  await page.goto(`${server.origin}/staff/members/${slug}`);
  await page.getByText('Add a service').click();
  const adding = page.locator('form[action$="/services"]');
  await adding.getByLabel('Service', { exact: true }).selectOption('education');
  await adding.getByLabel('Where it is given').selectOption({ index: 1 });
  await adding.getByLabel('Free of charge').selectOption('true');
  await adding.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added.').waitFor();
  const added = async () => (await registry('GET', `/members/${slug}`)).service_offers.at(-1);
  const { id, service, free_of_charge: free, location_id: place } = await added();
  assert.deepEqual([service, free, Boolean(place)], ['education', true, true]);
  const own = page.locator(`form[action$="/services/${id}"]`);
  await page.locator('summary', { hasText: 'Education, ' }).last().click();
  await own.getByLabel('For whom: English').fill('Whoever has no papers');
  await own.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.equal((await added()).audience.en, 'Whoever has no papers');
  await page.locator('summary', { hasText: 'Education, ' }).last().click();
  assert.deepEqual(await violations(page), []);
  await own.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('status').getByText('Removed.').waitFor();
  assert.equal((await registry('GET', `/members/${slug}`)).service_offers.length, before);

  // It is kept out of the public directory, and asked about before it comes back.
  await page.getByLabel('In the public directory or not').selectOption('unlisted');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.equal((await fetch(`${server.origin}/v1/members/${slug}`)).status, 410);
  await page.getByLabel('In the public directory or not').selectOption('listed');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('heading', { name: 'Publish this?' }).waitFor();
  await page.getByRole('button', { name: 'Yes, publish' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.deepEqual(trouble, noTrouble);
  await page.context().close();
});

test('sessions are listed, and one of them ended', async () => {
  const { page } = await signIn('Xavier');
  const { page: other } = await signIn('Yara', 'editor');
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByRole('link', { name: 'Yara' }).click();
  await page.getByRole('heading', { name: 'Sessions: Yara' }).waitFor();
  await officer.isForEverybody(page, 'sessions');
  await page.getByRole('button', { name: /^End it/ }).click();
  await page.getByRole('status').getByText('Revoked:').waitFor();
  await other.goto(`${server.origin}/staff/members`);
  assert.match(other.url(), /sign-in/);
  for (const one of [page, other]) await one.context().close();
});

test('the network is described, and a service added, found by a word, and merged', async () => {
  const { page } = await signIn('Quinn');
  await page.goto(`${server.origin}/staff/network`);
  const website = page.getByLabel('Website');
  await website.fill('https://network.example.net');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  const network = await (await fetch(`${server.origin}/v1/network`)).json();
  assert.ok(JSON.stringify(network).includes('https://network.example.net'));

  await page.getByRole('link', { name: 'Services' }).click();
  await page.getByLabel(/^Code/).fill('healthcare/eyes');
  await page.getByLabel('Name: English').fill('Eye care');
  await page.getByLabel('Words people search with, one per line: English').fill('glasses\nspectacles');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('status').getByText('Added.').waitFor();
  const added = await registry('GET', '/service-types/healthcare%2Feyes');
  assert.deepEqual([added.labels.en, added.search_words.en], ['Eye care', ['glasses', 'spectacles']]);
  await page.getByRole('link', { name: 'Eye care' }).click();
  const words = page.getByLabel('Words people search with, one per line: English');
  assert.equal(await words.inputValue(), 'glasses\nspectacles');
  await words.fill('glasses');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.equal(await words.inputValue(), 'glasses');
  await page.getByLabel('Service that stays').selectOption('healthcare');
  await page.getByRole('button', { name: 'Merge' }).click();
  await page.getByRole('status').getByText('Merged.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Eye care' }).count(), 0);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('the day is walked by keyboard alone', async () => {
  const { page } = await signIn('Joy');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  const reach = async (locator) => {
    for (let pressed = 0; pressed < 250; pressed += 1) {
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

  // A telephone number is corrected.
  await reach(page.getByLabel('Telephone numbers, one per line').first());
  await page.keyboard.press('Control+A');
  await page.keyboard.type('+32 9 765 43 21');
  await reach(page.getByRole('button', { name: 'Save' }).first());
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();

  // A place is hidden.
  const place = page.locator('form[id^="p-"]').first();
  await reach(place.getByRole('radio', { checked: true }));
  for (let step = 0; step < 3 && !(await place.getByRole('radio', { name: /^Hidden/ }).isChecked()); step += 1) {
    await page.keyboard.press('ArrowUp');
  }
  await reach(place.getByRole('button', { name: 'Save' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Hidden:').waitFor();

  // A note is written for colleagues.
  await reach(page.locator('summary', { hasText: 'Add a note' }));
  await page.keyboard.press('Enter');
  await reach(page.locator('form[action$="/notes"] textarea'));
  await page.keyboard.type('The bell is broken.');
  await reach(page.locator('form[action$="/notes"]').getByRole('button', { name: 'Add' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Added.').waitFor();

  // A correction is accepted, and another one refused.
  for (const [name, told] of [['Accept what is ticked', 'Accepted.'], ['Refuse', 'Refused.']]) {
    await registry('POST', '/members/open-huis-gent/proposals', { patch: { founded_year: name.length + 1980 } });
    await reach(page.getByRole('link', { name: 'Corrections', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Corrections' }).waitFor();
    if (name === 'Refuse') {
      await reach(page.getByLabel('Reason'));
      await page.keyboard.type('That is not right');
    }
    await reach(page.getByRole('button', { name }));
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(told).waitFor();
  }

  // A member is added.
  await reach(page.getByRole('link', { name: 'Members', exact: true }));
  await page.keyboard.press('Enter');
  await reach(page.getByRole('link', { name: 'New member' }));
  await page.keyboard.press('Enter');
  await reach(page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Huis van Overmorgen Deinze');
  await reach(page.getByLabel('Country'));
  await page.keyboard.type('Belg');
  await reach(page.getByRole('button', { name: 'Add' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Added.').waitFor();

  // A sheet is imported.
  await reach(page.getByRole('link', { name: 'Import', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Spreadsheet').waitFor();
  await reach(page.getByLabel('Spreadsheet'));
  let chooser;
  for (let tried = 0; !chooser && tried < 3; tried += 1) {
    const opened = page.waitForEvent('filechooser', { timeout: 8000 }).catch(() => undefined);
    await page.keyboard.press('Space');
    chooser = await opened;
  }
  await chooser.setFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from('external_id,name,country\nK77,Casa Aberta Évora,PT\n') });
  await reach(page.getByRole('button', { name: 'Look at it' }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Import 1 change' }).waitFor();
  await reach(page.getByRole('button', { name: 'Import 1 change' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Imported.').first().waitFor();

  // The digest is copied, and a table fetched for a partner.
  await reach(page.getByRole('link', { name: 'Publish', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copy for a newsletter' }).waitFor();
  await reach(page.getByRole('button', { name: 'Copy for a newsletter' }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  await reach(page.getByRole('button', { name: 'CSV' }));
  const [table] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(table.suggestedFilename(), /\.csv$/);

  // A colleague is invited.
  await reach(page.getByRole('link', { name: 'Team', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Name', { exact: true }).waitFor();
  await reach(page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Kim');
  await reach(page.getByLabel('Email', { exact: true }));
  await page.keyboard.type('kim@secretariat.example.org');
  await reach(page.getByRole('button', { name: 'Invite somebody' }));
  await page.keyboard.press('Enter');
  await page.getByLabel('Link to sign in').waitFor();

  // The last change of a member is taken back.
  await reach(page.getByRole('link', { name: 'History', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await reach(page.getByRole('button', { name: 'Undo' }).first());
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.context().close();
});
