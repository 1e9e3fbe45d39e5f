// Makes the directory page quicker: what a link or the form would load as a whole is fetched, and
// the parts of the page that differ take the place of those that are there. Nothing is stored.

const form = document.getElementById('ask');
const home = new URL(form.action).pathname;
const notice = document.getElementById('notice');
const status = document.getElementById('status');
let asked; // the request under way
let coming; // the query that it asks for
const SHOWN = ['q', 'near', 'radius']; // what the form shows of a query
let failed; // the address that could not be had

// The position of the device stands in no address, so that no log and no history has it: links say
// HERE in its place, and what is asked with it goes in the body of a request. What was asked so is
// kept in memory alone, under a number in the history.
const HERE = '@here';
let position;
const kept = [];
const isHere = (query) => new URLSearchParams(query).get('near') === HERE;

/** What the page is asked for. */
const inHistory = () => kept[history.state?.asked] ?? location.search.slice(1);

/** Asks for a page or a part of it. */
function ask(path, query, options) {
  if (!isHere(query)) return fetch(query ? `${path}?${query}` : path, options);
  const body = new URLSearchParams(query);
  body.set('near', position);
  return fetch(path, { ...options, method: 'POST', body });
}

/** Takes what is shown into the history; `move` is how. */
function note(query, move) {
  let [state, open] = [null, query];
  if (isHere(query)) {
    state = { asked: kept.push(query) - 1 };
    open = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => ['lang', 'view'].includes(name))).toString();
  }
  history[move === 'push' ? 'pushState' : 'replaceState'](state, '', (open ? `${home}?${open}` : home) + (move === 'push' ? '' : location.hash));
  shown = query;
}
form.page = { ask, note, query: inHistory, beside: (page) => swap(page, '#filters, #found, .listed') };

/** Says what went wrong, or takes it back. */
function tell(text) {
  notice.textContent = text ?? '';
  notice.hidden = !text;
}

/** The address that the form stands for, without its empty fields. */
function addressOfForm() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (coming != null && !SHOWN.includes(name)) continue;
    const text = name === 'near' && value.trim() === position ? HERE : value.trim();
    if (text && !(name === 'radius' && !form.elements.near.value.trim())) query.append(name, text);
  }
  // Somebody is quicker than the answer to what they chose before.
  for (const [name, value] of new URLSearchParams(coming ?? '')) {
    if (![...SHOWN, 'cursor'].includes(name)) query.append(name, value);
  }
  // An order by distance or by relevance has lost what it depends on.
  if (query.get('sort') === 'distance' && !query.has('near')) query.delete('sort');
  if (query.get('sort') === 'relevance' && !query.has('q')) query.delete('sort');
  const text = query.toString();
  return text ? `${home}?${text}` : home;
}

/** Puts parts of another page in the place of this one's. */
function swap(page, parts) {
  const focused = document.activeElement?.id;
  const open = new Map([...document.querySelectorAll('details[id]')].map((details) => [details.id, details.open]));
  const kept = new Map([...document.querySelectorAll('[data-keep]')].map((box) => [box.id, box.checked]));
  for (const part of document.querySelectorAll(parts)) {
    const next = page.querySelector(part.id ? `#${part.id}` : `.${part.className}`);
    if (next) part.replaceWith(document.adoptNode(next));
  }
  for (const [id, was] of open) document.getElementById(id)?.toggleAttribute('open', was);
  for (const [id, was] of kept) {
    const box = document.getElementById(id);
    if (box) box.checked = was;
  }
  if (focused && document.activeElement?.id !== focused) {
    (document.getElementById(focused) ?? document.getElementById('found'))?.focus({ preventScroll: true });
  }
}

/** Shows another page in the place of this one. */
function show(page) {
  swap(page, '[data-part]');
  const languages = page.querySelector('.languages');
  if (languages) document.querySelector('.languages').replaceWith(document.adoptNode(languages));
  document.title = page.title;
  document.dispatchEvent(new CustomEvent('directory:shown'));
}

/** What the page shows. */
let shown = location.search.slice(1);

/** Brings what was found into view, unless its beginning is seen, and lets whoever reads go on there. */
function reveal() {
  const found = document.getElementById('found');
  if (!found) return;
  const { top } = found.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) found.scrollIntoView();
  found.focus({ preventScroll: true });
}

/** Goes to an address; `move` is how the browser's history takes it. */
async function go(address, move) {
  asked?.abort();
  const mine = asked = new AbortController();
  let query = new URL(address, location.href).search.slice(1);
  coming = query;
  document.getElementById('views')?.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(home, query, { signal: mine.signal, headers: { Accept: 'text/html' }, credentials: 'omit' });
    const text = await answer.text();
    if (mine.signal.aborted) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    // An error, or a page of another kind, is a page of its own.
    if (!page.getElementById('views')) {
      if (isHere(query)) throw new Error(answer.statusText);
      return void location.assign(address);
    }
    if (!isHere(query)) query = new URL(answer.url).search.slice(1);
    if (move) note(query, move);
    shown = query;
    failed = undefined;
    tell();
    show(page);
    if (move !== 'replace') fillForm(page);
    status.textContent = document.getElementById('found')?.textContent ?? '';
  } catch (error) {
    if (mine.signal.aborted) return;
    failed = [address, move];
    tell(form.dataset.offline);
  } finally {
    if (!mine.signal.aborted) {
      coming = undefined;
      document.getElementById('views')?.removeAttribute('aria-busy');
    }
  }
}

/** Gives the form what the page says, where nobody is typing. */
function fillForm(page) {
  for (const id of SHOWN) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)];
    if (here && there && here !== document.activeElement) here.value = there.value;
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('#views a[href], #needs a[href]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.getAttribute('href'), location.href); // A link in a drawing has another `href`.
  if (url.origin !== location.origin || url.pathname !== home) return;
  event.preventDefault();
  const paged = url.searchParams.has('cursor') || link.rel.includes('first');
  const needed = link.matches('#needs a');
  go(url.href, 'push').then(() => {
    if (paged) document.getElementById('found')?.scrollIntoView();
    if (paged || needed) reveal();
  });
});

// Who has chosen sees what was found.
document.addEventListener('change', (event) => {
  if (event.target.id === 'show-filters' && !event.target.checked) reveal();
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go(addressOfForm(), 'push').then(reveal);
});

let waiting;
form.elements.q.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => go(addressOfForm(), 'replace'), 250);
});
for (const name of ['near', 'radius']) {
  form.elements[name].addEventListener('change', () => {
    if (!form.elements.near.value.trim() && name !== 'near') return;
    // A click on the button that follows at once is the same wish.
    clearTimeout(waiting);
    waiting = setTimeout(() => go(addressOfForm(), 'push'), 250);
  });
}

// A move within the page, to the content say, is none to another one.
addEventListener('popstate', () => inHistory() === shown || go(`${home}?${inHistory()}`));
addEventListener('offline', () => tell(form.dataset.offline));
addEventListener('online', () => {
  tell();
  if (failed) go(...failed);
});

// Where somebody is, is asked for on a click alone, and told no more exactly than a walk needs it:
// two decimals are about a kilometre.
const locate = document.getElementById('locate');
if (navigator.geolocation) {
  locate.hidden = false;
  locate.addEventListener('click', () => {
    locate.setAttribute('aria-busy', 'true');
    status.textContent = form.dataset.nearWaiting;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      locate.removeAttribute('aria-busy');
      position = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      form.elements.near.value = position;
      go(addressOfForm(), 'push').then(reveal);
    }, (error) => {
      locate.removeAttribute('aria-busy');
      tell(error.code === error.PERMISSION_DENIED ? form.dataset.nearRefused : form.dataset.nearFailed);
    }, { timeout: 15_000, maximumAge: 300_000 });
  });
}
