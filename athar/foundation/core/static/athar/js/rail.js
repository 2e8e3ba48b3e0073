// The ways of the workspace scroll by themselves where they are longer than the screen: whoever comes to one of the last
// sees where they are.
document.querySelector(".rail > .rail__places [aria-current]")?.scrollIntoView({ block: "nearest" });
