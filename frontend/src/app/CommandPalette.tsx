import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../components/Dialog.tsx";
import { useEngagements, usePeople } from "../hooks/useEngagement.ts";
import { useWorkplace } from "../hooks/useWorkplace.ts";
import { changeSettings, settings } from "../services/browser/settings.ts";
import { hasConversations, isAdmin, isManager, isMsp, sideOf } from "../services/model/sides.ts";
import { t } from "../texts.ts";

interface Choice {
  id: string;
  group: string;
  label: string;
  hint: string;
  run: () => void;
}

const maxPerGroup = 7;
const minLettersForMessages = 3;

interface CommandPaletteProps {
  onClose: () => void;
  onShortcuts: () => void;
  onSignOut: () => void;
}

/** Finds engagements, people, pages, commands and, from three letters on, messages. */
export function CommandPalette(props: CommandPaletteProps) {
  const { onClose } = props;
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const wanted = useDeferredValue(words.trim().toLowerCase());
  const choices = useChoices(wanted, props);
  const current = Math.min(at, choices.length - 1);
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(choices.length - 1, current + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, current - 1));
    else if (event.key === "Enter") choices[current]?.run();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t.palette.title} place="top" bare onClose={onClose}>
      <div className="border-b border-line p-2">
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={choices[current] ? `${listId}-${current}` : undefined}
          aria-label={t.palette.title}
          placeholder={t.palette.placeholder}
          autoFocus
          className="h-10 w-full bg-transparent px-2 text-md outline-none"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t.palette.title} className="max-h-[24rem] overflow-y-auto p-1.5">
        {choices.length === 0 && <p className="p-3 text-muted">{t.palette.empty}</p>}
        {choices.map((choice, index) => (
          <div key={choice.id} role="presentation">
            {choices[index - 1]?.group !== choice.group && (
              <p role="presentation" className="px-2.5 pt-2 pb-1 text-xs font-semibold text-faint">
                {choice.group}
              </p>
            )}
            <div
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              ref={(element) => {
                if (index === current) element?.scrollIntoView({ block: "nearest" });
              }}
              onPointerMove={() => setAt(index)}
              onClick={choice.run}
              onKeyDown={press}
              className="flex cursor-pointer items-baseline justify-between gap-4 rounded-sm px-2.5 py-2 aria-selected:bg-accent-soft"
            >
              <span className="truncate">{choice.label}</span>
              <span className="shrink-0 truncate text-sm text-muted">{choice.hint}</span>
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function useChoices(wanted: string, { onClose, onShortcuts, onSignOut }: CommandPaletteProps): Choice[] {
  const { user, api } = useWorkplace();
  const navigate = useNavigate();
  const talks = hasConversations(user.grants);
  const engagements = useEngagements(wanted ? { query: wanted } : {}, talks);
  const people = usePeople();
  const hits = useQuery({
    queryKey: ["search", "", wanted],
    queryFn: ({ signal }) => api.search(wanted, undefined, signal),
    enabled: talks && wanted.length >= minLettersForMessages,
  });
  const go = (path: string) => () => {
    onClose();
    void navigate(path);
  };
  const open = engagements.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(open.flatMap(({ client, msp }) => [client, msp].map(({ id, name }) => [id, name])));
  const found = (label: string) => label.toLowerCase().includes(wanted);
  const { groups } = t.palette;
  return [
    ...open.slice(0, maxPerGroup).map((engagement) => ({
      id: `e-${engagement.id}`,
      group: groups.engagements,
      label: engagement.title,
      hint: (sideOf(user.grants, engagement) === "CLIENT" ? engagement.msp : engagement.client).name,
      run: go(`/engagements/${encodeURIComponent(engagement.id)}`),
    })),
    ...people
      .filter(({ name }) => wanted !== "" && found(name))
      .slice(0, maxPerGroup)
      .flatMap((person) => {
        const shared = open.find(
          ({ client, msp }) => client.id === person.organisation || msp.id === person.organisation,
        );
        const target = shared ?? engagements.data?.pages[0]?.items[0];
        return target
          ? [
              {
                id: `u-${person.id}-${person.organisation}`,
                group: groups.people,
                label: person.name,
                hint: names.get(person.organisation) ?? person.organisation,
                run: go(`/engagements/${encodeURIComponent(target.id)}`),
              },
            ]
          : [];
      }),
    ...visiblePages(user.grants)
      .filter(([, label]) => found(label))
      .map(([path, label]) => ({ id: path, group: groups.pages, label, hint: path, run: go(path) })),
    ...[
      {
        id: "theme",
        group: groups.commands,
        label: t.palette.theme,
        hint: t.account.theme[settings.get().theme],
        run: () => changeSettings({ theme: nextTheme() }),
      },
      { id: "keys", group: groups.commands, label: t.palette.shortcuts, hint: "?", run: onShortcuts },
      {
        id: "out",
        group: groups.commands,
        label: t.account.signOut,
        hint: user.email,
        run: onSignOut,
      },
    ].filter(({ label }) => found(label)),
    ...(hits.data?.items ?? []).slice(0, maxPerGroup).map((hit) => ({
      id: `m-${hit.engagement.id}-${hit.seq}`,
      group: groups.messages,
      label: hit.text,
      hint: hit.engagement.title.slice(0, 30),
      run: go(`/engagements/${encodeURIComponent(hit.engagement.id)}?at=${hit.seq}`),
    })),
  ];
}

function visiblePages(grants: Parameters<typeof isMsp>[0]): [string, string][] {
  const all: [string, string, boolean][] = [
    ["/engagements", t.pages.engagements, hasConversations(grants)],
    ["/alerts", t.pages.alerts, hasConversations(grants)],
    ["/monitor", t.pages.monitor, isMsp(grants) || isAdmin(grants)],
    ["/console", t.pages.console, true],
    ["/admin", t.pages.admin, isAdmin(grants) || isManager(grants)],
    ["/account", t.pages.account, true],
  ];
  return all.filter(([, , allowed]) => allowed).map(([path, label]) => [path, label]);
}

/** The opposite of the theme on the screen, so that the page always changes. */
function nextTheme(): "light" | "dark" {
  return document.documentElement.dataset.theme === "dark" ? "light" : "dark";
}
