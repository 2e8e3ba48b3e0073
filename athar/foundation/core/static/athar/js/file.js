// Say which file is chosen in the page's own language; without this file the browser says it in its own.
for (const input of document.querySelectorAll(".file input")) {
  const name = input.parentElement.querySelector(".file__name");
  const tell = () => {
    name.textContent = [...input.files].map((file) => file.name).join(", ") || name.dataset.empty;
    name.classList.toggle("muted", !input.files.length);
  };
  tell();
  name.parentElement.classList.add("file--told");
  input.addEventListener("change", tell);
  addEventListener("pageshow", tell); // going back keeps what was chosen
}
