"""What a browser sends for a form: the fields that the page carries, changed as a person would change them."""

from collections.abc import Mapping

from tests.web.pages import Node, find, words_of

File = tuple[str, bytes]
"""The name of a chosen file and what is in it."""
Field = tuple[str, str | File]
BOUNDARY = "commentspace-tests-boundary"


def fields_of(form: Node, changes: Mapping[str, str | None], press: str | None) -> list[Field]:
    """The fields of a form with these changes; None unticks a box. `press` is the words or the value of a button.

    AssertionError where the form has no field or no button of that name: a person could not have filled it.
    """
    names = {node.get("name", "") for node in find(form, "input[name], select[name], textarea[name]")}
    missing = changes.keys() - names
    assert not missing, f"the form has no fields {sorted(missing)}, only {sorted(names)}"
    sent: list[Field] = []
    for node in find(form, "input[name], select[name], textarea[name]"):
        name = node.get("name", "")
        value = _changed(node, changes[name]) if name in changes else _present(node)
        if value is not None:
            sent.append((name, value))
    return sent + _pressed(form, press)


def _present(node: Node) -> str | File | None:
    """What is sent for a control that nobody touched (HTML, "constructing the entry list")."""
    kind = node.get("type", "text")
    if node.tag == "textarea":
        text = "".join(str(part) for part in node.itertext())
        return _crlf(text.removeprefix("\n"))  # the first line end after the tag is not part of the text
    if node.tag == "select":
        options = find(node, "option")
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return chosen[-1].get("value", words_of(chosen[-1])) if chosen else None
    if kind in ("checkbox", "radio"):
        return node.get("value", "on") if node.get("checked") is not None else None
    if kind == "file":
        return ("", b"")
    return None if kind in ("submit", "button", "image") else _crlf(node.get("value", ""))


def _changed(node: Node, value: str | None) -> str | None:
    if node.tag == "select":
        offered = [option.get("value", words_of(option)) for option in find(node, "option")]
        assert value in offered, f"{node.get('name')} offers {offered}, not {value}"
    return None if value is None else _crlf(value)


def _pressed(form: Node, press: str | None) -> list[Field]:
    buttons = [button for button in find(form, "button") if button.get("type", "submit") == "submit"]
    if press is not None:
        buttons = [button for button in buttons if press in (button.get("value"), words_of(button))]
    assert buttons, f"the form has no button {press}"
    name = buttons[0].get("name")
    return [(name, buttons[0].get("value", ""))] if name else []


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def multipart(fields: list[Field]) -> bytes:
    """The body of a form with files (RFC 7578), as browsers write it."""
    parts = []
    for name, value in fields:
        if isinstance(value, str):
            head, content = f'name="{name}"', value.encode()
        else:
            head = f'name="{name}"; filename="{value[0]}"\r\nContent-Type: application/octet-stream'
            content = value[1]
        parts.append(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
