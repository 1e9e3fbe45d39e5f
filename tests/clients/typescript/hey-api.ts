import { client as directory } from "./made/hey-api/openapi/client.gen";
import { getMember, listMembers, listMembersAsGeojson, searchMembers } from "./made/hey-api/openapi/sdk.gen";
import { client as registry } from "./made/hey-api/registry/client.gen";
import { getMemberRecord, patchMember } from "./made/hey-api/registry/sdk.gen";
import { given, KEY, SERVER, travel } from "./journey";

directory.setConfig({ baseUrl: SERVER });
registry.setConfig({ baseUrl: SERVER, headers: KEY });

await travel("hey-api", {
    async list(country, limit, cursor) {
        const { data, error } = await listMembers({ query: { country, limit, cursor } });
        return given(data, error);
    },
    async search(country, limit) {
        const { data, error } = await searchMembers({ body: { country, limit } });
        return given(data, error);
    },
    async read(member) {
        const { data, error } = await getMember({ path: { member } });
        return given(data, error);
    },
    async features(country) {
        const { data, error } = await listMembersAsGeojson({ query: { country } });
        return given(data, error);
    },
    async rename(member, acronym) {
        const read = await getMemberRecord({ path: { member } });
        const tag = given(read.response?.headers.get("ETag") ?? undefined, read.error);
        const { data, error } = await patchMember({
            path: { member },
            headers: { "If-Match": tag },
            body: { acronym },
        });
        return given(data, error);
    },
});
