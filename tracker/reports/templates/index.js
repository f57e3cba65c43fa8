(function () {
  "use strict";
  var bar = document.getElementById("filter");
  if (!bar) { return; }
  var query = document.getElementById("query");
  var severity = document.getElementById("severity");
  var standing = document.getElementById("standing");
  var shown = document.getElementById("shown");
  var rows = Array.prototype.map.call(document.querySelectorAll("[data-row]"), function (row) {
    return {
      row: row,
      text: row.textContent.toLowerCase().replace(/\s+/g, " "),
      severity: row.hasAttribute("data-severity") ? row.getAttribute("data-severity").split(" ") : null,
      standing: row.hasAttribute("data-standing") ? row.getAttribute("data-standing").split(" ") : null
    };
  });
  function passes(one, words) {
    return words.every(function (word) { return one.text.indexOf(word) >= 0; }) &&
      (!severity.value || (one.severity !== null && one.severity.indexOf(severity.value) >= 0)) &&
      (!standing.value || one.standing === null || one.standing.indexOf(standing.value) >= 0);
  }
  function apply() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (one) {
      var pass = passes(one, words);
      one.row.hidden = !pass;
      count += pass ? 1 : 0;
    });
    var narrowed = words.length || severity.value || standing.value;
    if (narrowed) {
      Array.prototype.forEach.call(document.querySelectorAll("[data-fold]"), function (fold) { fold.open = true; });
    }
    shown.textContent = narrowed
      ? shown.getAttribute("data-text").replace("##", String(rows.length)).replace("#", String(count)) : "";
  }
  bar.hidden = false;
  [query, severity, standing].forEach(function (control) { control.addEventListener("input", apply); });
  document.getElementById("reset").addEventListener("click", function () {
    query.value = ""; severity.value = ""; standing.value = "";
    apply();
    query.focus();
  });
}());
