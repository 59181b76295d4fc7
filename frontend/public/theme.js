// Runs before the first paint, so that a dark page never flashes white. The page's own switch writes the same key.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("parley.theme");
  } catch {
    // Storage is forbidden: the system's theme it is.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
