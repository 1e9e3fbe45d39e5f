// A partner's site: pages of another origin than the directory's, which serve what a test gives.
import { createServer } from 'node:http';
import { server } from './browser.js';

/** What a careful site allows: the directory's script, and its own style. */
export const STRICT = `default-src 'none'; script-src ${server.origin}; connect-src ${server.origin}; `
  + `style-src 'self'; frame-src ${server.origin}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

// As the sites of small organisations look: a theme of WordPress, with its own type and colours.
const STYLE = `
  body { margin: 0; font: 18px/1.6 Georgia, serif; color: #2b2b2b; background: #fff; }
  header { background: #26547c; color: #fff; padding: 1rem 1.5rem; }
  main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
  html.dark { color-scheme: dark; }
  html.dark body { background: #14181c; color: #e6e9ec; }
  li { margin: 3rem; color: red; }
  a { color: #b00000; }
  .narrow { max-width: 20rem; }`;

/** Starts a site. `pages` has { body, html, csp, dark, lang, dir } by path. */
export async function openSite(pages) {
  const site = createServer((request, response) => {
    const path = new URL(request.url, 'http://site').pathname;
    if (path === '/style.css') {
      response.setHeader('Content-Type', 'text/css');
      return response.end(STYLE);
    }
    const page = pages[path];
    if (!page) {
      response.statusCode = path === '/favicon.ico' ? 204 : 404;
      return response.end();
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', page.csp ?? STRICT);
    response.end(`<!doctype html><html lang="${page.lang ?? 'en'}" dir="${page.dir ?? 'ltr'}" class="${page.dark ? 'dark' : ''}">`
      + `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A partner</title>`
      + `<link rel="stylesheet" href="/style.css"></head><body><header>A partner’s site</header>`
      + `<main><h1>Help near you</h1><h2>Organisations</h2>${page.body}</main></body></html>`);
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${site.address().port}`, pages, close: () => site.close() };
}

/** The line that puts the script into a page. */
export const SCRIPT = `<script type="module" src="${server.origin}/embed.js"></script>`;
