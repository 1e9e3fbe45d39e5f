// What the list says, and in which language and direction.

/** The first of some language tags that the list speaks. */
function spoken(tags) {
  for (const tag of tags) {
    const code = tag?.toLowerCase().split(/[-_]/)[0];
    if (Object.hasOwn(TEXTS, code)) return code;
  }
  return 'en';
}

/** A text, with values put into it. */
function say(lang, id, values = {}) {
  return TEXTS[lang][id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A text about so many things. */
function count(lang, id, number) {
  const [one, other] = TEXTS[lang][id];
  const form = new Intl.PluralRules(lang).select(number) === 'one' ? one : other;
  return form.replace('{count}', () => new Intl.NumberFormat(lang).format(number));
}

/** A distance, no more exact than a walk needs it. */
function kilometres(lang, number) {
  if (number < 1) return say(lang, 'less-than-a-kilometre');
  const maximumFractionDigits = number < 10 ? 1 : 0;
  return new Intl.NumberFormat(lang, { style: 'unit', unit: 'kilometer', maximumFractionDigits }).format(number);
}

function day(lang, time) {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time));
}

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Syrc|Thaa|Nkoo)(-|$)/i;

/** The attributes of a text that a member wrote, in the language that it named, if it named one. */
function written(language) {
  const dir = language ? (RIGHT_TO_LEFT.test(language) && !/-Latn(-|$)/i.test(language) ? 'rtl' : 'ltr') : 'auto';
  return { lang: language ?? '', dir };
}

/** An element. Texts become text: nothing is ever read as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** An address that may stand in a link; none that could run as a script. */
/** An e-mail address as a link has it: nothing in it begins a header or another receiver. */
function mailto(email) {
  const at = email.lastIndexOf('@');
  return `mailto:${encodeURIComponent(email.slice(0, at))}@${encodeURIComponent(email.slice(at + 1))}`;
}

function safe(address) {
  return /^https?:\/\//i.test(address ?? '') ? address : null;
}
