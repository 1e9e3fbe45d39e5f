// Signing in to the console with an account of a real provider (OpenID Connect), as somebody of the
// staff does it who has one, and as somebody does who should not get in.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Provider from 'oidc-provider';
import { launch, openPage } from './browser.js';
import { isForEverybody } from './officer.js';

const PROGRAM = process.env.MEMBER_DIRECTORY_BIN
  ?? fileURLToPath(new URL('../../target/debug/member-directory', import.meta.url));
const SECRET = 'a secret: with signs & spaces';

let browser;
let door;
let site;
let issuer;
let folder;
let environment;
const programs = [];

/** The program with these settings, and where it is. */
async function serve(settings) {
  const program = spawn(PROGRAM, ['serve', '--sample'], {
    cwd: folder, env: { ...environment, ...settings }, stdio: ['ignore', 'ignore', 'pipe'],
  });
  programs.push(program);
  for await (const line of createInterface(program.stderr)) {
    const url = line.includes('listening') && line.match(/"url": ?"(http:[^"]+)"/);
    if (url) {
      program.stderr.resume();
      return url[1];
    }
  }
  throw new Error('the program ended before it listened');
}

/** Runs a command to its end. */
async function run(...options) {
  const command = spawn(PROGRAM, options, { cwd: folder, env: environment, stdio: 'ignore' });
  assert.deepEqual(await once(command, 'exit'), [0, null]);
}

// Accounts are called as their address begins; what begins with "un" has an address that nobody verified.
const findAccount = (_, id) => ({
  accountId: id,
  claims: () => ({ sub: id, email: `${id}@Secretariat.example.org`, email_verified: !id.startsWith('un') }),
});

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'member-directory-account-'));
  door = createServer((request, response) => site.callback()(request, response));
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${door.address().port}`;
  environment = { DATABASE_URL: `sqlite://${folder}/directory.db`, HOST: '127.0.0.1', PORT: '0', RUST_LOG: 'info' };
  const origin = await serve({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'directory', OIDC_CLIENT_SECRET: SECRET });
  programs[0].origin = origin;
  site = new Provider(issuer, {
    clients: [{
      client_id: 'directory',
      client_secret: SECRET,
      redirect_uris: [`${origin}/staff/sign-in/account/back`],
    }],
    findAccount,
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['of a test'] },
  });
  await run('invite', 'ann@secretariat.example.org', '--role', 'admin', '--name', 'Ann');
});

after(async () => {
  for (const program of programs) {
    program.kill('SIGTERM');
    await once(program, 'exit');
  }
  door?.close();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody at the sign-in of the provider, who came there from the console. */
async function atProvider() {
  const { origin } = programs[0];
  const { page } = await openPage(browser, origin);
  await page.goto(`${origin}/staff`);
  await page.getByRole('link', { name: 'Sign in with your organisation’s account' }).click();
  await page.waitForURL(`${issuer}/**`);
  return page;
}

/** The cookies that the console's sign-in has; the provider's are on the same machine. */
async function cookies(page) {
  const all = await page.context().cookies(`${programs[0].origin}/staff/sign-in/account`);
  const own = all.filter(({ name }) => name.startsWith('staff_'));
  return own.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly]);
}

/** Signs in there, and lets the console know who it is. */
async function signIn(page, name) {
  await page.locator('[name=login]').fill(name);
  await page.locator('[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').click();
}

test('somebody of the staff is signed in by their account, whatever the writing of the address', async () => {
  const page = await atProvider();
  await signIn(page, 'ann');
  await page.waitForURL(`${programs[0].origin}/staff`);
  await page.getByText('Ann', { exact: true }).waitFor();
  assert.deepEqual(await cookies(page), [['staff_session', 'Strict', true]]);
  // The trail says how.
  await page.goto(`${programs[0].origin}/staff/history`);
  await page.getByText('Ann').first().waitFor();
  await page.context().close();
});

test('an account lets nobody in whom nobody has invited, or whose address nobody has verified', async () => {
  for (const [name, told] of [
    ['mallory', 'Nobody of the staff has the address mallory@Secretariat.example.org.'],
    ['unverified', 'Your account has no e-mail address, or nobody has verified it.'],
  ]) {
    const page = await atProvider();
    await signIn(page, name);
    await page.getByRole('alert').getByText(told).waitFor();
    assert.deepEqual(await cookies(page), []);
    await page.context().close();
  }
});

test('whoever gives up at the provider is told in plain words', async () => {
  const page = await atProvider();
  await page.getByRole('link', { name: /cancel/i }).click();
  await page.getByRole('alert').getByText('The sign-in was not finished').waitFor();
  await isForEverybody(page, 'account-unfinished');
  await page.context().close();
});

test('an attempt ends in the browser that began it, once', async () => {
  const { origin } = programs[0];
  const isOver = async (page, address) => {
    await page.goto(address);
    await page.getByRole('alert').getByText('The sign-in was not finished').waitFor();
  };
  const page = await atProvider();
  assert.deepEqual(await cookies(page), [['staff_attempt', 'Lax', true]]);
  let back;
  page.on('request', (request) => { if (request.url().includes('/account/back?')) back = request.url(); });
  await signIn(page, 'ann');
  await page.waitForURL(`${origin}/staff`);
  await isOver(page, back);
  const { page: other } = await openPage(browser, origin);
  await isOver(other, back);
  await other.context().close();
  await page.context().close();
  // Another attempt than the one that was begun.
  const lured = await atProvider();
  await isOver(lured, `${origin}/staff/sign-in/account/back?code=a&state=another`);
  assert.deepEqual(await cookies(lured), []);
  await lured.context().close();
});

test('where the provider is away, links still let people in', async () => {
  const origin = await serve({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'directory' });
  const { page } = await openPage(browser, origin);
  await page.goto(`${origin}/staff/sign-in/account`);
  await page.getByRole('alert').getByText('does not answer at the moment').waitFor();
  await page.context().close();
});
