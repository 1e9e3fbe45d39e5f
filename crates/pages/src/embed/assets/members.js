// How a member is shown.

/** The fields that a list asks for, by its view. */
const FIELDS = {
  compact: ['id', 'slug', 'name', 'name_language', 'country', 'locations'],
};
FIELDS.list = [...FIELDS.compact, 'names', 'acronym', 'services', 'website', 'email', 'phones', 'summary',
  'summary_language', 'verified_at'];

/** The item of a member. `setting` is { lang, view, level, page }: `page` makes the address of its page. */
function item(member, setting) {
  const { lang, view } = setting;
  const name = make(`h${setting.level}`, { part: 'name' },
    make('a', { part: 'link name-link', href: setting.page(member), 'data-link': 'page', ...foreign(member.name_language) }, member.name));
  const place = make('p', { part: 'place', dir: direction(lang) }, ...where(member, lang));
  const shown = make('li', { part: 'member', tabindex: '-1', 'data-member': member.slug }, name);
  if (view === 'compact') {
    shown.append(place);
    return shown;
  }
  const other = member.names.find(({ language, name: text }) => language?.split('-')[0] === lang && text !== member.name);
  if (other) shown.append(make('p', { part: 'other-name', ...foreign(other.language) }, other.name));
  shown.append(place);
  if (member.summary) shown.append(make('p', { part: 'summary', ...foreign(member.summary_language) }, member.summary));
  if (member.services.length) {
    shown.append(make('ul', { part: 'services', role: 'list' },
      ...member.services.map(({ code, label }) => make('li', { part: 'service', dir: 'auto' }, called(lang, 'service', code, label)))));
  }
  const links = contacts(member, lang);
  if (links.length) shown.append(make('p', { part: 'contacts' }, ...links));
  if (member.verified_at) {
    shown.append(make('p', { part: 'verified', dir: direction(lang) }, say(lang, 'verified', { date: day(lang, member.verified_at) })));
  }
  return shown;
}

function where(member, lang) {
  const cities = [...new Set(member.locations.map(({ city }) => city))];
  const most = 3;
  const between = (things, sign) => things.flatMap((thing, number) => (number ? [sign, thing] : [thing]));
  const named = between(cities.slice(0, most).map((city) => make('bdi', {}, city)), separator(lang));
  if (cities.length > most) named.push(' …');
  const country = called(lang, 'country', member.country.code, member.country.name);
  const distance = member.distance_km == null ? [] : [kilometres(lang, member.distance_km)];
  return between([named, [country], distance].filter((part) => part.length), [' · ']).flat();
}

function contacts(member, lang) {
  const links = [];
  const website = safe(member.website);
  if (website) {
    links.push(make('a', { part: 'link website', href: website, 'data-link': 'website', dir: 'auto' },
      say(lang, 'website'), make('span', { class: 'unseen' }, `: ${member.name}`)));
  }
  if (member.email) links.push(make('a', { part: 'link email', href: mailto(member.email), 'data-link': 'email', dir: 'ltr' }, member.email));
  for (const { number, uri } of member.phones) {
    links.push(uri?.startsWith('tel:+')
      ? make('a', { part: 'link phone', href: uri, 'data-link': 'phone', dir: 'ltr' }, number)
      : make('bdi', { part: 'phone' }, number));
  }
  return links;
}
