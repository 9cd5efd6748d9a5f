// Puts it together.

startTheme();
fillFacts();
fillOverview();
document.getElementById("scenarios").append(...data.scenarios.map(scenarioSection));
startDrawing();
if (location.hash.length > 1) {
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
