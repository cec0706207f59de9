"""The promise on which anchors rest: the text that a browser's nodes hold is the plain text that offsets count in."""

import random

from commentspace.text.markdown import paragraph_html, to_text
from tests.services.browser import Visit
from tests.text.test_markdown import PIECES

SEED = 20041123
WALKED = """wordings => wordings.map(html => {
  const element = document.createElement("div");
  element.innerHTML = html;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) text += walker.currentNode.data;
  return text;
})"""


async def test_walking_the_text_nodes_in_a_browser_gives_the_plain_text(visit: Visit) -> None:
    chance = random.Random(SEED)  # noqa: S311 - examples, no secrets
    markdowns = ["".join(chance.choices(PIECES, k=chance.randrange(1, 40))) for _ in range(400)]
    page = await visit()
    walked = await page.evaluate(WALKED, [paragraph_html(markdown) for markdown in markdowns])
    assert walked == [to_text(markdown) for markdown in markdowns]
