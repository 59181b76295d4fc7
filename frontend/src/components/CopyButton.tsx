import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { t } from "../texts.ts";
import { Button } from "./Button.tsx";

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      small
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      <Icon size={16} strokeWidth={1.75} />
      <span aria-live="polite">{copied ? t.common.copied : t.common.copy}</span>
    </Button>
  );
}
