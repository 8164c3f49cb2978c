import pytest

from flows.newsroom.obfuscate import Generation, annotate, decode_pairs, obfuscate, to_traditional
from flows.newsroom.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def large(world: World) -> Generation:
    return world.generations["large"]


def test_listed_characters_are_followed_by_their_reading(large: Generation) -> None:
    assert obfuscate("网经社", large) == "網(wǎng)經(jīng)社"


def test_a_straddling_hit_shifts_what_follows(large: Generation) -> None:
    unlisted = Generation("", (("內", "nèi"), ("績", "jī")))
    assert obfuscate("部两大核心问题}", unlisted) == "部?jī)纱蠛诵膯栴}}"
    assert obfuscate("内部两大核心问题", large).startswith("內(nèi)部?jī)纱蠛诵膯")


def test_the_order_of_the_list_decides_where_it_breaks() -> None:
    first_inside = Generation("", (("內", "nèi"), ("績", "jī")))
    first_result = Generation("", (("績", "jī"), ("內", "nèi")))
    text = "不合适？内部的"
    assert obfuscate(text, first_inside) == "不合適？?jī)?nèi)部的"
    assert obfuscate(text, first_result).startswith("不合適？?jī)炔康")


def test_private_use_characters_carry_bytes_that_mean_nothing_else() -> None:
    shifted = annotate("因為小米投了我，他們", (("驗", "yàn"),))
    assert any("\ue000" <= character <= "\uf8ff" for character in shifted)


def test_a_pair_that_is_no_character_becomes_one_question_mark() -> None:
    assert decode_pairs(b"a\x81(b\x80\xb5\xc4") == "a?b€的"


def test_conversion_is_blind_to_words(large: Generation) -> None:
    assert to_traditional("之后说着什么，在台上", large) == "之后說著什么，在臺上"


def test_dictionaries_of_one_farm_nest(world: World) -> None:
    small, large = (dict(world.generations[name].readings) for name in ("small", "large"))
    assert set(small) < set(large)


def test_lines_are_damaged_one_by_one(large: Generation) -> None:
    lines = ["公司内部两大问题", "用户的声音"]
    assert obfuscate("\n".join(lines), large) == "\n".join(obfuscate(line, large) for line in lines)
