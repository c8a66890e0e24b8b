/** A block of commands in a chapter, and what it prints. */
export interface Step {
  /** Where the commands begin. */
  readonly line: number;
  readonly commands: string;
  /** Without it the commands have to succeed, and nothing more. */
  readonly output?: string;
  /** Repeated until the output is right. */
  readonly eventually: boolean;
}

interface Block {
  readonly language: string;
  readonly content: string;
  /** Of its first and of its last fence, counted from 1. */
  readonly from: number;
  readonly to: number;
}

const FENCE = /^```(.*)$/;
const INDENTED_COMMANDS = /^\s+```sh/;
const COMMANDS = ['sh', 'sh eventually'];

/** The commands of a chapter, each with the output that stands right below. Throws where nobody would run what is there. */
export function stepsOf(chapter: string): Step[] {
  const lines = chapter.split('\n');
  const hidden = lines.findIndex((line) => INDENTED_COMMANDS.test(line));
  if (hidden >= 0) throw new Error(`Line ${hidden + 1}: indented commands are not run`);
  const blocks = blocksOf(lines);
  return blocks.flatMap((block, index) => {
    if (!COMMANDS.includes(block.language)) return [];
    const output = outputOf(block, blocks[index + 1], lines);
    const eventually = block.language === 'sh eventually';
    if (eventually && output === undefined)
      throw new Error(`Line ${block.from}: what is repeated needs an output to wait for`);
    return [{ line: block.from + 1, commands: block.content, output, eventually }];
  });
}

/** A block of text with nothing but empty lines between. */
function outputOf(commands: Block, next: Block | undefined, lines: readonly string[]): string | undefined {
  if (next?.language !== 'text') return undefined;
  const between = lines.slice(commands.to, next.from - 1);
  return between.every((line) => line.trim() === '') ? next.content : undefined;
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let begin: { readonly index: number; readonly language: string } | undefined;
  for (const [index, line] of lines.entries()) {
    const [, language] = FENCE.exec(line) ?? [];
    if (language === undefined) continue;
    if (!begin) {
      begin = { index, language: language.trim() };
      continue;
    }
    const content = lines.slice(begin.index + 1, index).join('\n');
    blocks.push({ language: begin.language, content, from: begin.index + 1, to: index + 1 });
    begin = undefined;
  }
  return blocks;
}
