// Asking the directory. The server puts TEXTS (the words, by language), STYLE and
// CHOICES (what a reader can choose by, if the page allows) before this part;
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

/** The JSON at an address. Lists that ask the same share one request. */
function ask(url) {
  const known = answers.get(url);
  if (known && Date.now() - known.asked < FRESH) return known.answer;
  const answer = read(url);
  answers.delete(url);
  answers.set(url, { answer, asked: Date.now() });
  if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value);
  // A failure is not remembered: who tries again asks again.
  answer.catch(() => answers.get(url)?.answer === answer && answers.delete(url));
  return answer;
}

async function read(url) {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  if (response.ok) return response.json();
  throw new Refusal(response.status, await response.json().catch(() => undefined));
}
