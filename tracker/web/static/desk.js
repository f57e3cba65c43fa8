(function () {
  "use strict";
  var box = document.getElementById("desk-keys");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  try { if (box && localStorage.getItem("desk-keys") === "off") { box.checked = false; } } catch (ignored) { /* none kept */ }
  if (box) {
    box.addEventListener("change", function () {
      try { localStorage.setItem("desk-keys", box.checked ? "on" : "off"); } catch (ignored) { /* none kept */ }
    });
  }
  function typing(target) {
    return target.isContentEditable || /^(SELECT|TEXTAREA)$/.test(target.tagName) ||
      (target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(target.type));
  }
  function step(by) {
    var at = items.findIndex(function (item) { return item.contains(document.activeElement); });
    var next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
    if (next) { next.querySelector("[data-open]").focus(); }
  }
  function press(key) {
    var found = document.querySelector('[data-key="' + key + '"]');
    if (!found) { return false; }
    if (found.tagName === "SUMMARY") {
      found.parentNode.open = true;
      var field = found.parentNode.querySelector("select, input:not([type=hidden]):not([type=checkbox])");
      if (field) { field.focus(); }
    } else if (found.type === "checkbox") {
      found.closest("details").open = true;
      found.checked = true;
      found.form.querySelector("select").focus();
    } else {
      found.click();
    }
    return true;
  }
  function tick() {
    var item = items.find(function (one) { return one.contains(document.activeElement); });
    var mark = item && item.querySelector("[type=checkbox]");
    if (mark) { mark.checked = !mark.checked; }
    return Boolean(mark);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (box && !box.checked)) { return; }
    if (items.length && (event.key === "j" || event.key === "k")) { step(event.key === "j" ? 1 : -1); event.preventDefault(); return; }
    if (event.key === "x" && items.length) { if (tick()) { event.preventDefault(); } return; }
    if (event.key === "/") {
      var words = document.getElementById("words");
      if (words) { words.focus(); event.preventDefault(); }
      return;
    }
    if (event.key === "?") { location.assign("/keys"); return; }
    if (/^[a-z]$/.test(event.key) && press(event.key)) { event.preventDefault(); }
  });
}());
