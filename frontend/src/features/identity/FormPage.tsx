import type { ReactNode } from "react";
import { Logo } from "../../components/Logo.tsx";
import { t } from "../../texts.ts";

interface FormPageProps {
  title: string;
  lead?: string | undefined;
  children?: ReactNode;
}

/** The layout of the pages before the sign-in. */
export function FormPage({ title, lead, children }: FormPageProps) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-canvas p-4">
      <div className="grid w-full max-w-[23rem] gap-6 py-8">
        <div className="flex items-center gap-2.5">
          <Logo />
          <span className="text-lg font-semibold tracking-tight">{t.product}</span>
        </div>
        <div className="grid gap-5 rounded-lg border border-line bg-surface p-6">
          <div className="grid gap-1.5">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {lead && <p className="text-base text-muted">{lead}</p>}
          </div>
          {children}
        </div>
      </div>
    </main>
  );
}

export function FormError({ text }: { text: string | undefined }) {
  return text ? (
    <p role="alert" className="rounded-sm bg-critical-soft px-3 py-2 text-base text-critical">
      {text}
    </p>
  ) : null;
}

/** A plain link, so that the page loads again with a new session state. */
export function SignInLink() {
  return (
    <a href="/" className="text-accent-ink underline underline-offset-2">
      {t.signIn.title}
    </a>
  );
}
