import { getMember, listMembers, listMembersAsGeojson, searchMembers } from "./made/orval/openapi";
import { getMemberRecord, patchMember } from "./made/orval/registry";
import { given, KEY, SERVER, travel } from "./journey";

// The addresses in what orval makes have no host: its users give one to the fetch that they use.
const plain = globalThis.fetch;
globalThis.fetch = (input, init) =>
    plain(typeof input === "string" && input.startsWith("/") ? SERVER + input : input, init);

await travel("orval", {
    async list(country, limit, cursor) {
        const answer = await listMembers({ country, limit, cursor });
        return given(answer.status === 200 ? answer.data : undefined, answer);
    },
    async search(country, limit) {
        const answer = await searchMembers({ country, limit });
        return given(answer.status === 200 ? answer.data : undefined, answer);
    },
    async read(member) {
        const answer = await getMember(member);
        return given(answer.status === 200 ? answer.data : undefined, answer);
    },
    async features(country) {
        const answer = await listMembersAsGeojson({ country });
        return given(answer.status === 200 ? answer.data : undefined, answer);
    },
    async rename(member, acronym) {
        const read = await getMemberRecord(member, {}, { headers: KEY });
        const tag = given(read.headers.get("ETag") ?? undefined, read);
        const headers = { ...KEY, "If-Match": tag };
        const answer = await patchMember(member, { acronym }, {}, { headers });
        return given(answer.status === 200 ? answer.data : undefined, answer);
    },
});
