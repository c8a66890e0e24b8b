const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | undefined;

/** HTML with its values escaped, save those that are HTML themselves. */
export const html = (literals: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(literals.map((literal, index) => literal + written(values[index])).join(''));

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return String(part ?? '').replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** Markdown's backquotes, and its empty lines between paragraphs. */
export const prose = (text = ''): readonly Html[] =>
  text.split(/\n\n/).map((paragraph) => html`<p>${paragraph.split('`').map(codeOrText)}</p>`);

const codeOrText = (text: string, index: number): Html =>
  index % 2 === 1 ? html`<code>${text}</code>` : html`${text}`;

/** A whole page. All that it loads comes from here. */
export const page = (title: string, stylesheet: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/docs/assets/${stylesheet}" />
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
