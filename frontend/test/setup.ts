import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom does not implement the methods of dialogs. Like in a browser, opening moves the focus to the first control.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  this.querySelector<HTMLElement>("button, input, select, textarea")?.focus();
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
