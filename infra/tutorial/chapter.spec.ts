import { stepsOf } from './chapter.js';

const page = (...lines: readonly string[]): string => ['# A chapter', '', ...lines, ''].join('\n');

describe('the steps of a chapter', () => {
  it('are its commands, each with the output right below', () => {
    const steps = stepsOf(
      page(
        '```sh',
        'one',
        'two',
        '```',
        '',
        '```text',
        'three',
        '',
        'four',
        '```',
        '',
        '```sh',
        'five',
        '```',
      ),
    );

    expect(steps).toEqual([
      { line: 4, commands: 'one\ntwo', output: 'three\n\nfour', eventually: false },
      { line: 15, commands: 'five', output: undefined, eventually: false },
    ]);
  });

  it('may be repeated until the output is right', () => {
    const [step] = stepsOf(page('```sh eventually', 'one', '```', '```text', 'two', '```'));

    expect(step).toEqual({ line: 4, commands: 'one', output: 'two', eventually: true });
    expect(() => stepsOf(page('```sh eventually', 'one', '```'))).toThrow('Line 3: what is repeated');
  });

  it('have no output where words stand between, and other blocks are none', () => {
    const steps = stepsOf(
      page('```ts', 'code', '```', '```sh', 'one', '```', 'Or:', '```text', 'two', '```'),
    );

    expect(steps).toEqual([{ line: 7, commands: 'one', output: undefined, eventually: false }]);
  });

  it('are not hidden in lists, where they would not be run', () => {
    expect(() => stepsOf(page('- do', '  ```sh', '  one', '  ```'))).toThrow(
      'Line 4: indented commands are not run',
    );
  });
});
