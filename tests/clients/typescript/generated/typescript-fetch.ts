import { Configuration, MembersApi } from "./made/openapi";
import { Configuration as RegistryConfiguration, RegistryMembersApi } from "./made/registry";
import { given, KEY, SERVER, travel } from "./journey";

const directory = new MembersApi(new Configuration({ basePath: SERVER }));
const registry = new RegistryMembersApi(new RegistryConfiguration({ basePath: SERVER, headers: KEY }));

await travel("openapi-generator typescript-fetch", {
    async list(country, limit, cursor) {
        const { data, page } = await directory.listMembers({ country, limit, cursor });
        return { data, page: { total: page.total, next: page.next ?? null } };
    },
    async search(country, limit) {
        const { data, page } = await directory.searchMembers({ memberQuery: { country, limit } });
        return { data, page: { total: page.total, next: page.next ?? null } };
    },
    async read(member) {
        const read = await directory.getMember({ member });
        return { ...read, service_offers: read.serviceOffers };
    },
    async features(country) {
        return await directory.listMembersAsGeojson({ country });
    },
    async rename(member, acronym) {
        const read = await registry.getMemberRecordRaw({ member });
        const ifMatch = given(read.raw.headers.get("ETag") ?? undefined);
        return await registry.patchMember({ member, ifMatch, memberPatch: { acronym } });
    },
});
