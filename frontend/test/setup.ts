import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// jsdom has dialogs, but does not open them; like a browser, opening moves the focus to the first that takes it.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  this.querySelector<HTMLElement>("button, input, select, textarea")?.focus();
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
