import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { builtFile } from '../../local/project.js';

const program = builtFile('infra/operations/dead-letters/main.js');

/** As the operator runs it, against the running system. */
async function deadLetters(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  try {
    const env = { ...process.env, ...variables };
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { env });
    return { code: 0, says: stdout };
  } catch (error) {
    const { code, stderr } = error as { readonly code: number; readonly stderr: string };
    return { code, says: stderr };
  }
}

describe('npm run dead-letters', () => {
  it('lists what there is, and sends back all of a channel', async () => {
    expect(await deadLetters(['list'])).toMatchObject({ code: 0 });
    const redriven = expect.stringMatching(/^Sent back to order.replies: \d+\n$/) as string;
    expect(await deadLetters(['redrive', 'order.replies'])).toEqual({ code: 0, says: redriven });
  });

  it.each([
    ['a channel that is none', ['redrive', 'nonsense'], {}, 1, 'There is no channel "nonsense"'],
    ['a letter that is not there', ['show', 'nothing'], {}, 1, 'No dead letter has the id nothing.'],
    ['a wrong password', ['list'], { OPERATOR_PASSWORD: 'no' }, 1, 'set OPERATOR_USERNAME'],
    ['another identity', ['list'], { OPERATOR_USERNAME: 'martha' }, 1, 'for operators only'],
    ['no gateway', ['list'], { GATEWAY_URL: 'http://127.0.0.1:9' }, 1, 'set GATEWAY_URL'],
    ['a command that is none', ['burn'], {}, 2, 'npm run dead-letters'],
  ])('says what is wrong with %s', async (_, args, variables, code, sentence) => {
    expect(await deadLetters(args, variables)).toEqual({
      code,
      says: expect.stringContaining(sentence) as string,
    });
  });
});
