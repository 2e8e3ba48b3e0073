// Show what is typed into a password field, and hide it again; without this file there is no switch.
for (const shows of document.querySelectorAll("[data-shows][hidden]")) {
  const field = document.getElementById(shows.dataset.shows);
  const words = [shows.textContent, shows.dataset.hide];
  shows.hidden = false;
  shows.addEventListener("click", () => {
    const seen = field.type === "password";
    field.type = seen ? "text" : "password";
    shows.textContent = words[Number(seen)];
  });
  field.form?.addEventListener("submit", () => { field.type = "password"; }); // or browsers would remember it as a word
}
