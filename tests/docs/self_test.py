#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the test of the documentation would notice: pages that are wrong in one way each.

tests/docs/self_test.py PROGRAMS
"""
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

import run
from markdown import anchors, blocks, links
from run import equals, run_page

PROGRAMS = pathlib.Path(sys.argv.pop()).resolve()
run.ANSWER = 1  # what does not come at once does not come here
ASK = "```sh\ncurl -sS http://localhost:3000/healthz\n```\n"


class PagesAreRun(unittest.TestCase):
    def failures(self, page):
        with tempfile.TemporaryDirectory() as root, contextlib.redirect_stdout(io.StringIO()) as said:
            pathlib.Path(root, "page.md").write_text(page)
            count = run_page("page.md", pathlib.Path(root), PROGRAMS)
        return count, said.getvalue()

    def is_right(self, page):
        count, said = self.failures(page)
        self.assertEqual(count, 0, said)

    def is_wrong(self, page, why):
        count, said = self.failures(page)
        self.assertEqual(count, 1, said)
        self.assertIn(why, said)

    def test_a_right_page(self):
        self.is_right(f'<!-- run: hub -->\n{ASK}\nanswers `{{"status":"ok"}}`. <!-- run: answer -->\n')

    def test_another_answer_than_the_printed_one(self):
        self.is_wrong(f'<!-- run: hub -->\n{ASK}<!-- run: answer -->\n```json\n{{"status":"fine"}}\n```\n', '{"status":"ok"}')

    def test_a_command_that_fails(self):
        self.is_wrong("<!-- run: shell -->\n\n    false\n    true\n", "exits with 1")

    def test_an_option_that_is_none(self):
        self.is_wrong("<!-- run: server -->\n\n    fanlightd --no-such-option 1\n", "no-such-option")

    def test_a_block_without_a_marker(self):
        self.is_wrong("Type\n\n    true\n", "no marker")

    def test_a_marker_that_is_none(self):
        self.is_wrong("<!-- run: gladly -->\n\n    true\n", "no marker “gladly”")

    def test_what_is_not_run_has_a_reason(self):
        self.is_wrong("<!-- run: not -->\n\n    true\n", "why")
        self.is_right("<!-- run: not, it takes a whole day -->\n\n    false\n")

    def test_an_event_that_does_not_come(self):
        self.is_wrong("<!-- run: stream hub -->\n\n    curl -N http://localhost:3000/api/notifications?userId=1\n\n"
                      "<!-- run: answer of stream -->\n```text\n…data: hello\n```\n", "the stream brings")

    def test_a_configuration_with_a_typing_error(self):
        self.is_wrong("<!-- run: check nginx location -->\n\n    location / {\n        proxy_pas http://127.0.0.1:3000;\n    }\n",
                      "proxy_pas")

    def test_a_quotation_that_is_not_there(self):
        self.is_wrong("<!-- run: from other.md -->\n```sh\nnothing of the kind\n```\n", "there is no other.md")


class MarkdownIsRead(unittest.TestCase):
    def test_blocks(self):
        found = blocks("Text: <!-- run: hub --allow-faults -->\n\n    one\n\n    two\n\nMore\n<!-- run: answer -->\n```json\n{}\n```\n- item\n\n    of a list\n")
        self.assertEqual([(one.kind, one.text) for one in found], [("hub", "one\n\ntwo\n"), ("answer", "{}\n")])
        self.assertEqual(found[0].words, ["--allow-faults"])

    def test_headings_and_links(self):
        self.assertEqual(anchors("# A b, `c`!\n## A\n## A\n"), {"a-b-c", "a", "a-1"})
        self.assertEqual(links("[x](a.md#b) `[y](c)` ![p](d.png)\n"), ["a.md#b", "d.png"])

    def test_anything_stands_for_anything_but_not_for_more(self):
        self.assertTrue(equals('{"id":"…","n":1}', '{"id":"17-0","n":1}\n'))
        self.assertFalse(equals('{"id":"…","n":1}', '{"id":"17-0","n":1} and more'))
        self.assertTrue(equals("[\n  1\n]", "[1]"))


if __name__ == "__main__":
    unittest.main()
