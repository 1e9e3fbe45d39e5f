// The map on the directory's page: by links, by the mouse, by fingers, by keys.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.js';
import { fitted, launch, openPage, screenshot, server } from './browser.js';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const address = (query) => `${server.origin}/?view=map&lang=en${query}`;
const look = (page) => page.locator('.map').first().getAttribute('data-look');
const zoom = async (page) => Number((await look(page)).split('/')[0]);

/** Opens the map and waits until it fits its room. */
async function open(query, size = { width: 1280, height: 900 }) {
  const { page, trouble } = await openPage(browser);
  await page.setViewportSize(size);
  await page.goto(address(query));
  await fitted(page);
  return { page, trouble };
}

/** Does something, and waits until another look is shown. */
async function moving(page, act) {
  const before = await look(page);
  await act();
  await page.waitForFunction((old) => {
    const map = document.querySelector('.map');
    return map.dataset.look !== old && !('waiting' in map.dataset);
  }, before);
  return look(page);
}

const calm = (trouble) => assert.deepEqual(trouble, { foreign: [], failed: [], errors: [] });

test('every move is a link, without a script too', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address('&map=5/50/5'));
  await page.locator('.map-nearer').click();
  assert.match(page.url(), /map=6\/50\/5/);
  await page.locator('.map-east').click();
  assert.match(page.url(), /map=6\/50\//);
  await page.goto(address('&map=4/48/8'));
  await page.getByRole('link', { name: /^Italy: \d+ organisations$/ }).click();
  assert.match(page.url(), /country=IT/);
  assert.match(await page.locator('.map-summary').innerText(), /places on this part/);
  await context.close();
});

test('the mouse drags it, the wheel zooms it, and the address follows', async () => {
  const { page, trouble } = await open('&map=5/50/5');
  await page.locator('.map-canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('.map-canvas').boundingBox();
  const [x, y] = [box.x + box.width * 0.3, box.y + box.height * 0.8];
  const before = await look(page);
  const after = await moving(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y - 60, { steps: 5 });
    await page.mouse.up();
  });
  assert.ok(Number(after.split('/')[2]) < Number(before.split('/')[2]), `${before} ${after}`);
  assert.ok(page.url().includes(`map=${after}`));
  await page.locator('.map-canvas').focus();
  await moving(page, () => page.mouse.wheel(0, -300));
  assert.ok((await zoom(page)) > 5);
  calm(trouble);
});

test('the keys move it, the focus stays, and what is seen is told', async () => {
  const { page, trouble } = await open('&map=5/50/5');
  await page.locator('.map-canvas').focus();
  const right = await moving(page, () => page.keyboard.press('ArrowRight'));
  assert.ok(Number(right.split('/')[2]) > 5);
  await moving(page, () => page.keyboard.press('+'));
  assert.equal(await zoom(page), 5.5);
  await moving(page, () => page.keyboard.press('-'));
  assert.equal(await zoom(page), 5);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'map-canvas');
  assert.equal(await page.locator('.map-summary').getAttribute('role'), 'status');
  await page.locator('.map-nearer').focus();
  await moving(page, () => page.keyboard.press('Enter'));
  assert.match(await page.evaluate(() => document.activeElement.className), /map-nearer/);
  calm(trouble);
});

test('two fingers zoom it', async () => {
  const { page, trouble } = await open('&map=5/50/5');
  await moving(page, () => page.evaluate(() => {
    const canvas = document.querySelector('.map-canvas');
    const box = canvas.getBoundingClientRect();
    const send = (type, id, x) => canvas.dispatchEvent(new PointerEvent(type, {
      bubbles: true, cancelable: true, pointerType: 'touch', pointerId: id, clientX: box.left + x, clientY: box.top + 150,
    }));
    send('pointerdown', 7, 150);
    send('pointerdown', 8, 250);
    for (const spread of [20, 50]) {
      send('pointermove', 7, 150 - spread);
      send('pointermove', 8, 250 + spread);
    }
    send('pointerup', 7, 100);
    send('pointerup', 8, 300);
  }));
  assert.equal(await zoom(page), 6);
  calm(trouble);
});

test('the list beside it is of what it shows, when it is moved too', async () => {
  const { page, trouble } = await open('', { width: 1366, height: 768 });
  const agree = async () => {
    const found = Number((await page.locator('#found').innerText()).match(/\d+/)[0]);
    const cards = await page.locator('.card').count();
    assert.equal(cards, Math.min(found, 24));
    return found;
  };
  const all = await agree();
  assert.equal(await page.locator('.map-summary').innerText(), `${all} organisations in 27 countries`);
  // Where every country has its name, or its code on its disc.
  const named = await page.locator('.map-mark').evaluateAll((marks) => marks.every((mark) => mark.querySelector('.map-name, .map-code')));
  assert.ok(named);
  // All of it is in the window, and its buttons beside it.
  const [canvas, buttons] = await Promise.all(['.map-canvas', '.map-buttons'].map((part) => page.locator(part).boundingBox()));
  assert.ok(canvas.y + canvas.height <= 768 && buttons.y + buttons.height <= canvas.y, JSON.stringify({ canvas, buttons }));
  await page.locator('.map-canvas').focus();
  await moving(page, () => page.keyboard.press('+'));
  await page.goto(`${server.origin}/?view=map&lang=en&map=10/51.05/3.72`);
  await fitted(page);
  assert.ok(await page.locator('.map-town').count() > 5, 'no town has its name');
  const gent = await agree();
  assert.ok(gent > 0 && gent < all);
  assert.match(await page.locator('.listed').innerText(), /Open Huis Gent/);
  await moving(page, () => page.locator('.map-farther').click());
  assert.ok(await agree() >= gent);
  calm(trouble);
});

test('a map that cannot be loaded says so and stays', async () => {
  const { page } = await open('&map=5/50/5');
  await page.route(/[?&]size=/, (route) => route.abort());
  await page.locator('.map-canvas').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('The map could not be loaded').waitFor();
  assert.ok(await page.locator('.map-mark').count());
});

for (const dark of [false, true]) {
  for (const width of [320, 1280]) {
    test(`it is accessible, ${dark ? 'dark' : 'light'}, ${width} pixels wide`, async () => {
      for (const [name, query] of [['europe', ''], ['belgium', '&country=BE'], ['gent', '&map=10/51.05/3.72']]) {
        const { page, trouble } = await open(query, { width, height: 900 });
        await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
        await page.locator('.map-table summary').click();
        assert.deepEqual(await violations(page, { include: [['.map']] }), []);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `the page is ${wider} pixels too wide`);
        await page.locator('.map-table summary').click();
        await screenshot(page, `map-${name}-${width}-${dark ? 'dark' : 'light'}`);
        calm(trouble);
        await page.context().close();
      }
    });
  }
}

test('a member’s page has a small map that stays in its place', async () => {
  for (const width of [320, 1280]) {
    const { page, trouble } = await openPage(browser);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.origin}/members/open-huis-gent?lang=nl`);
    const map = page.getByRole('img', { name: /^Kaart met de adressen van Open Huis Gent/ });
    const [drawn, room] = [await map.boundingBox(), await page.locator('.place-map').boundingBox()];
    assert.ok(drawn.width <= room.width && drawn.width <= 26 * 16, JSON.stringify({ drawn, room }));
    assert.ok(Math.abs(drawn.width / drawn.height - 4 / 3) < 0.02, JSON.stringify(drawn));
    assert.deepEqual(await violations(page, { include: [['.place-map']] }), []);
    await screenshot(page, `map-member-${width}`);
    calm(trouble);
    await page.context().close();
  }
});
