import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { workplace } from "../../../test/workplace.tsx";
import { useSignOut } from "./useSignOut.tsx";

function Sample() {
  const { signOut, question } = useSignOut();
  return (
    <>
      <button type="button" onClick={() => signOut(true)}>
        Leave
      </button>
      {question}
    </>
  );
}

function show(unsent: boolean) {
  const place = workplace();
  if (unsent) void place.socket.send({ type: "send_message", data: { engagement: "globex", text: "not yet" } });
  const left = vi.spyOn(place.session, "signOut").mockResolvedValue();
  render(<Sample />, { wrapper: place.Wrapper });
  return { ...place, left };
}

it("signs out at once when everything is stored", async () => {
  const { left } = show(false);
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(left).toHaveBeenCalledExactlyOnceWith(true);
});

it("asks before it discards unsent messages", async () => {
  const { left, socket } = show(true);
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(screen.getByText("1 message not stored yet")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(left).not.toHaveBeenCalled();
  expect(socket.outbox).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard and sign out" }));
  expect(left).toHaveBeenCalledExactlyOnceWith(true);
  expect(socket.outbox).toEqual([]);
});
