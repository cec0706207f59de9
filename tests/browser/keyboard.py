"""Somebody who has a keyboard and nothing else: moves by Tab, and says where the focus could not be seen."""

from playwright.async_api import Page

MOST = 250
"""Presses of Tab after which a thing is taken as out of reach."""

HERE = """(wanted) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return { there: false, name: "", problem: "" };
    const name = focused.outerHTML.slice(0, 90);
    const before = window.lastFocused;
    window.lastFocused = focused;
    const there = focused.matches(wanted);
    const box = focused.getBoundingClientRect();
    const around = focused.closest("label") ?? focused;
    const say = (problem) => ({ there, name, problem });
    const again = focused.matches(".skip"); // the first of the page: once round
    const follows = () => before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!again && before?.isConnected && before !== focused && !follows())
        return say("stands before the one focused before it");
    if (!box.width || !box.height) return say("has no place on the page");
    if (box.bottom <= 0 || box.top >= innerHeight) return say("is out of sight");
    const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
                    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    const on = document.elementFromPoint(x, y);
    const inline = getComputedStyle(focused).display === "inline";
    if (on && !inline && !around.contains(on) && !on.contains(focused))
        return say(`lies under ${on.outerHTML.slice(0, 60)}`);
    const ringed = [focused, around, focused.closest(".composer"), focused.parentElement];
    const shows = (element) => element && getComputedStyle(element).outlineStyle !== "none";
    const byParts = focused.type === "datetime-local"; // the browser rings the day, the month …
    return say(byParts || ringed.some(shows) ? "" : "shows no focus");
}"""


class Keyboard:
    """The keys of one page. `hidden` lists every place where the focus was not visible, or out of order."""

    def __init__(self, page: Page):
        self.page = page
        self.hidden: list[str] = []

    async def to(self, wanted: str) -> None:
        """Press Tab until the focus is on what the selector means; AssertionError where it never comes there."""
        passed = ""
        for _ in range(MOST):
            await self.page.keyboard.press("Tab")
            found = await self.page.evaluate(HERE, wanted)
            if found["problem"]:
                self.hidden.append(f"{found['name']} {found['problem']}")
            if found["there"]:
                return
            if found["name"]:
                passed = found["name"]
        raise AssertionError(f"no Tab leads to {wanted}; the last was {passed}")

    async def press(self, wanted: str, key: str = "Enter") -> None:
        """Go there and press it."""
        await self.to(wanted)
        await self.page.keyboard.press(key)

    async def follow(self, wanted: str, key: str = "Enter") -> None:
        """Go there and press it, and wait for the page that it leads to."""
        await self.to(wanted)
        async with self.page.expect_navigation():
            await self.page.keyboard.press(key)

    async def write(self, wanted: str, text: str) -> None:
        """Go to a field and type."""
        await self.to(wanted)
        await self.type(text)

    async def type(self, text: str) -> None:
        """Type over what stands in the field that has the focus."""
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(text)
