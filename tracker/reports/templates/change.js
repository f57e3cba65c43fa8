(function () {
  "use strict";
  var steps = document.getElementById("steps");
  var marks = Array.prototype.slice.call(document.querySelectorAll("[id^='edit-']"));
  var keys = document.getElementById("keys");
  var place = document.getElementById("place");
  var at = -1;
  function go(by) {
    if (document.getElementById("view-side").checked) { document.getElementById("view-inline").checked = true; }
    if (at >= 0) { marks[at].classList.remove("now"); }
    at = at < 0 && by < 0 ? marks.length - 1 : (at + by + marks.length) % marks.length;
    marks[at].classList.add("now");
    marks[at].focus({ preventScroll: true });
    marks[at].scrollIntoView({ block: "center" });
    place.textContent = (at + 1) + " / " + marks.length;
  }
  if (!marks.length) { return; }
  steps.hidden = false;
  document.getElementById("previous").addEventListener("click", function () { go(-1); });
  document.getElementById("next").addEventListener("click", function () { go(1); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|select|textarea)$/i.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type);
    if (!keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === "n") { go(1); } else if (event.key === "p") { go(-1); } else if (event.key === "v") {
      var side = document.getElementById("view-side");
      document.getElementById(side.checked ? "view-inline" : "view-side").checked = true;
    }
  });
}());
