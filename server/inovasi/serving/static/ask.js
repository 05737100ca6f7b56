// Says that a query is running, once it is sent; without script there is the browser's own sign.
for (const form of document.querySelectorAll("form[data-running]")) {
  const button = form.querySelector("button");
  const said = form.querySelector("[role=status]");
  const show = (running) => {
    button.disabled = running;
    said.textContent = running ? form.dataset.running : "";
  };
  const most = Number(form.dataset.most);
  let waiting = 0;
  form.addEventListener("submit", () => {
    // What comes as a file leaves the page where it is.
    if (form.elements.namedItem("format").value !== "html") return;
    show(true);
    // Whoever stops the browser can run the query again.
    clearTimeout(waiting);
    if (most) waiting = setTimeout(show, 1000 * most, false);
  });
  // The page as it is when one comes back to it.
  addEventListener("pageshow", () => show(false));
}
