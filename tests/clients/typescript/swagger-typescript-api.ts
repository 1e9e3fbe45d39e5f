import { Api as Directory } from "./made/swagger-typescript-api/openapi";
import { Api as Registry } from "./made/swagger-typescript-api/registry";
import { given, KEY, SERVER, travel } from "./journey";

const directory = new Directory({ baseUrl: SERVER });
const registry = new Registry({ baseUrl: SERVER, baseApiParams: { headers: KEY } });

await travel("swagger-typescript-api", {
    async list(country, limit, cursor) {
        return (await directory.v1.listMembers({ country, limit, cursor })).data;
    },
    async search(country, limit) {
        return (await directory.v1.searchMembers({ country, limit })).data;
    },
    async read(member) {
        return (await directory.v1.getMember(member)).data;
    },
    async features(country) {
        return (await directory.v1.listMembersAsGeojson({ country })).data;
    },
    async rename(member, acronym) {
        const read = await registry.v1.getMemberRecord(member);
        const tag = given(read.headers.get("ETag") ?? undefined);
        const headers = { ...KEY, "If-Match": tag };
        return (await registry.v1.patchMember(member, { acronym }, {}, { headers })).data;
    },
});
