import json
import re

import jmespath
import pytest

from crawlers.catalog import Catalog, load_catalog
from flows.newsroom.site import Request, respond
from flows.newsroom.world import SOURCES, World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(SOURCES)


def body(world: World, url: str) -> bytes:
    answer = respond(world, Request(url), world.days[5])
    assert answer.status == 200, url
    return answer.body


def test_sources_say_what_the_outlets_are(world: World, catalog: Catalog) -> None:
    for outlet in (outlet for outlet in world.outlets if outlet.catalogued):
        source = catalog.get(outlet.id)
        assert source is not None
        assert (source.name, source.kind) == (outlet.name, outlet.kind)
        assert outlet.hosts[0] in source.homepage
        assert source.language == outlet.language


def test_every_way_of_discovering_is_shown(catalog: Catalog) -> None:
    kinds = {discovery.kind for source in catalog for discovery in source.discover}
    assert kinds == {"rss", "listing", "json", "sitemap", "search"}


def test_every_discovery_address_is_answered(world: World, catalog: Catalog) -> None:
    for source in catalog:
        for discovery in source.discover:
            assert len(body(world, discovery.address.replace("{query}", "小米"))) > 100


def test_addresses_of_mirrors_map_to_pages_that_exist(world: World, catalog: Catalog) -> None:
    mirror = catalog.get("shibei")
    assert mirror is not None
    rule, found = mirror.mirror_of[0], 0
    for article in world.by_outlet["shibei"]:
        match = re.fullmatch(rule.pattern, article.path)
        if match and article.derive:
            original = world.by_id[article.derive.source]
            assert match.expand(rule.original).endswith(original.path)
            found += 1
    assert found >= 2


def test_the_json_layout_reads_the_hidden_text(world: World, catalog: Catalog) -> None:
    source = catalog.get("gangwan")
    assert source is not None
    selector = source.layouts[0].body
    assert selector is not None
    assert selector.embedded is not None
    assert selector.json_path is not None
    article = world.by_id["gangwan-penalty"]
    page = body(world, f"http://www.gangwan-fin.example{article.path}").decode()
    cut = re.search(selector.embedded, page, re.DOTALL)
    assert cut is not None
    text = jmespath.search(selector.json_path, json.loads(cut[1]))
    assert text.split("\n") == article.body.strip().split("\n")
