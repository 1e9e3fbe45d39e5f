// <member-directory>: the list itself.

/** The attributes that are parameters of the API, under the same names. */
const PARAMETERS = [...CHOICES, 'service_all', 'language_all', 'q', 'near', 'radius', 'sort', 'limit'];

const ATTRIBUTES = [...PARAMETERS, 'lang', 'filters', 'search', 'view', 'heading-level', 'label', 'target', 'directory'];

/** How long a reader may pause while typing, in milliseconds. */
const PAUSE = 250;
const USUAL_LIMIT = 10;
const LONGEST_TEXT = 500;

let sheet;

/** Gives a shadow root the style, in the way that needs no leave of the page's security policy. */
function dress(root) {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } else {
    root.prepend(make('style', {}, STYLE));
  }
}

class MemberDirectoryElement extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #parts;
  #selects = new Map();
  /** What the reader chose: values by parameter, and the text under `q`. */
  #chosen = new Map();
  #members = [];
  #page = { total: 0, next: null };
  #network;
  #map = new MapFrame();
  /** Counts what was asked, so that a late answer to an earlier question is passed over. */
  #turn = 0;
  #planned = false;
  #timer;
  #again;
  #offline = false;

  connectedCallback() {
    for (const name of [...ATTRIBUTES, 'theme']) this.#upgrade(property(name));
    if (!this.#parts) this.#build();
    addEventListener('online', this.#whenOnline);
    this.#plan();
  }

  disconnectedCallback() {
    removeEventListener('online', this.#whenOnline);
    clearTimeout(this.#timer);
    this.#map.remove();
    this.#turn += 1;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'q') this.#chosen.delete('q');
    if (CHOICES.includes(name)) this.#chosen.delete(name);
    this.#plan();
  }

  /** How many members the list has, shown or not. */
  get total() { return this.#page.total; }

  /** The members that are shown, as the API gave them. */
  get members() { return [...this.#members]; }

  /** Asks anew; resolves when the answer is shown. */
  reload() { return this.#load(); }

  // A property that was set before this module ran hides the accessor below it.
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  /** Renews the list once, however many attributes change together. */
  #plan() {
    if (!this.isConnected || this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.isConnected) this.#load();
    });
  }

  get #lang() {
    const lang = this.#wanted;
    return TEXTS[lang] ? lang : 'en';
  }

  get #wanted() {
    return spoken([this.getAttribute('lang'), this.parentElement?.closest('[lang]')?.lang, ...navigator.languages]);
  }

  get #home() {
    const given = safe(this.getAttribute('directory'));
    return given ? given.replace(/\/*$/, '/') : HOME;
  }

  get #view() { return this.getAttribute('view') === 'compact' ? 'compact' : 'list'; }

  get #filters() {
    const wanted = (this.getAttribute('filters') ?? 'country service').split(/[\s,]+/);
    return CHOICES.filter((name) => wanted.includes(name));
  }

  #link(path = '') {
    return `${this.#home}${path}?lang=${this.#lang}`;
  }

  #query(cursor) {
    const query = new URLSearchParams();
    for (const name of PARAMETERS) {
      const value = this.#chosen.get(name) ?? this.getAttribute(name)?.trim();
      if (value) query.set(name, value);
    }
    // An order by what is not asked for any more.
    if (query.get('sort') === 'relevance' && !query.has('q')) query.delete('sort');
    if (!query.has('limit')) query.set('limit', USUAL_LIMIT);
    query.set('lang', this.#lang);
    query.set('fields', FIELDS[this.#view].join());
    if (cursor) query.set('cursor', cursor);
    else if (this.#filters.length) query.set('facets', this.#filters.join());
    return query;
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    const parts = {
      sample: make('p', { part: 'sample', hidden: true, dir: 'auto' }),
      text: make('input', { part: 'input', id: 'text', type: 'search', autocomplete: 'off', enterkeyhint: 'search', maxlength: LONGEST_TEXT, dir: 'auto' }),
      textLabel: make('label', { for: 'text', dir: 'auto' }),
      clear: make('button', { part: 'button clear', type: 'button', hidden: true }),
      status: make('p', { part: 'status', role: 'status', dir: 'auto' }),
      list: make('ul', { part: 'members', role: 'list' }),
      message: make('div', { part: 'message', hidden: true }),
      more: make('button', { part: 'button more', type: 'button', hidden: true }),
      fallback: make('div', { part: 'fallback' }, make('slot')),
      credit: make('p', { part: 'credit', dir: 'auto' }),
    };
    parts.search = make('div', { part: 'control search' }, parts.textLabel, parts.text);
    parts.form = make('form', { part: 'controls', role: 'search' }, parts.search);
    for (const name of CHOICES) parts.form.append(this.#select(name));
    parts.form.append(parts.clear);
    parts.frame = make('div', { class: 'directory', part: 'directory' }, parts.sample, parts.form, parts.status,
      parts.list, parts.message, parts.more, parts.fallback, parts.credit);

    parts.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#search();
    });
    parts.text.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), PAUSE);
    });
    parts.clear.addEventListener('click', () => this.#clear());
    parts.more.addEventListener('click', () => this.#more());
    parts.list.addEventListener('click', (event) => this.#selectMember(event));
    parts.list.addEventListener('auxclick', (event) => this.#selectMember(event));
    root.append(parts.frame);
    dress(root);
    this.#parts = parts;
  }

  #select(name) {
    const id = `choose-${name}`;
    const select = make('select', { part: 'select', id, dir: 'auto' });
    const label = make('label', { for: id, dir: 'auto' });
    const control = make('div', { part: `control choose-${name.replace('_', '-')}`, hidden: true }, label, select);
    select.addEventListener('change', () => this.#choose(name, select.value));
    this.#selects.set(name, { select, label, control });
    return control;
  }

  #search() {
    clearTimeout(this.#timer);
    this.#choose('q', this.#parts.text.value.trim());
  }

  /** Takes what the reader chose; an empty value takes it back. */
  #choose(name, value) {
    const before = this.#chosen.get(name) ?? (name === 'q' ? this.getAttribute('q') ?? '' : '');
    if (before === value) return;
    if (value || name === 'q') this.#chosen.set(name, value);
    else this.#chosen.delete(name);
    this.#tell('change', { q: this.#chosen.get('q') ?? this.getAttribute('q') ?? '', filters: this.#choices() });
    this.#load();
  }

  #choices() {
    return Object.fromEntries([...this.#chosen].filter(([name, value]) => name !== 'q' && value));
  }

  #clear() {
    this.#chosen.clear();
    this.#parts.text.value = this.getAttribute('q') ?? '';
    this.#tell('change', { q: this.#parts.text.value, filters: {} });
    this.#load();
    // The button goes; what it took back is where the reader was.
    const controls = [this.#parts.search, ...[...this.#selects.values()].map(({ control }) => control)];
    controls.find((control) => !control.hidden)?.querySelector('input, select').focus();
  }

  /** The frame that shows what the attributes say, with a map. */
  get #framed() {
    const query = new URLSearchParams({ view: 'map', lang: this.#lang });
    for (const name of [...PARAMETERS, 'filters', 'search', 'theme']) {
      const value = this.getAttribute(name)?.trim();
      if (value) query.set(name, value);
    }
    // Where somebody is stands in no address.
    if (/^[-+.\d]/.test(query.get('near') ?? '')) for (const name of ['near', 'radius']) query.delete(name);
    return `${this.#home}embed/frame?${query}`;
  }

  async #load() {
    const turn = this.#turn += 1;
    await learn(this.#wanted);
    if (turn !== this.#turn) return;
    this.#arrange();
    const isMap = this.getAttribute('view') === 'map';
    this.#parts.frame.hidden = isMap;
    if (isMap) return void this.#map.show(this.shadowRoot, this.#framed, this.getAttribute('label') || say(this.#lang, 'label'));
    this.#map.remove();
    this.#wait(true);
    this.#credit();
    try {
      const answer = await ask(`${this.#home}v1/members`, this.#query());
      if (turn !== this.#turn) return;
      this.#members = answer.data;
      this.#page = answer.page;
      this.#offerChoices(answer.facets ?? {});
      this.#parts.list.replaceChildren(...answer.data.map((member) => this.#item(member)));
      this.#parts.fallback.hidden = true;
      this.#explain(answer.page.total ? null : 'none');
      this.#parts.status.textContent = answer.page.total
        ? count(this.#lang, 'found', answer.page.total) : say(this.#lang, 'none');
      this.#tell('load', { total: answer.page.total, shown: answer.data.length, revision: answer.revision });
    } catch (error) {
      if (turn !== this.#turn) return;
      // Members of another question would mislead.
      this.#members = [];
      this.#page = { total: 0, next: null };
      this.#parts.list.replaceChildren();
      this.#parts.fallback.hidden = false;
      this.#fail(error, () => this.#load());
    } finally {
      if (turn === this.#turn) this.#wait(false);
    }
  }

  async #more() {
    const { more, list, status } = this.#parts;
    if (this.#parts.list.getAttribute('aria-busy') === 'true') return;
    const turn = this.#turn;
    this.#wait(true);
    try {
      const answer = await ask(`${this.#home}v1/members`, this.#query(this.#page.next));
      if (turn !== this.#turn) return;
      const items = answer.data.map((member) => this.#item(member));
      const focused = this.shadowRoot.activeElement;
      this.#members.push(...answer.data);
      this.#page = answer.page;
      this.#explain(null);
      list.append(...items);
      status.textContent = say(this.#lang, 'shown', {
        shown: written(this.#lang, this.#members.length),
        total: written(this.#lang, answer.page.total),
      });
      // On to what is new; the page must not jump.
      if (focused === more || focused === null) items[0]?.focus({ preventScroll: true });
      this.#tell('load', { total: answer.page.total, shown: this.#members.length, revision: answer.revision });
    } catch (error) {
      if (turn !== this.#turn) return;
      // The place to go on from is gone: from the beginning, then.
      if (error.status === 400) this.#load();
      else this.#fail(error, () => this.#more());
    } finally {
      if (turn === this.#turn) this.#wait(false);
    }
  }

  #item(member) {
    const shown = item(member, {
      lang: this.#lang,
      view: this.#view,
      level: this.#level,
      page: ({ slug }) => this.#link(`members/${encodeURIComponent(slug)}`),
    });
    const target = this.getAttribute('target');
    if (target) {
      for (const link of shown.querySelectorAll('a')) {
        link.target = target;
        link.rel = 'noopener';
      }
    }
    return shown;
  }

  get #level() {
    const level = Number(this.getAttribute('heading-level'));
    return level >= 1 && level <= 6 ? Math.trunc(level) : 3;
  }

  /** Puts what does not come with an answer in order: words, controls, view. */
  #arrange() {
    const { frame, form, search, text, textLabel, clear, more, status } = this.#parts;
    const lang = this.#lang;
    frame.lang = lang;
    // A list from left to right begins where the page's texts begin.
    frame.dir = direction(lang) === 'rtl' ? 'rtl' : '';
    frame.dataset.view = this.#view;
    form.setAttribute('aria-label', this.getAttribute('label') || say(lang, 'label'));
    textLabel.textContent = say(lang, 'search');
    clear.textContent = say(lang, 'clear');
    more.textContent = say(lang, 'more');
    if (!this.#members.length) status.textContent = say(lang, 'loading');
    search.hidden = ['none', 'false', 'off'].includes(this.getAttribute('search'));
    if (this.shadowRoot.activeElement !== text) text.value = this.#chosen.get('q') ?? this.getAttribute('q') ?? '';
    for (const [name, { control }] of this.#selects) {
      if (!this.#filters.includes(name)) control.hidden = true;
    }
    this.#tidy();
  }

  #tidy() {
    const { form, search, clear } = this.#parts;
    clear.hidden = !this.#chosen.size;
    form.hidden = search.hidden && [...this.#selects.values()].every(({ control }) => control.hidden);
  }

  /** Fills the choices from the counts that came with an answer. */
  #offerChoices(facets) {
    const lang = this.#lang;
    const { compare } = new Intl.Collator(lang);
    for (const [name, { select, label, control }] of this.#selects) {
      const allowed = this.getAttribute(name)?.split(',').map((value) => value.trim()).filter(Boolean) ?? [];
      const offered = (facets[name] ?? []).filter(({ value }) => within(value, allowed));
      control.hidden = !offered.length;
      label.textContent = say(lang, name.replace('_', '-'));
      const options = [['', say(lang, `all-${name.replace('_', '-')}`)], ...offered
        .map((entry) => ({ ...entry, label: called(lang, name, entry.value, entry.label) }))
        .sort((one, other) => compare(one.label, other.label))
        .map((entry) => [entry.value, `${entry.label} (${written(lang, entry.count)})`])];
      // An open list of choices would close if it were written anew.
      if (select.dataset.options === JSON.stringify(options)) continue;
      select.dataset.options = JSON.stringify(options);
      select.replaceChildren(...options.map(([value, text]) => make('option', { value }, text)));
      select.value = this.#chosen.get(name) ?? '';
    }
    this.#tidy();
  }

  #wait(waiting) {
    const { frame, list, more } = this.#parts;
    frame.toggleAttribute('data-waiting', waiting);
    list.setAttribute('aria-busy', waiting);
    more.setAttribute('aria-disabled', waiting);
    more.hidden = !this.#page.next || (!this.#parts.message.hidden && !waiting);
  }

  /** Says what is the matter: nothing found, no answer, or no connection; nothing when all is well. */
  #explain(what, again) {
    const { message } = this.#parts;
    const lang = this.#lang;
    this.#again = again;
    this.#offline = what === 'offline';
    message.hidden = !what;
    if (!what) return message.replaceChildren();
    const said = [make('p', { dir: 'auto' }, say(lang, what === 'none' ? 'none-hint' : what))];
    if (again) {
      const button = make('button', { part: 'button retry', type: 'button' }, say(lang, 'retry'));
      button.addEventListener('click', again);
      said.push(button);
    }
    said.push(make('p', { dir: 'auto' }, make('a', { part: 'link', href: this.#link() }, say(lang, 'whole'))));
    message.replaceChildren(...said);
  }

  #fail(error, again) {
    // What was asked in a body is told by its field.
    const errors = error.problem?.errors?.map((one) => ({ ...one, parameter: one.parameter ?? one.pointer?.slice(1) })) ?? [];
    const parameters = errors.map(({ parameter }) => parameter);
    // Signs that are no words find nothing.
    if (parameters.length && parameters.every((parameter) => parameter === 'q')) {
      this.#parts.status.textContent = say(this.#lang, 'none');
      this.#explain('none');
      return;
    }
    const misconfigured = error.status >= 400 && error.status < 500 && error.status !== 429;
    const what = misconfigured ? 'wrong' : !error.status && navigator.onLine === false ? 'offline' : 'error';
    if (misconfigured) {
      const mistakes = errors.map(({ parameter, message }) => `${parameter}: ${message}`);
      console.warn('<member-directory>', error.message, ...mistakes);
    }
    const active = this.shadowRoot.activeElement;
    const focused = active === this.#parts.more || (active && this.#parts.message.contains(active));
    this.#parts.status.textContent = say(this.#lang, what);
    this.#explain(what, misconfigured ? null : again);
    if (focused) this.#parts.message.querySelector('button')?.focus();
    this.#tell('error', { status: error.status ?? 0, problem: error.problem ?? null });
  }

  #whenOnline = () => {
    if (this.#offline) this.#again?.();
  };

  async #credit() {
    const lang = this.#lang;
    const { credit, sample } = this.#parts;
    const turn = this.#turn;
    this.#network = await ask(`${this.#home}v1/network`).catch(() => this.#network);
    if (turn !== this.#turn) return;
    sample.hidden = !this.#network?.sample_data;
    sample.textContent = sample.hidden ? '' : say(lang, 'sample');
    const [before, after = ''] = say(lang, 'credit', { network: '\0' }).split('\0');
    credit.replaceChildren(before, make('a', { part: 'link', href: this.#link() },
      make('bdi', {}, this.#network?.name ?? say(lang, 'whole'))), after);
  }

  #selectMember(event) {
    const link = event.target.closest?.('a[data-link]');
    if (!link) return;
    const slug = link.closest('[data-member]').dataset.member;
    const member = this.#members.find((candidate) => candidate.slug === slug);
    const go = this.#tell('select', { member, link: link.dataset.link, url: link.href }, true);
    if (!go) event.preventDefault();
  }

  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`member-directory:${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }
}

/** Whether a value is one of those that a page allows, or lies below one that it names: with
 * `housing`, `housing/emergency`. The only one that is allowed is no choice. */
function within(value, allowed) {
  if (!allowed.length) return true;
  const folded = value.toLowerCase();
  return allowed.map((one) => one.toLowerCase()).some((one) =>
    (folded === one && allowed.length > 1) || folded.startsWith(`${one}/`) || folded.startsWith(`${one}-`));
}

/** The property that goes with an attribute: `heading-level` is `headingLevel`. */
function property(attribute) {
  return attribute.replace(/[-_](\w)/g, (_, letter) => letter.toUpperCase());
}

// `lang` is a property of every element, and `theme` is the style sheet's alone.
for (const name of [...ATTRIBUTES.filter((attribute) => attribute !== 'lang'), 'theme']) {
  Object.defineProperty(MemberDirectoryElement.prototype, property(name), {
    configurable: true,
    enumerable: true,
    get() { return this.getAttribute(name); },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

if (!customElements.get('member-directory')) customElements.define('member-directory', MemberDirectoryElement);

export { MemberDirectoryElement };
