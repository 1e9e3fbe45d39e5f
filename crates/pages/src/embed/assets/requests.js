// Asking the directory. The server puts TEXTS (the words, by language), MORE (the languages whose
// words are fetched), STYLE and CHOICES (what a reader can choose by, if the page allows) before this part;
// the parts are served as one module.

/** Where this directory is: the folder that this module came from. */
const HOME = new URL('./', import.meta.url).href;

/** How long an answer serves every list on the page, and how long one may take, in milliseconds. */
const FRESH = 60_000;
const PATIENCE = 20_000;
const MOST_ANSWERS = 60;

const answers = new Map();

/** A refusal of the server; `problem` is its explanation (RFC 9457). */
class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The directory answered with ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** The JSON at an address, asked with a query if there is one. Lists that ask the same share one request. */
function ask(url, query = '') {
  const asked = `${url}?${query}`;
  const known = answers.get(asked);
  if (known && Date.now() - known.asked < FRESH) return known.answer;
  const answer = read(url, query);
  answers.delete(asked);
  answers.set(asked, { answer, asked: Date.now() });
  if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value);
  // A failure is not remembered: who tries again asks again.
  answer.catch(() => answers.get(asked)?.answer === answer && answers.delete(asked));
  return answer;
}

/** The same query as a body, for a point: where somebody is, is to stand in no address and no log. */
function posted(query) {
  const fields = Object.fromEntries(query);
  for (const name of ['limit', 'radius']) {
    const number = Number(fields[name]);
    if (fields[name] && !Number.isNaN(number)) fields[name] = number;
  }
  return { method: 'POST', body: JSON.stringify(fields) };
}

async function read(url, query) {
  const isPoint = query && /^[-+.−]?\d*\.?\d*\s*,/.test(query.get('near') ?? '');
  const headers = { Accept: 'application/json' };
  if (isPoint) headers['Content-Type'] = 'application/json';
  const response = await fetch(isPoint ? `${url}/search` : query ? `${url}?${query}` : url, {
    ...(isPoint ? posted(query) : {}),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers,
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  if (response.ok) return response.json();
  throw new Refusal(response.status, await response.json().catch(() => undefined));
}
