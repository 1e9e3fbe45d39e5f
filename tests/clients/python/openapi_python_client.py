"""The journey with what openapi-python-client makes."""

import openapi
import registry
from journey import KEY, SERVER, import_all, travel
from openapi.api.members import get_member, list_members, list_members_as_geojson
from openapi.client import Client
from openapi.models import CountryCode
from openapi.types import UNSET
from registry.api.registry_members import get_member_record, patch_member
from registry.client import AuthenticatedClient
from registry.models import MemberPatch

import_all(openapi)
import_all(registry)
directory = Client(base_url=SERVER)
staff = AuthenticatedClient(base_url=SERVER, token=KEY)


def listed(countries, limit, cursor):
    codes = [CountryCode(code) for code in countries]
    page = list_members.sync(client=directory, country=codes, limit=limit, cursor=cursor or UNSET)
    members = [(member.id, member.country.code.value) for member in page.data]
    return page.page.total, members, page.page.next_


def rename(member, acronym):
    read = get_member_record.sync_detailed(member, client=staff)
    body = MemberPatch(acronym=acronym)
    return patch_member.sync(member, client=staff, body=body, if_match=read.headers["ETag"]).acronym


travel(
    "openapi-python-client",
    listed,
    lambda member: get_member.sync(member, client=directory).name,
    lambda countries: len(
        list_members_as_geojson.sync(client=directory, country=[CountryCode(code) for code in countries]).features
    ),
    rename,
)
