// What every client made from the documents must be able to do, asked of a running server.

// All of Node.js that is needed here; its own types contradict the browser's.
declare const process: { env: Record<string, string | undefined> };

export type Country = "BE" | "NL";

export interface Listed {
    data: { id: string; slug: string; country: { code: string } }[];
    page: { total: number; next: string | null };
}

export interface Client {
    /** A page of the members of some countries. */
    list(countries: Country[], limit: number, cursor?: string): Promise<Listed>;
    /** The same, asked in a body. */
    search(countries: Country[], limit: number): Promise<Listed>;
    /** A member, by its slug. */
    read(slug: string): Promise<{ id: string; name: string; service_offers: { service: { code: string } }[] }>;
    /** The members of some countries, as GeoJSON. */
    features(countries: Country[]): Promise<{ type: string; features: { geometry: unknown }[] }>;
    /** Changes the acronym of a member in the registry; its record was read before. */
    rename(member: string, acronym: string): Promise<{ acronym?: string | null }>;
}

export const SERVER = setting("SERVER_URL");
export const KEY = { Authorization: `Bearer ${setting("REGISTRY_KEY")}` };

function setting(name: string): string {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is set by tests/tools/with-server`);
    return value;
}

/** What an answer holds; fails where there is none. */
export function given<T>(answer: T | undefined, error?: unknown): T {
    if (answer === undefined) throw new Error(`no answer: ${JSON.stringify(error)}`);
    return answer;
}

function check(holds: boolean, what: string): void {
    if (!holds) throw new Error(what);
}

async function count(countries: Country[]): Promise<number> {
    const answer = await fetch(`${SERVER}/v1/members?country=${countries.join(",")}&limit=1`);
    const listed = (await answer.json()) as Listed;
    return listed.page.total;
}

export async function travel(name: string, client: Client): Promise<void> {
    const countries: Country[] = ["BE", "NL"];
    const total = await count(countries);
    check(total > 20 && total > (await count(["BE"])), "the sample has members in both countries");

    const met = new Map<string, string>();
    let cursor: string | undefined;
    do {
        const page: Listed = await client.list(countries, 10, cursor);
        check(page.page.total === total, `${page.page.total} of ${total} members`);
        page.data.forEach((member) => met.set(member.id, member.country.code));
        cursor = page.page.next ?? undefined;
    } while (cursor);
    check(met.size === total, `${met.size} of ${total} members on all pages`);
    check(new Set(met.values()).size === 2, "members of both countries");

    const found = await client.search(countries, 10);
    check(found.page.total === total && found.data.length === 10, `${found.page.total} of ${total} members found`);

    const member = await client.read("open-huis-gent");
    check(member.name === "Open Huis Gent" && member.service_offers.length > 0, member.name);

    const map = await client.features(countries);
    check(map.type === "FeatureCollection" && map.features.length >= total, map.type);

    const acronym = `T${name.length}`;
    const changed = await client.rename("open-huis-gent", acronym);
    check(changed.acronym === acronym, `acronym ${changed.acronym}`);
    console.log(`${name}: ${total} members`);
}
