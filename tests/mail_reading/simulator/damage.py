"""What programs do to a text that they quote, and what is no change of its words."""

import random
from dataclasses import dataclass
from urllib.parse import quote

SAFE = "https://eur01.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Cama%40example.net&sdata=x8s%3D&reserved=0"


@dataclass(frozen=True, slots=True)
class Damage:
    """Which of them happen in one answer."""

    quotes: bool = False
    hard_spaces: bool = False
    soft_hyphens: bool = False
    safe_links: bool = False
    unknown_letters: bool = False

    def of(self, line: str) -> str:
        """A line as the program hands it on."""
        if self.quotes:
            line = line.replace("'", "’").replace('"', "”").replace("...", "…").replace(" - ", " – ")
        if self.hard_spaces:
            line = line.replace(" the ", "\u00a0the ").replace(" de ", "\u00a0de ").replace(" в ", "\u00a0в ")
        if self.soft_hyphens:
            line = line.replace("restor", "re\u00adstor").replace("ción", "\u00adción")
        if self.safe_links and "https://" in line:
            before, _, address = line.partition("https://")
            address, more, after = address.partition(">")
            line = f"{before}{SAFE.format(quote(f'https://{address}', safe=''))}{more}{after}"
        return line.translate(UNKNOWN) if self.unknown_letters else line


UNKNOWN = str.maketrans(dict.fromkeys("éèêàâçùûôîïëñáíóúüÉÈÀÑÁÍÓÚ“”’‘«»–—…¶", "?"))


def damage(chance: random.Random) -> Damage:
    """Mostly none."""
    return Damage(*(chance.random() < often for often in (0.2, 0.15, 0.1, 0.15, 0.0)))
