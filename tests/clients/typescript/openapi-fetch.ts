import createClient from "openapi-fetch";
import type { paths } from "./made/openapi-typescript/openapi";
import type { paths as RegistryPaths } from "./made/openapi-typescript/registry";
import { given, KEY, SERVER, travel } from "./journey";

const directory = createClient<paths>({ baseUrl: SERVER });
const registry = createClient<RegistryPaths>({ baseUrl: SERVER, headers: KEY });

await travel("openapi-fetch", {
    async list(country, limit, cursor) {
        const { data, error } = await directory.GET("/v1/members", { params: { query: { country, limit, cursor } } });
        return given(data, error);
    },
    async search(country, limit) {
        const { data, error } = await directory.POST("/v1/members/search", { body: { country, limit } });
        return given(data, error);
    },
    async read(member) {
        const { data, error } = await directory.GET("/v1/members/{member}", { params: { path: { member } } });
        return given(data, error);
    },
    async features(country) {
        const { data, error } = await directory.GET("/v1/members.geojson", { params: { query: { country } } });
        return given(data, error);
    },
    async rename(member, acronym) {
        const path = { member };
        const read = await registry.GET("/v1/registry/members/{member}", { params: { path } });
        const header = { "If-Match": given(read.response.headers.get("ETag") ?? undefined, read.error) };
        const { data, error } = await registry.PATCH("/v1/registry/members/{member}", {
            params: { path, header },
            body: { acronym },
        });
        return given(data, error);
    },
});
