// The menus of the bar close when one goes on elsewhere.

export function startMenus() {
  document.addEventListener("click", ({ target }) => close((menu) => !menu.contains(target)));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(() => true));
}

function close(wanted) {
  for (const menu of document.querySelectorAll(".bar details[open]")) {
    if (!wanted(menu)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}
