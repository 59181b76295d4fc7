import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useNavigate } from "react-router";
import { Dialog } from "../../components/Dialog.tsx";
import { Ago } from "../../components/Time.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { explain } from "../../services/model/explain.ts";
import { plain } from "../../services/model/markdown.ts";
import { t } from "../../texts.ts";

const minLetters = 2;

/** Finds words in the messages of one engagement and goes to where they were written. */
export function MessageSearch({ engagement, onClose }: { engagement: string; onClose: () => void }) {
  const { api } = useWorkplace();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words.trim());
  const hits = useQuery({
    queryKey: ["search", engagement, wanted],
    queryFn: ({ signal }) => api.search(wanted, engagement, signal),
    enabled: wanted.length >= minLetters,
  });
  return (
    <Dialog title={t.chat.search} place="top" onClose={onClose}>
      <input
        type="search"
        autoFocus
        aria-label={t.chat.search}
        placeholder={t.chat.searchHint}
        className="field"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {hits.error && (
        <p role="alert" className="mt-3 text-critical">
          {explain(hits.error)}
        </p>
      )}
      {hits.data?.items.length === 0 && <p className="mt-3 text-muted">{t.chat.searchEmpty}</p>}
      <ul className="mt-3 grid gap-1">
        {hits.data?.items.map((hit) => (
          <li key={hit.seq}>
            <button
              type="button"
              className="block w-full rounded-sm px-2 py-1.5 text-left hover:bg-hover"
              onClick={() => {
                onClose();
                void navigate(`/engagements/${encodeURIComponent(engagement)}?at=${hit.seq}`);
              }}
            >
              <span className="flex items-baseline justify-between gap-3 text-sm">
                <span className="truncate font-medium">{hit.author.name}</span>
                <Ago at={hit.at} className="shrink-0 text-xs text-faint" />
              </span>
              <span className="line-clamp-2 text-muted">{plain(hit.text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
