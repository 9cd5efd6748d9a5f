// Light or dark: as the reader's system has it, until the button says otherwise.

const THEME_KEY = "seakeep-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const themeListeners = [];

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}

function setTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
  tellTheme();
}

function tellTheme() {
  document.getElementById("theme").textContent = isDark() ? "Light" : "Dark";
  document.getElementById("theme").setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`);
  themeListeners.forEach((listener) => listener());
}

function remembered() {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null; // a page from a file may not be let
  }
}

function remember(theme) {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // then it is asked again the next time
  }
}

function startTheme() {
  setTheme(remembered());
  systemDark.addEventListener("change", tellTheme);
  document.getElementById("theme").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    remember(theme);
    setTheme(theme);
  });
}

/** A colour of the style sheet as it is at the moment: charts take no variables. */
function colour(name) {
  const probe = colour.probe ??= document.body.appendChild(element("span", { hidden: "" }));
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
