"""What the sandbox's server accepts and refuses, rule by rule, without a chat or a network."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sandbox.cast import GROUP_ID, READER
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, FaultBook, FaultKind
from bot.sandbox.flood import BURST, FloodGate
from bot.sandbox.formatting import read_message_text, read_typed_text
from bot.sandbox.html import Entity, utf16_length
from bot.sandbox.keyboards import Keyboard, read_inline_keyboard
from bot.sandbox.menus import Menus, read_commands, read_scope, scopes_in_group, scopes_in_private
from bot.sandbox.rules import Kind, methods, read_parameters
from bot.sandbox.world import PLAYED, SandboxTelegram
from tests.clocks import StoppedClock


def html(source: str) -> tuple[str, list[Entity]]:
    read = read_message_text(source, parse_mode="HTML")
    return read.text, list(read.entities)


def refusal(function: Callable[..., object], *args: object, **kwargs: object) -> ApiError:
    with pytest.raises(ApiError) as caught:
        function(*args, **kwargs)
    return caught.value


class TestParameters:
    def test_methods_have_the_names_telegram_gives_them(self):
        """They are read off the library's methods, without its own conveniences."""
        assert {"getMe", "sendMessage", "setMyCommands", "close"} <= methods().keys()
        assert not {"doApiRequest", "initialize", "toDict"} & methods().keys()

    def test_conveniences_of_the_library_are_no_parameters(self):
        """`reply_to_message_id` and time-outs are the library's; Telegram never sees them."""
        parameters = methods()["sendMessage"].parameters

        assert {"chat_id", "text", "reply_markup"} <= parameters.keys()
        assert not {"self", "read_timeout", "api_kwargs", "reply_to_message_id"} & parameters.keys()

    def test_types_come_from_the_signatures(self):
        """A chat is named by number or text; a keyboard is an object, commands an array."""
        assert methods()["sendMessage"].parameters["chat_id"].kinds == {Kind.INTEGER, Kind.STRING}
        assert methods()["sendMessage"].parameters["reply_markup"].kinds == {Kind.OBJECT}
        assert methods()["setMyCommands"].parameters["commands"].kinds == {Kind.ARRAY}

    def test_an_unknown_method_is_not_found(self):
        """As Telegram answers for the address of a method it does not have."""
        error = refusal(read_parameters, "sendMassage", {})

        assert (error.status, error.description) == (404, "Not Found")

    def test_an_unknown_parameter_is_named(self):
        """Stricter than Telegram, which would ignore a misspelt one."""
        error = refusal(read_parameters, "getChat", {"chat_id": "1", "colour": "red"})

        assert error.status == 400
        assert 'unknown parameter "colour" of getChat' in error.description

    @pytest.mark.parametrize(
        ("method", "given", "said"),
        [
            ("sendMessage", {"text": "x"}, "chat_id is empty"),
            ("sendMessage", {"chat_id": "1"}, "message text is empty"),
            ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
            ("setMyCommands", {}, 'parameter "commands" is required'),
            ("setMyCommands", {"commands": ""}, 'parameter "commands" is required'),
        ],
    )
    def test_a_missing_parameter_is_named(self, method, given, said):
        """In Telegram's words where it has some for this parameter."""
        assert said in refusal(read_parameters, method, given).description

    @pytest.mark.parametrize(
        ("method", "name", "value"),
        [
            ("deleteMessage", "message_id", "twelve"),
            ("deleteMessage", "message_id", True),
            ("deleteMessage", "message_id", 1.5),
            ("sendMessage", "text", 12),
            ("sendMessage", "disable_notification", "maybe"),
            ("sendMessage", "disable_notification", 2),
            ("sendMessage", "reply_markup", "[]"),
            ("sendMessage", "reply_markup", "{"),
            ("sendMessage", "entities", "{}"),
            ("sendMessage", "chat_id", None),
        ],
    )
    def test_a_value_of_the_wrong_type_is_refused(self, method, name, value):
        """Whether it came as text from a form or typed from JSON."""
        required = {"chat_id": "1", "text": "x"} if method == "sendMessage" else {"chat_id": "1"}
        error = refusal(read_parameters, method, required | {name: value})

        assert error.status == 400
        assert f'parameter "{name}" must be' in error.description

    def test_text_from_a_form_becomes_the_type_that_is_expected(self):
        """Forms carry only text; an empty one is a parameter not given."""
        given = {
            "chat_id": "-100",
            "text": "12",
            "protect_content": "True",
            "message_thread_id": "",
            "reply_markup": '{"inline_keyboard": []}',
        }

        assert read_parameters("sendMessage", given) == {
            "chat_id": -100,
            "text": "12",
            "protect_content": True,
            "reply_markup": {"inline_keyboard": []},
        }

    def test_numbers_may_have_a_fraction_where_telegram_takes_one(self):
        """A place on the map, from a form or from JSON."""
        given = {"chat_id": 1, "latitude": "50.9", "longitude": 4.4}

        assert read_parameters("sendLocation", given) == given | {"latitude": 50.9}
        assert refusal(read_parameters, "sendLocation", given | {"latitude": True}).status == 400

    def test_a_name_stays_a_name(self):
        """A chat may be named by its @username."""
        assert read_parameters("getChat", {"chat_id": "@desk"}) == {"chat_id": "@desk"}


class TestHtml:
    @pytest.mark.parametrize(
        ("source", "kind"),
        [
            ("<b>word</b>", "bold"),
            ("<strong>word</strong>", "bold"),
            ("<i>word</i>", "italic"),
            ("<em>word</em>", "italic"),
            ("<u>word</u>", "underline"),
            ("<ins>word</ins>", "underline"),
            ("<s>word</s>", "strikethrough"),
            ("<strike>word</strike>", "strikethrough"),
            ("<del>word</del>", "strikethrough"),
            ("<tg-spoiler>word</tg-spoiler>", "spoiler"),
            ('<span class="tg-spoiler">word</span>', "spoiler"),
            ("<code>word</code>", "code"),
            ("<pre>word</pre>", "pre"),
            ("<blockquote>word</blockquote>", "blockquote"),
            ("<blockquote expandable>word</blockquote>", "expandable_blockquote"),
            ("<B>word</b >", "bold"),
        ],
    )
    def test_each_supported_tag_becomes_its_entity(self, source, kind):
        """Tags may be in capitals, and a blockquote may be expandable."""
        assert html(source) == ("word", [{"type": kind, "offset": 0, "length": 4}])

    def test_a_link_keeps_its_address(self):
        """References inside an attribute are decoded."""
        text, entities = html('<a href="https://example.org/?a=1&amp;b=2">here</a>')

        assert text == "here"
        assert entities[0]["url"] == "https://example.org/?a=1&b=2"

    def test_a_link_without_an_address_links_its_own_text(self):
        """Telegram takes the words between the tags for the address."""
        assert html("<a>example.org/x</a>")[1][0]["url"] == "http://example.org/x"

    def test_code_in_pre_may_name_its_language(self):
        """The one nesting that makes one entity of two tags."""
        source = '<pre><code class="language-python">x = 1</code></pre>'

        assert html(source)[1] == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]

    def test_a_time_and_an_emoji_keep_what_names_them(self):
        """The text between the tags is what old apps show instead."""
        time = html('<tg-time unix="1647531900" format="wDT">17 March</tg-time>')[1][0]
        emoji = html('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')[1][0]

        assert (time["type"], time["unix_time"], time["date_time_format"]) == (
            "date_time",
            1647531900,
            "wDT",
        )
        assert emoji["custom_emoji_id"] == "5368324170671202286"

    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("&lt;b&gt; &amp;&quot;", '<b> &"'),
            ("&#8222;so&#x201c;", "„so“"),
            ("&lt", "<"),
            ("fish & chips", "fish & chips"),
            ("&nbsp;&copy;&apos;", "&nbsp;&copy;&apos;"),
            ("&#0;&#x110000;&#12345678;", "&#0;&#x110000;&#12345678;"),
            ("&ltd; &;", "&ltd; &;"),
        ],
    )
    def test_four_named_characters_and_numeric_ones_are_decoded(self, source, text):
        """Any other reference stands for itself, as does an impossible number."""
        assert html(source)[0] == text

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("<b>bold", 'Can\'t find end tag corresponding to start tag "b"'),
            ("word</b>", "Unexpected end tag at byte offset 4"),
            (
                "<b><i>word</b></i>",
                'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
            ),
            ("<p>word</p>", 'Unsupported start tag "p" at byte offset 0'),
            ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
            ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
            ("a <b", "Unclosed start tag at byte offset 2"),
            ("<a href='x", "Unclosed start tag at byte offset 0"),
            ("<b>x</b", "Unclosed end tag at byte offset 4"),
            ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
            ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
            ("<a href=http://x>x</a>", "Unexpected end of name token at byte offset 8"),
            ("<tg-time>now</tg-time>", 'Tag "tg-time" must have attribute "unix"'),
            ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier"),
            ("&#xd800;", "Text contains invalid Unicode characters"),
        ],
    )
    def test_markup_that_cannot_be_parsed_is_refused_with_the_place(self, source, said):
        """In Telegram's own words, offsets in bytes."""
        error = refusal(html, source)

        assert error.status == 400
        assert error.description.startswith(f"Bad Request: can't parse entities: {said}")

    @pytest.mark.parametrize(
        "source",
        [
            "<b><i><u>word</u></i></b>",
            "<blockquote><b>word</b></blockquote>",
            "<blockquote>said <a href='https://example.org'>here</a></blockquote>",
            "<b><a href='https://example.org'>word</a></b>",
            "<a href='https://example.org'><b>word</b></a>",
            "<blockquote><code>word</code></blockquote>",
            "<b>bold <b>twice</b></b>",
        ],
    )
    def test_the_nesting_that_the_documentation_allows(self, source):
        """Styles go into anything but code; a blockquote holds anything but another one."""
        assert html(source)[1]

    @pytest.mark.parametrize(
        "source",
        [
            "<b><code>word</code></b>",
            "<code><b>word</b></code>",
            "<pre><i>word</i></pre>",
            "<a href='https://example.org'><code>word</code></a>",
            "<blockquote>one <blockquote>two</blockquote></blockquote>",
            "<a href='https://example.org'>a <a href='https://example.org'>b</a></a>",
        ],
    )
    def test_nesting_that_telegram_would_flatten_is_refused(self, source):
        """Telegram says ok and shows something else: in a sandbox that is an error."""
        assert "Telegram would drop it silently" in refusal(html, source).description

    @pytest.mark.parametrize(
        "source",
        [
            "<a href='not a link'>word</a>",
            "<a href='javascript:alert(1)'>word</a>",
            "<b class='x'>word</b>",
            "<blockquote cite='x'>word</blockquote>",
        ],
    )
    def test_attributes_and_links_that_telegram_would_drop_are_refused(self, source):
        """A link that leads nowhere would be plain text."""
        assert "Telegram would drop it silently" in refusal(html, source).description

    def test_a_tag_around_nothing_leaves_no_entity(self):
        """An entity has at least one character."""
        assert html("<b></b>word") == ("word", [])


class TestText:
    def test_offsets_and_lengths_are_in_utf16_units(self):
        """Characters beyond U+FFFF count two."""
        text, entities = html("👍 <b>👍👍</b>")

        assert text == "👍 👍👍"
        assert entities == [{"type": "bold", "offset": 3, "length": 4}]

    @pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "<b> </b>", "\u2800\ufeff"])
    def test_text_that_shows_nothing_is_empty(self, text):
        """White space and invisible characters are not a message."""
        error = refusal(html, text)

        assert error.description == "Bad Request: message text is empty"

    def test_4096_units_fit_and_one_more_is_too_long(self):
        """Counted after the markup is gone, in UTF-16 units."""
        assert utf16_length(html("<b>" + "x" * 4096 + "</b>")[0]) == 4096
        assert utf16_length(html("👍" * 2048)[0]) == 4096
        assert refusal(html, "x" * 4097).description == "Bad Request: message is too long"
        assert refusal(html, "👍" * 2048 + "x").description == "Bad Request: message is too long"

    def test_a_hundred_entities_fit_and_one_more_is_refused(self):
        """Telegram would silently show the rest unformatted."""
        assert len(html("<b>x</b> " * 100)[1]) == 100
        assert "only 100 entities of 101" in refusal(html, "<b>x</b> " * 101).description

    def test_white_space_is_trimmed_and_entities_with_it(self):
        """At the end always; at the start as far as no entity holds it."""
        assert html(" \n <b>word \n</b> ") == (
            "word",
            [{"type": "bold", "offset": 0, "length": 4}],
        )
        assert html("<b> word</b>")[0] == " word"

    def test_control_characters_and_overrides_are_cleaned(self):
        """Tabs become spaces; carriage returns and overrides of direction go."""
        assert html("a\tb\r\nc\u202ed")[0] == "a b\ncd"

    def test_text_without_markup_is_taken_as_it_is(self):
        """Only `parse_mode` makes tags of angle brackets."""
        assert read_message_text("1 < 2 & <b>").text == "1 < 2 & <b>"

    def test_an_unknown_parse_mode_is_refused(self):
        """And Markdown is not played, which is said."""
        unknown = refusal(read_message_text, "x", parse_mode="BBCode")
        markdown = refusal(read_message_text, "x", parse_mode="MarkdownV2")

        assert unknown.description == "Bad Request: unsupported parse_mode"
        assert markdown.status == 501

    def test_entities_may_be_given_instead_of_markup(self):
        """They have to lie within the text."""
        bold = {"type": "bold", "offset": 0, "length": 4}

        assert list(read_message_text("word", entities=[bold]).entities) == [bold]
        outside = refusal(read_message_text, "word", entities=[bold | {"offset": 9}])
        assert "lies outside the text" in outside.description

    def test_entities_of_an_unknown_kind_are_refused(self):
        """As are those that are no entities."""
        loud = {"type": "loud", "offset": 0, "length": 4}

        assert "unsupported type" in refusal(read_message_text, "word", entities=[loud]).description
        assert refusal(read_message_text, "word", entities=["bold"]).status == 400

    def test_half_a_surrogate_pair_is_not_utf8(self):
        """JSON can carry one; Telegram refuses it."""
        error = refusal(read_message_text, "\ud83d")

        assert error.description == "Bad Request: strings must be encoded in UTF-8"

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("/who Rutte", ["bot_command"]),
            ("/who@nato_briefs_bot Rutte", ["bot_command"]),
            ("ask @nato_briefs_bot #nato", ["mention", "hashtag"]),
            ("see https://example.org/a, or example.com.", ["url", "url"]),
            ("write to desk@example.org", ["email"]),
            ("and/or 1/2 a@b", []),
        ],
    )
    def test_commands_names_and_addresses_are_found(self, text, kinds):
        """In what people type and in what the bot sends."""
        assert [entity["type"] for entity in read_typed_text(text).entities] == kinds

    @given(st.text(alphabet=st.sampled_from("ab <>/&;\"'=é👍\n#x1-"), max_size=40))
    @example("<a href=")
    def test_any_markup_is_parsed_or_refused(self, source):
        """Never anything but a text with entities inside it, or Telegram's error."""
        try:
            text, entities = html(source)
        except ApiError:
            return
        assert all(each["length"] > 0 <= each["offset"] for each in entities)
        assert all(each["offset"] + each["length"] <= utf16_length(text) for each in entities)


def keyboard(*rows: list[Keyboard]) -> Keyboard:
    return {"inline_keyboard": [list(row) for row in rows]}


def a_button(**fields: object) -> Keyboard:
    return {"text": "More", "callback_data": "more"} | fields


class TestKeyboards:
    def test_a_keyboard_comes_back_as_it_was_given(self):
        """Empty rows apart; a keyboard without buttons is none."""
        given = keyboard([a_button()], [], [{"text": "Open", "url": "https://example.org"}])

        read = read_inline_keyboard(given)

        assert read == keyboard([a_button()], [{"text": "Open", "url": "https://example.org"}])
        assert read_inline_keyboard(keyboard([])) is None

    def test_callback_data_has_64_bytes_at_most(self):
        """Bytes, not characters: 33 Cyrillic letters are too many."""
        assert read_inline_keyboard(keyboard([a_button(callback_data="x" * 64)]))
        assert read_inline_keyboard(keyboard([a_button(callback_data="ж" * 32)]))
        for data in ("x" * 65, "ж" * 33, ""):
            error = refusal(read_inline_keyboard, keyboard([a_button(callback_data=data)]))
            assert error.description == "Bad Request: BUTTON_DATA_INVALID"

    def test_a_hundred_buttons_fit_eight_in_a_row(self):
        """More is refused as too long."""
        assert read_inline_keyboard(keyboard(*[[a_button()]] * 100))
        for rows in ([[a_button()]] * 101, [[a_button()] * 9]):
            error = refusal(read_inline_keyboard, keyboard(*rows))
            assert error.description == "Bad Request: reply markup is too long"

    @pytest.mark.parametrize(
        ("button", "said"),
        [
            ({"text": "More"}, "Text buttons are unallowed in the inline keyboard"),
            ({"text": " ", "callback_data": "x"}, 'Field "text" must be a String'),
            ({"callback_data": "x"}, "can't parse"),
            (a_button(url="https://example.org"), "only one of callback_data, url"),
            (a_button(colour="red"), 'unknown field "colour"'),
            (a_button(style="loud"), "unknown style 'loud'"),
            ({"text": "Open", "url": "example"}, "Wrong HTTP URL"),
            ({"text": "Open", "url": 5}, 'field "url" of "inline_keyboard" has the wrong type'),
            ({"text": True, "callback_data": "x"}, "has the wrong type"),
            ("More", '"inline_keyboard" must be an Object'),
            ({"text": "Copy", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ],
    )
    def test_a_button_that_telegram_refuses_is_refused(self, button, said):
        """A label, exactly one action, and no field Telegram does not know."""
        assert said in refusal(read_inline_keyboard, keyboard([button])).description

    def test_a_keyboard_is_rows_of_buttons(self):
        """Not one long list."""
        error = refusal(read_inline_keyboard, {"inline_keyboard": [a_button()]})

        assert "rows must be Arrays" in error.description

    def test_other_keyboards_and_buttons_are_not_played(self):
        """Said plainly instead of a feigned success."""
        custom = refusal(read_inline_keyboard, {"keyboard": [["Yes"]]})
        inline = refusal(
            read_inline_keyboard, keyboard([{"text": "Share", "switch_inline_query": "x"}])
        )

        assert (custom.status, inline.status) == (501, 501)


class TestMenus:
    @pytest.mark.parametrize("name", ["", "Who", "who-is", "x" * 33, "наст", "/who"])
    def test_a_command_has_small_letters_digits_and_underscores(self, name):
        """1 to 32 of them, without the slash."""
        error = refusal(read_commands, [{"command": name, "description": "find somebody"}])

        assert error.description == "Bad Request: BOT_COMMAND_INVALID"

    @pytest.mark.parametrize("description", ["", " ", "x" * 257])
    def test_a_description_has_1_to_256_characters(self, description):
        """White space alone is none."""
        error = refusal(read_commands, [{"command": "who", "description": description}])

        assert error.description == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"

    def test_a_menu_has_a_hundred_commands_at_most(self):
        """One more is refused."""
        commands = [{"command": f"c{n}", "description": "x"} for n in range(101)]

        assert len(read_commands(commands[:100])) == 100
        assert refusal(read_commands, commands).description == "Bad Request: BOT_COMMANDS_TOO_MUCH"

    def test_in_private_the_chat_comes_before_all_private_chats(self):
        """Narrow scopes win; the default is for those who have nothing narrower."""
        menus = Menus()
        menus.set(read_scope(None), "", [{"command": "a", "description": "default"}])
        menus.set(
            read_scope({"type": "all_private_chats"}), "", [{"command": "b", "description": "all"}]
        )
        menus.set(
            read_scope({"type": "chat", "chat_id": 5}), "", [{"command": "c", "description": "own"}]
        )

        assert menus.seen(scopes_in_private(5), "en")[0]["command"] == "c"
        assert menus.seen(scopes_in_private(6), "en")[0]["command"] == "b"
        assert menus.seen(scopes_in_group(-1, 6, admin=True), "en")[0]["command"] == "a"

    def test_group_admins_see_theirs_before_that_of_all_groups(self):
        """Members see the one for all groups."""
        menus = Menus()
        menus.set(
            read_scope({"type": "all_group_chats"}), "", [{"command": "a", "description": "all"}]
        )
        menus.set(
            read_scope({"type": "all_chat_administrators"}),
            "",
            [{"command": "b", "description": "admins"}],
        )

        assert menus.seen(scopes_in_group(-1, 6, admin=True), "")[0]["command"] == "b"
        assert menus.seen(scopes_in_group(-1, 6, admin=False), "")[0]["command"] == "a"

    def test_the_readers_language_wins_within_a_scope(self):
        """A list for any language is for those without one of their own."""
        menus = Menus()
        menus.set(read_scope(None), "", [{"command": "who", "description": "find"}])
        menus.set(read_scope(None), "de", [{"command": "wer", "description": "finden"}])

        assert menus.seen(scopes_in_private(5), "de")[0]["command"] == "wer"
        assert menus.seen(scopes_in_private(5), "fr")[0]["command"] == "who"

    def test_an_unknown_scope_is_refused(self):
        """Its type has to be one of the seven, and the sandbox's chats are named by number."""
        assert refusal(read_scope, {"type": "everybody"}).status == 400
        assert refusal(read_scope, {"type": "chat", "chat_id": "@desk"}).status == 400

    def test_an_empty_menu_is_none(self):
        """Setting it takes the one before away."""
        menus = Menus()
        menus.set(read_scope(None), "", [{"command": "who", "description": "find"}])
        menus.set(read_scope(None), "", [])

        assert menus.seen(scopes_in_private(5), "") == []


def sends(gate: FloodGate, chat_id: int, at: float, *, group: bool = False) -> object:
    """How many sends go through at one instant, and what the next one has to wait."""
    for count in range(1000):
        try:
            gate.let_through(chat_id, group=group, now=at)
        except ApiError as error:
            return count, error.retry_after
    return None


class TestFlood:
    def test_a_chat_takes_a_short_burst_and_then_one_a_second(self):
        """A refused send does not count, and the wait is told in whole seconds."""
        gate = FloodGate()

        assert sends(gate, READER.id, 100.0) == (BURST, 1)
        assert sends(gate, READER.id, 101.0) == (1, 1)
        assert sends(gate, READER.id, 101.5) == (0, 1)

    def test_all_chats_together_take_30_a_second(self):
        """However few each of them gets."""
        gate = FloodGate()
        for chat_id in range(1, 31):
            gate.let_through(chat_id, group=False, now=100.0)

        assert sends(gate, 31, 100.9) == (0, 1)
        assert sends(gate, 31, 101.0) == (BURST, 1)

    def test_a_group_takes_20_a_minute(self):
        """The wait is until the first of them is a minute old."""
        gate = FloodGate()
        for second in range(20):
            gate.let_through(GROUP_ID, group=True, now=100.0 + second)

        assert sends(gate, GROUP_ID, 125.0, group=True) == (0, 35)
        assert sends(gate, GROUP_ID, 160.0, group=True) == (1, 1)

    def test_a_clock_set_back_forgets_the_future(self):
        """Sends of a later time do not block an earlier one for a day."""
        gate = FloodGate()
        assert sends(gate, GROUP_ID, 90_000.0, group=True) == (BURST, 1)

        gate.let_through(GROUP_ID + 1, group=True, now=100.0)


class TestFaults:
    @pytest.mark.parametrize(
        ("fault", "call", "meets"),
        [
            (Fault(kind=FaultKind.FLOOD), ("sendMessage", 1), True),
            (Fault(kind=FaultKind.FLOOD), ("getUpdates", None), False),
            (Fault(kind=FaultKind.FLOOD, method="getUpdates"), ("getUpdates", None), True),
            (Fault(kind=FaultKind.FLOOD, method="sendMessage"), ("editMessageText", 1), False),
            (Fault(kind=FaultKind.FLOOD, chat_id=1), ("sendMessage", 2), False),
            (Fault(kind=FaultKind.FLOOD, chat_id=1), ("editMessageText", 1), True),
        ],
    )
    def test_a_fault_meets_the_calls_it_was_ordered_for(self, fault, call, meets):
        """Without method and chat: any call that names a chat, so that polling goes on."""
        assert fault.meets(*call) is meets

    def test_a_fault_is_used_up(self):
        """After so many calls the next one is fine."""
        book = FaultBook([Fault(kind=FaultKind.BLOCKED, times=2)])

        taken = [book.take("sendMessage", 1) is not None for _ in range(3)]

        assert taken == [True, True, False]


NAMES = """text callback_data url copy_text style inline_keyboard type offset length user user_id
chat_id message_id quote command description is_disabled"""
FIELDS = st.sampled_from(NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from([READER.id, GROUP_ID, "chat", "HTML", "bold", "http://["])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=8,
)
BUTTONS = st.dictionaries(FIELDS, JSON, max_size=3).map(lambda each: {"text": "More"} | each)
LIKELY = {
    "chat_id": st.sampled_from([READER.id, GROUP_ID]),
    "message_id": st.just(1),
    "text": st.just("hello"),
    "reply_markup": BUTTONS.map(lambda each: {"inline_keyboard": [[each]]}),
    "entities": st.lists(st.dictionaries(FIELDS, JSON, max_size=4), max_size=2),
    "commands": st.lists(st.dictionaries(FIELDS, JSON, max_size=3), max_size=2),
}


@st.composite
def calls(draw):
    """A method that is played, with some of its parameters, likely ones or anything."""
    method = draw(st.sampled_from(sorted(PLAYED)))
    names = draw(st.lists(st.sampled_from(["chat_id", *methods()[method].parameters])))
    return method, {name: draw(LIKELY.get(name, JSON) | JSON) for name in names}


@given(calls())
def test_any_call_is_answered_or_refused(call):
    """Whatever a bot sends: a result, or an error in Telegram's envelope."""
    world = SandboxTelegram(StoppedClock(), flood_limits=False)
    world.call("sendMessage", {"chat_id": READER.id, "text": "first"})

    with contextlib.suppress(ApiError):
        world.call(*call)

    assert [message["message_id"] for message in world.messages(GROUP_ID)] in ([], [1])
