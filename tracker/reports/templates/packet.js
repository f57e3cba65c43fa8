(function () {
  "use strict";
  var form = document.getElementById("packet");
  var answer = document.getElementById("answer");
  if (!answer) { return; }
  var reviewer = document.getElementById("reviewer");
  var saved = document.getElementById("saved");
  answer.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("save").addEventListener("click", function () {
    var decisions = [];
    Array.prototype.forEach.call(form.querySelectorAll("fieldset"), function (one) {
      var chosen = one.querySelector("input[type=radio]:checked");
      if (chosen) {
        var decision = {
          finding: one.getAttribute("data-finding"),
          binds: one.getAttribute("data-binds"),
          verdict: chosen.value,
          note: one.querySelector("input[type=text]").value
        };
        if (one.hasAttribute("data-watch")) { decision.watch = one.getAttribute("data-watch"); }
        decisions.push(decision);
      }
    });
    if (!reviewer.value.trim() || !decisions.length) {
      saved.textContent = saved.getAttribute("data-none");
      return;
    }
    var body = JSON.stringify({
      schema: Number(form.getAttribute("data-schema")),
      watch: form.getAttribute("data-watch"),
      at: form.getAttribute("data-at"),
      reviewer: reviewer.value.trim(),
      decisions: decisions
    }, null, 1);
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([body], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    saved.textContent = saved.getAttribute("data-text").replace("#", String(decisions.length));
  });
}());
