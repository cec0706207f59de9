"""Pictures in a Word file: those that browsers show are part of the draft, the others are named in a warning."""

from commentspace.text.markdown import to_text
from tests.word.building import p, r, table
from tests.word_body.word_drafts import word

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
EMF = b"\x01\x00\x00\x00" + bytes(40)


def drawing(relation: str, alt: str = "", size: tuple[int, int] = (952500, 476250)) -> str:
    """A picture as Word writes it."""
    extent = f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
    data = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    return r("", inside=f"<w:drawing><wp:inline>{extent}{data}</wp:inline></w:drawing>")


def test_a_picture_stands_where_it_stood_with_its_words_and_size() -> None:
    draft = word(p(inside=r("See ") + drawing("map", "A map [of] it") + r(" here.")), files={"word/media/map.png": PNG})
    assert draft.paragraphs[0].markdown == "See ![A map \\[of\\] it](picture:1)here."
    assert to_text(draft.paragraphs[0].markdown) == "See here."
    (found,) = draft.pictures
    assert (found.name, found.type, found.width, found.height, found.content) == ("1", "image/png", 100, 50, PNG)


def test_a_picture_alone_is_a_paragraph() -> None:
    draft = word(p("Text.") + p(inside=drawing("map")), files={"word/media/map.jpg": JPEG})
    assert [paragraph.markdown for paragraph in draft.paragraphs] == ["Text.", "![](picture:1)"]


def test_a_picture_shown_twice_is_kept_once() -> None:
    draft = word(
        p(inside=drawing("map")) + table([p(inside=drawing("map")), p("x")]), files={"word/media/map.png": PNG}
    )
    assert [paragraph.markdown for paragraph in draft.paragraphs] == ["![](picture:1)", "![](picture:1)| x"]
    assert len(draft.pictures) == 1


def test_a_picture_that_browsers_do_not_show_is_left_out_with_a_warning() -> None:
    draft = word(p(inside=r("Text.") + drawing("map")), files={"word/media/map.emf": EMF})
    assert draft.paragraphs[0].markdown == "Text."
    assert "a picture is left out" in draft.warnings[0]


def test_a_picture_that_is_elsewhere_is_not_fetched() -> None:
    linked = drawing("rId7").replace("r:embed", "r:link")
    draft = word(p(inside=r("Text.") + linked), links={"rId7": "https://example.org/spy.png"})
    assert draft.pictures == ()
    assert "a picture is left out" in draft.warnings[0]


def test_pictures_of_the_old_kind_are_read_too() -> None:
    shape = '<v:shape style="width:75pt;height:1in" alt="Old"><v:imagedata r:id="map"/></v:shape>'
    draft = word(p(inside=r("", inside=f"<w:pict>{shape}</w:pict>")), files={"word/media/map.png": PNG})
    assert draft.paragraphs[0].markdown == "![Old](picture:1)"
    assert (draft.pictures[0].width, draft.pictures[0].height) == (100, 96)


def test_a_chart_is_named_in_a_warning() -> None:
    chart = '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
    draft = word(p(inside=r("Text.") + r("", inside=f"<w:drawing><wp:inline>{chart}</wp:inline></w:drawing>")))
    assert "a chart, diagram or embedded object is left out" in draft.warnings[0]
