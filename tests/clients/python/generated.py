"""The journey with what openapi-generator makes for Python."""

import openapi_generated
import registry_generated
from journey import KEY, SERVER, import_all, travel
from openapi_generated.models import CountryCode
from registry_generated.models import MemberPatch

import_all(openapi_generated)
import_all(registry_generated)
settings = openapi_generated.Configuration(host=SERVER)
members = openapi_generated.MembersApi(openapi_generated.ApiClient(settings))
settings = registry_generated.Configuration(host=SERVER, access_token=KEY)
records = registry_generated.RegistryMembersApi(registry_generated.ApiClient(settings))


def listed(countries, limit, cursor):
    page = members.list_members(country=[CountryCode(code) for code in countries], limit=limit, cursor=cursor)
    return page.page.total, [(member.id, member.country.code.value) for member in page.data], page.page.next


def rename(member, acronym):
    read = records.get_member_record_with_http_info(member)
    tag = next(value for name, value in read.headers.items() if name.lower() == "etag")
    return records.patch_member(member, tag, MemberPatch(acronym=acronym)).acronym


travel(
    "openapi-generator python",
    listed,
    lambda member: members.get_member(member).name,
    lambda countries: len(members.list_members_as_geojson(country=[CountryCode(code) for code in countries]).features),
    rename,
)
