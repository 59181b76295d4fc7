import { Fragment, memo } from "react";
import { type Block, type Inline, parseMarkdown } from "../services/model/markdown.ts";

/** Renders message text as elements, never as HTML. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="grid gap-2 [overflow-wrap:anywhere]">
      {parseMarkdown(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's blocks have no identity but their place
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
});

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p className="whitespace-pre-wrap">
          <Inlines nodes={block.children} />
        </p>
      );
    case "quote":
      return (
        <blockquote className="border-l-2 border-line-strong pl-3 whitespace-pre-wrap text-muted">
          <Inlines nodes={block.children} />
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index}>
          <Inlines nodes={item} />
        </li>
      ));
      return block.ordered ? (
        <ol className="list-decimal pl-6">{items}</ol>
      ) : (
        <ul className="list-disc pl-5">{items}</ul>
      );
    }
    case "code":
      return (
        <pre className="overflow-x-auto rounded-sm bg-sunken p-2 font-mono text-sm whitespace-pre text-ink">
          <code>{block.text}</code>
        </pre>
      );
  }
}

function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={index}>
      <InlineView node={node} />
    </Fragment>
  ));
}

function InlineView({ node }: { node: Inline }) {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.9em] text-ink">{node.text}</code>;
    case "strong":
      return (
        <strong className="font-semibold">
          <Inlines nodes={node.children} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case "link":
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow" className="underline underline-offset-2">
          {node.text}
        </a>
      );
  }
}
