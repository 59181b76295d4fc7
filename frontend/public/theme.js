// Runs before the first paint, so that a dark page never flashes white. The page's settings write the same key.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("parley.theme");
  } catch {
    // Storage is forbidden, so the system's theme applies.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
