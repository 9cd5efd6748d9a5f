const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
for (const scenario of data.scenarios) {
  const title = document.createElement("h2");
  title.textContent = scenario.story.title;
  main.append(title);
}
