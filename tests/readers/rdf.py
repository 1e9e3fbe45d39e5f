#!/usr/bin/env python3
"""Reads the JSON-LD of the server at SERVER_URL with rdflib, and asks the graph what it says.

Usage: tests/tools/with-server tests/readers/rdf.py

The context of schema.org is replaced by the part of it that is used, so that nothing is fetched.
"""

import json
import os
import urllib.request

from rdflib import DCAT, DCTERMS, FOAF, Graph, Namespace, RDF, URIRef

SERVER = os.environ["SERVER_URL"]
SCHEMA = Namespace("http://schema.org/")
LINK = {"@type": "@id"}
CONTEXT = {
    "@vocab": str(SCHEMA),
    "url": {"@id": "url", **LINK},
    "sameAs": {"@id": "sameAs", **LINK},
    "mainEntityOfPage": {"@id": "mainEntityOfPage", **LINK},
    "foundingDate": {"@id": "foundingDate", "@type": "Date"},
    "dateModified": {"@id": "dateModified", "@type": "DateTime"},
}


def get(path):
    with urllib.request.urlopen(SERVER + path, timeout=20) as answer:
        return json.load(answer), answer.headers


def graph(path):
    document, headers = get(path)
    assert headers["Content-Type"] == "application/ld+json", headers["Content-Type"]
    assert document["@context"] == "https://schema.org"
    document["@context"] = CONTEXT
    return Graph().parse(data=json.dumps(document), format="json-ld")


def listed(path):
    """All things of a list, page by page."""
    things, cursor = [], ""
    while True:
        page, _ = get(f"{path}{cursor}")
        things += page["data"]
        if page["page"]["next"] is None:
            return things
        cursor = f"&cursor={page['page']['next']}"


def members():
    found = graph("/v1/members.jsonld?lang=fr")
    plain = listed("/v1/members?limit=100&lang=fr")
    assert len(set(found.subjects(RDF.type, SCHEMA.NGO))) == len(plain)
    for member in plain:
        node = URIRef(f"{SERVER}/v1/members/{member['id']}")
        name = found.value(node, SCHEMA.name)
        assert (str(name), name.language) == (member["name"], member["name_language"]), name
        assert str(found.value(node, SCHEMA.url)) == member["url"]
        assert len(list(found.objects(node, SCHEMA.location))) == len(member["locations"])
        services = {
            str(code)
            for offer in found.objects(node, SCHEMA.makesOffer)
            for code in found.objects(found.value(offer, SCHEMA.itemOffered), SCHEMA.serviceType)
        }
        assert services == {service["code"] for service in member["services"]}, member["slug"]
    print(f"{len(plain)} members, {len(found)} statements")


def places():
    found = graph("/v1/locations.jsonld")
    nodes = set(found.subjects(RDF.type, SCHEMA.Place))
    plain = listed("/v1/locations?limit=100&format=json")
    assert len(nodes) == len(plain)
    for place in plain:
        owner = URIRef(f"{SERVER}/v1/members/{place['member']['id']}")
        node = URIRef(f"{owner}#location-{place['id']}")
        assert (owner, SCHEMA.location, node) in found, place["id"]
        geo = found.value(node, SCHEMA.geo)
        latitude, box = found.value(geo, SCHEMA.latitude), found.value(geo, SCHEMA.box)
        if place["precision"] == "exact":
            assert float(latitude) == place["point"]["latitude"] and box is None
        else:
            assert latitude is None and box is not None
    print(f"{len(nodes)} places, {len(found)} statements")


def one_member():
    document, headers = get("/v1/members/open-huis-gent?format=jsonld")
    assert headers["Content-Type"] == "application/ld+json", headers["Content-Type"]
    document["@context"] = CONTEXT
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    plain, _ = get("/v1/members/open-huis-gent")
    node = URIRef(f"{SERVER}/v1/members/{plain['id']}")
    assert (node, RDF.type, SCHEMA.NGO) in found
    assert str(found.value(node, SCHEMA.name)) == plain["name"]
    print(f"a member, {len(found)} statements")


def dataset():
    document, _ = get("/v1/dataset")
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    node = URIRef(f"{SERVER}/v1/dataset")
    assert (node, RDF.type, DCAT.Dataset) in found
    for expected in (DCTERMS.title, DCTERMS.publisher, DCTERMS.modified, DCAT.landingPage):
        assert found.value(node, expected) is not None, expected
    publisher = found.value(node, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Organization) in found
    frequency = str(found.value(node, DCTERMS.accrualPeriodicity))
    assert frequency.startswith("http://publications.europa.eu/resource/authority/frequency/")
    assert len(list(found.objects(node, DCTERMS.language))) == 7
    for distribution in found.objects(node, DCAT.distribution):
        assert (distribution, RDF.type, DCAT.Distribution) in found
        assert isinstance(found.value(distribution, DCAT.downloadURL), URIRef)
    services = list(found.subjects(DCAT.servesDataset, node))
    assert len(services) == 2
    for service in services:
        assert (service, RDF.type, DCAT.DataService) in found
    print(f"the data set, {len(found)} statements")


members()
places()
one_member()
dataset()
