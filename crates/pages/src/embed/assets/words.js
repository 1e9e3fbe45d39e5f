// What the list says, and in which language and direction.

/** The first of some language tags that the list speaks. */
function spoken(tags) {
  for (const tag of tags) {
    const code = tag?.toLowerCase().split(/[-_]/)[0];
    if (Object.hasOwn(TEXTS, code) || MORE.includes(code)) return code;
  }
  return 'en';
}

/** Fetches the words of a language that few pages need; English stands in for what does not come. */
async function learn(lang) {
  if (!TEXTS[lang]) TEXTS[lang] = await ask(`${HOME}embed/words/${lang}`).catch(() => undefined);
}

/** A text, with values put into it. */
function say(lang, id, values = {}) {
  return TEXTS[lang][id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A number as the language writes it. */
function written(lang, number, maximumFractionDigits = 0) {
  return new Intl.NumberFormat(TEXTS[lang].locale, { maximumFractionDigits }).format(number);
}

/** A text about so many things, in the form that the language has for the number. */
function count(lang, id, number) {
  const forms = TEXTS[lang][id];
  const form = forms[new Intl.PluralRules(lang).select(number)] ?? forms.other ?? Object.values(forms)[0];
  return form.replace('{count}', () => written(lang, number));
}

/** A distance, no more exact than a walk needs it. */
function kilometres(lang, number) {
  if (number < 1) return say(lang, 'less-than-a-kilometre');
  return say(lang, 'distance', { km: written(lang, number, number < 10 ? 1 : 0) });
}

/** A day; where the first of a month is an ordinal, the server says so. */
function day(lang, time) {
  const { locale, first } = TEXTS[lang];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time));
  return first ? day.replace(/^1(?= )/, first) : day;
}

/** What stands between the things of a list. */
const separator = (lang) => say(lang, 'list', { first: '', second: '' });

/** The direction in which the list is written. */
const direction = (lang) => TEXTS[lang].dir ?? 'ltr';

/** What a value is called. The API has names in its own languages; in the others the browser knows
 * countries and languages, and the list what every network has, if the network calls it so. */
function called(lang, property, value, label) {
  if (!MORE.includes(lang)) return label;
  const kind = { country: 'region', language: 'language' }[property];
  try {
    if (kind) return new Intl.DisplayNames(lang, { type: kind }).of(value) ?? label;
  } catch {
    return label; // A code that the browser takes for none.
  }
  const usual = Object.values(TEXTS).some((texts) => texts?.labels[value] === label);
  return usual ? TEXTS[lang].labels[value] : label;
}

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ps|sd|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Syrc|Thaa|Nkoo)(-|$)/i;

/** The attributes of a text that a member wrote, in the language that it named, if it named one. */
function foreign(language) {
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
